import type { Job, JobRun, LogEntry } from '@wxdi/sdk';

/**
 * The shapes of jobs, runs and log entries that scripts may rely on. If the service sends no value, a required member is
 * null and an optional one is absent.
 */
export const jobJson = (job: Job) => ({
  id: job.id,
  name: job.name,
  description: job.description ?? null,
  type: job.type,
  assetId: job.assetId ?? null,
  ownerId: job.ownerId ?? null,
  projectName: job.projectName,
  spaceName: job.spaceName,
  configuration: job.configuration,
  parameters: job.parameters,
  parameterSets: job.parameterSets,
  schedule: job.schedule ?? null,
  scheduleWindow: job.scheduleWindow ?? null,
  retention: job.retention ?? null,
  notifications: job.notifications ?? null,
});

export const runJson = (run: JobRun, finished: boolean) => ({
  id: run.id,
  jobId: run.jobId,
  jobName: run.jobName ?? null,
  name: run.name,
  description: run.description ?? null,
  type: run.type ?? null,
  state: run.state,
  finished,
  scheduled: run.scheduled ?? false,
  createdAt: run.createdAt ?? null,
  queuedAt: run.queuedAt,
  startedAt: run.startedAt,
  finishedAt: run.finishedAt,
  durationSeconds: run.durationSeconds,
  rowsRead: run.rowsRead,
  rowsWritten: run.rowsWritten,
  parameters: run.parameters,
  configuration: run.configuration,
  metrics: run.metrics,
});

export const logJson = ({ time, severity, id, text, raw }: LogEntry) => ({ time, severity, id, text, raw });

/**
 * JSON that is safe for a terminal: C1 controls, bidi overrides and zero-width characters, which JSON does not escape,
 * are written as `\uXXXX`, which every reader of JSON understands.
 */
export const toJson = (value: unknown, indent?: number): string =>
  harmless(JSON.stringify(value, undefined, indent));

/** The same for existing JSON text. */
export const harmless = (json: string): string => json.replace(unsafe, escape);

/** Characters that a terminal would interpret and that are one unit of UTF-16. */
export const unsafeCharacters =
  /[\u007f-\u009f\u00ad\u061c\u070f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb]/;

const unsafe = new RegExp(`${unsafeCharacters.source}|\\udb40[\\udc00-\\udfff]`, 'g');

const escape = (characters: string): string =>
  characters
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
