/** Metrics of a run: by stage and link for a batch run, as a pipeline for a streaming run. Empty until the service sends them. */
export interface RunMetrics {
  readonly stages: readonly StageMetrics[];
  readonly links: readonly LinkMetrics[];
  /** Streaming runs, while they are active. */
  readonly pipeline?: PipelineMetrics;
}

/** One stage of a batch run. */
export interface StageMetrics {
  readonly name: string;
  readonly type?: string;
  readonly state?: string;
  readonly rowsRead?: number;
  readonly rowsWritten?: number;
  readonly cpuSeconds?: number;
  /** Memory used, as the service reports it; its unit is not documented. */
  readonly memory?: number;
  /** Number of partitions: the parallel instances of the stage. */
  readonly partitions?: number;
  /** Rows of each parallel instance. */
  readonly instances?: readonly StageInstance[];
  /** ISO 8601, UTC. */
  readonly startedAt?: string;
  readonly finishedAt?: string;
}

/** One parallel instance of a stage. */
export interface StageInstance {
  readonly id?: string;
  readonly rowsRead?: number;
  readonly rowsWritten?: number;
}

/** One link between two stages of a batch run. */
export interface LinkMetrics {
  readonly name: string;
  /** Name of the stage that writes to it. */
  readonly from?: string;
  /** Name of the stage that reads from it. */
  readonly to?: string;
  readonly state?: string;
  readonly rowsRead?: number;
  readonly rowsWritten?: number;
  /** ISO 8601, UTC. */
  readonly startedAt?: string;
  readonly finishedAt?: string;
}

/** Metrics of a streaming run since its start. Rates are records per second. */
export interface PipelineMetrics extends RecordCounts {
  readonly batches?: number;
  readonly totalRunners?: number;
  readonly availableRunners?: number;
  readonly errorRate?: number;
  readonly stages: readonly PipelineStageMetrics[];
}

/** One stage of a streaming run. */
export interface PipelineStageMetrics extends RecordCounts {
  readonly id?: string;
  readonly name?: string;
  readonly batches?: number;
  /** Seconds per batch. */
  readonly processingSeconds: {
    readonly average?: number;
    readonly least?: number;
    readonly most?: number;
    readonly p95?: number;
    readonly p99?: number;
  };
}

interface RecordCounts {
  readonly inputRecords?: number;
  readonly outputRecords?: number;
  readonly errorRecords?: number;
  readonly stageErrors?: number;
  readonly inputRate?: number;
  readonly outputRate?: number;
}

export const noMetrics: RunMetrics = { stages: [], links: [] };

/** Whether the service has sent any metrics. */
export const hasMetrics = ({ stages, links, pipeline }: RunMetrics): boolean =>
  stages.length > 0 || links.length > 0 || pipeline !== undefined;
