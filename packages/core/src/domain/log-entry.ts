/** The severity of a log entry, as the engine reports it. */
export type Severity = 'info' | 'warning' | 'error' | 'fatal';

/** One entry of a run's log. A line without a prefix belongs to the entry above it. */
export interface LogEntry {
  /** ISO 8601 without a zone: the zone of the engine's clock is unknown. */
  readonly time?: string;
  /** Absent if the line has none. */
  readonly severity?: Severity;
  /** Message id, e.g. `IIS-DSEE-TOSH-00397`. */
  readonly id?: string;
  /** The message, without time, severity and id. */
  readonly text: string;
  /** The unchanged line. */
  readonly raw: string;
}
