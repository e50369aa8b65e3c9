import type { JournalEntry } from '@wxdi/sdk';

/** The columns of an entry, in the order of `valuesOf`. */
export const columns = [
  'key',
  'job_id',
  'request',
  'attempt',
  'state',
  'run_id',
  'ended',
  'sent_at',
] as const;

/** A row of `wxdi.start`. A bigint comes as text. */
export interface Row {
  readonly key: string;
  readonly job_id: string;
  readonly request: string;
  readonly attempt: number | null;
  readonly state: JournalEntry['state'];
  readonly run_id: string | null;
  readonly ended: NonNullable<JournalEntry['ended']> | null;
  readonly sent_at: string;
  /** Milliseconds since the row was written. */
  readonly age: number;
}

export const entryOf = (row: Row): JournalEntry => ({
  key: row.key,
  jobId: row.job_id,
  request: row.request,
  sentAt: Number(row.sent_at),
  state: row.state,
  ageMs: row.age,
  ...(row.attempt === null ? {} : { attempt: row.attempt }),
  ...(row.run_id === null ? {} : { runId: row.run_id }),
  ...(row.ended === null ? {} : { ended: row.ended }),
});

export const valuesOf = (entry: JournalEntry): readonly unknown[] => [
  entry.key,
  entry.jobId,
  entry.request,
  entry.attempt,
  entry.state,
  entry.runId,
  entry.ended,
  Math.round(entry.sentAt),
];
