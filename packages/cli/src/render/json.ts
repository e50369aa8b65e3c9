import { parseJson, printJson, type Job, type JobRun, type LogEntry } from '@wxdi/sdk';
import type { ScalarTag } from 'yaml';
import { hex, unsafeCharacters } from './visible.js';

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
  futureScheduledRuns: job.futureScheduledRuns,
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
  reasons: run.reasons ?? [],
  userStatus: run.userStatus,
  parameters: run.parameters,
  configuration: withoutMetrics(run.configuration),
  metrics: run.metrics,
});

/** The service sends the metrics in the configuration; they are in `metrics`. */
const withoutMetrics = ({ metrics: _metrics, ...others }: JobRun['configuration']) => others;

export const logJson = ({ time, severity, id, text, raw }: LogEntry) => ({ time, severity, id, text, raw });

/**
 * JSON that is safe for a terminal: C1 controls, bidi overrides and zero-width characters, which JSON does not escape,
 * are written as `\uXXXX`, which every reader of JSON understands.
 */
export const toJson = (value: unknown, indent?: number): string => harmless(printJson(value, indent));

const unsafe = new RegExp(unsafeCharacters, 'gu');

/** The same for existing JSON text. */
export const harmless = (json: string): string =>
  json.replace(unsafe, (character) =>
    character
      .split('')
      .map((unit) => `\\u${hex(unit.charCodeAt(0), 4)}`)
      .join(''),
  );

/**
 * YAML that is safe for a terminal: text with control characters is quoted, and they are escaped. Text that a YAML 1.1
 * reader would take for another value is quoted too.
 */
export const toYaml = async (value: unknown): Promise<string> => {
  const { Document, visit } = await import('yaml');
  // A round trip through JSON removes undefined members, and shared objects, which would become anchors.
  const document = new Document(parseJson(printJson(value ?? null)), {
    compat: 'yaml-1.1',
    customTags: (tags) => [exponential, ...tags],
  });
  visit(document, {
    Scalar: (_key, node) => {
      if (typeof node.value === 'string' && isMisread(node.value)) node.type = 'QUOTE_DOUBLE';
    },
  });
  const text = document.toString({ lineWidth: 0 }).trimEnd();
  return text.replace(unsafe, (character) => {
    const code = character.codePointAt(0) as number;
    return code < 0x10000 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
  });
};

/** Whether plain text could harm a terminal, or has a meaning of its own in YAML 1.1. */
const isMisread = (text: string): boolean =>
  text.search(unsafe) >= 0 || /[\u0000-\u001f]/.test(text) || text === '=' || text === '<<';

/** A YAML 1.1 reader needs a point in front of an exponent. */
const exponential: ScalarTag = {
  tag: 'tag:yaml.org,2002:float',
  default: true,
  test: /^-?\de[-+]\d+$/,
  identify: (value) => typeof value === 'number' && /^-?\de/.test(String(value)),
  resolve: Number,
  stringify: ({ value }) => String(value).replace('e', '.0e'),
};
