/** What a batch run did, by stage and by link. Both are empty while the service has not said. */
export interface RunMetrics {
  readonly stages: readonly StageMetrics[];
  readonly links: readonly LinkMetrics[];
}

export interface StageMetrics {
  readonly name: string;
  readonly type?: string;
  readonly state?: string;
  readonly rowsRead?: number;
  readonly rowsWritten?: number;
  readonly cpuSeconds?: number;
  /** ISO 8601, UTC. */
  readonly startedAt?: string;
  readonly finishedAt?: string;
}

export interface LinkMetrics {
  readonly name: string;
  readonly from?: string;
  readonly to?: string;
  readonly state?: string;
  readonly rowsRead?: number;
  readonly rowsWritten?: number;
  /** ISO 8601, UTC. */
  readonly startedAt?: string;
  readonly finishedAt?: string;
}

export const noMetrics: RunMetrics = { stages: [], links: [] };
