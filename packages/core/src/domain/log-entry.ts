/** The severity of a log entry, as the engine reports it. `trace` and `debug` are written by StreamSets only. */
export type Severity = 'trace' | 'debug' | 'info' | 'warning' | 'error' | 'fatal';

/** One entry of a run's log. A line without a prefix belongs to the entry above it. */
export interface LogEntry {
  /**
   * ISO 8601. Without a zone, as most engines write it: the zone of the engine's clock is unknown. A line without a prefix
   * that was read later than its entry has the time and severity of that entry.
   */
  readonly time?: string;
  /** Absent if the line has none. */
  readonly severity?: Severity;
  /** Message id, e.g. `IIS-DSEE-TOSH-00397`. */
  readonly id?: string;
  /** The message, without time, severity and id. */
  readonly text: string;
  /** The unchanged line, without its line break. */
  readonly raw: string;
}

/** The log of a run so far. */
export interface RunLog {
  readonly entries: readonly LogEntry[];
  /** Number of lines that the service counted and did not return; absent if there are none. */
  readonly missing?: number;
}
