import type { Style } from './style.js';
import type { Column } from './table.js';
import {
  elapsedSeconds,
  isFinished,
  isSecretName,
  printJson,
  type Job,
  type JobRun,
  type Parameter,
  type ParameterSet,
} from '@wxdi/sdk';
import { showSeconds } from './duration.js';
import { jobJson, runJson } from './json.js';
import { redacted } from './redact.js';
import { showReason } from './run-facts.js';
import { showState } from './run-state.js';
import { visible } from './visible.js';

/** The columns that a configuration chooses for tables. */
export type Columns = Partial<Readonly<Record<'job' | 'run', readonly string[]>>>;

/** Labels and values for a person, already made safe. */
export type Details = readonly (readonly [label: string, value: string])[];

/** How a job or a run is shown. */
export interface View<Row> {
  /** The columns that a configuration may choose. */
  readonly kind?: keyof Columns;
  readonly columns: readonly Column<Row>[];
  /** For a person: labels and values, already made safe. */
  readonly details: (row: Row, style: Style) => Details;
  readonly json: (row: Row) => unknown;
  /** What -o name prints: a word that commands accept. */
  readonly name: (row: Row) => string;
}

/** `2026-11-22 09:21:51Z` */
export const showTime = (iso = ''): string =>
  visible(iso)
    .replace('T', ' ')
    .replace(/\.\d+Z$/, 'Z');

/** Several values below one label. */
const listed = (label: string, values: readonly string[]) =>
  values.map((value, at) => [at === 0 ? label : '', visible(value)] as const);

/** `name=value`; the value of anything named like a secret is masked. */
const pairOf = ({ name, value }: Parameter): string => {
  const shown = isSecretName(name) ? '***' : redacted(value);
  return `${name}=${typeof shown === 'string' ? shown : printJson(shown)}`;
};

/** Parameters that the engine adds to a run. */
const isInternal = ({ name }: Parameter): boolean => /^DS(?:Job|Project|Host|MetricsRepo)/.test(name);

/** The run's own parameters first. */
const showParameters = (parameters: readonly Parameter[]) =>
  listed('Parameters', [
    ...parameters.filter((one) => !isInternal(one)).map(pairOf),
    ...parameters.filter(isInternal).map(pairOf),
  ]);

const showSet = ({ name, valueSet, values = [] }: ParameterSet): string => {
  const replaced = values.length === 0 ? '' : ` (replaced: ${values.map((value) => value.name).join(', ')})`;
  return `${valueSet === undefined ? name : `${name}.${valueSet}`}${replaced}`;
};

/** The environment, the names of its variables, and the other members that have a value. */
const showConfiguration = ({
  env_id: batch,
  streamsets_env_id: streaming,
  env_variables: variables,
  ...others
}: Job['configuration']) => {
  const names = Array.isArray(variables) ? variables.map((text) => String(text).split('=', 1).join()) : [];
  return [
    ['Environment', visible([batch, streaming].filter((id) => typeof id === 'string').join(''))],
    ['Variables', visible(names.join(', '))],
    ...listed(
      'Configuration',
      Object.entries(others)
        .filter(([, value]) => value !== null && value !== '')
        .map(([name, value]) => pairOf({ name, value })),
    ),
  ] as const;
};

const showRetention = (retention: Job['retention']): string => {
  if (retention === undefined) return '';
  return 'days' in retention ? `${retention.days} days` : `the newest ${retention.runs} runs`;
};

const showNotifications = (notifications: Job['notifications']): string => {
  if (notifications === undefined) return '';
  const ends = (['success', 'warning', 'failure'] as const).filter((end) => notifications[end]);
  return ends.length === 0 ? 'never' : ends.join(', ');
};

export const jobView: View<Job> = {
  kind: 'job',
  name: (job) => job.name,
  columns: [
    { header: 'ID', value: (job) => job.id, isId: true },
    { header: 'NAME', value: (job) => job.name, isLong: true },
    { header: 'TYPE', value: (job) => job.type, optional: 3 },
    { header: 'ASSET', value: (job) => job.assetId, optional: 1 },
    { header: 'SCHEDULE', value: (job) => job.schedule, optional: 2 },
    { header: 'DESCRIPTION', value: (job) => job.description, extra: true },
    { header: 'OWNER', value: (job) => job.ownerId, extra: true },
    { header: 'RETENTION', value: (job) => showRetention(job.retention), extra: true },
  ],
  details: (job) => [
    ['Name', visible(job.name)],
    ['Id', visible(job.id)],
    ['Description', visible(job.description)],
    ['Type', visible(job.type)],
    ['Asset', visible(job.assetId)],
    ['Project', visible(job.projectName)],
    ['Space', visible(job.spaceName)],
    ['Owner', visible(job.ownerId)],
    ...showParameters(job.parameters),
    ...listed('Parameter sets', job.parameterSets.map(showSet)),
    ...showConfiguration(job.configuration),
    ['Schedule', job.schedule === undefined ? '' : `${visible(job.schedule)} (UTC)`],
    ['From', showTime(job.scheduleWindow?.startsAt)],
    ['Until', showTime(job.scheduleWindow?.endsAt)],
    ['Next run', showTime(job.futureScheduledRuns?.[0])],
    ['Keeps runs', showRetention(job.retention)],
    ['Notifies on', showNotifications(job.notifications)],
  ],
  json: jobJson,
};

const took = ({ durationSeconds }: JobRun): string =>
  durationSeconds === undefined ? '' : showSeconds(durationSeconds);

const moment = (header: string, value: (run: JobRun) => string | undefined): Column<JobRun> => ({
  header,
  value,
  show: (run) => showTime(value(run)),
});

const soFar = (run: JobRun, nowMs: number): string => {
  const seconds = run.startedAt === undefined ? undefined : elapsedSeconds(run, nowMs);
  return seconds === undefined ? '' : showSeconds(Math.floor(seconds));
};

export const runView: View<JobRun> = {
  kind: 'run',
  // Most runs of a job have the same name.
  name: (run) => run.id,
  columns: [
    { header: 'ID', value: (run) => run.id, isId: true },
    { header: 'STATE', value: (run) => run.state, show: (_run, state, style) => showState(state, style) },
    { ...moment('CREATED', (run) => run.createdAt), optional: 3 },
    { header: 'DURATION', value: (run) => run.durationSeconds, show: took, optional: 2 },
    { header: 'ROWS', value: (run) => run.rowsWritten, alignRight: true, optional: 1 },
    { header: 'NAME', value: (run) => run.name, isLong: true },
    { ...moment('STARTED', (run) => run.startedAt), extra: true },
    { ...moment('FINISHED', (run) => run.finishedAt), extra: true },
    { header: 'READ', value: (run) => run.rowsRead, alignRight: true, extra: true },
    { header: 'JOB', value: (run) => run.jobName ?? run.jobId, extra: true },
  ],
  details: (run, style) => [
    ['State', showState(visible(run.state), style)],
    ...(run.reasons ?? []).map((reason, i) => [i === 0 ? 'Reason' : '', showReason(reason)] as const),
    ['Run', visible(run.name)],
    ['Id', visible(run.id)],
    ['Description', visible(run.description)],
    ['Job', [run.jobName, run.jobId].map(visible).join('  ').trim()],
    ['Started by', run.scheduled === true ? 'its schedule' : ''],
    ['Created', showTime(run.createdAt)],
    ['Started', showTime(run.startedAt)],
    ['Finished', showTime(run.finishedAt)],
    ['Duration', took(run)],
    ['Rows read', String(run.rowsRead ?? '')],
    ['Rows written', String(run.rowsWritten ?? '')],
    ['User status', visible(run.userStatus)],
    ...showParameters(run.parameters),
  ],
  json: (run) => runJson(run, isFinished(run.state)),
};

/** The same; a table shows how long an active run has taken so far. */
export const runViewAt = (nowMs: number): View<JobRun> => ({
  ...runView,
  columns: runView.columns.map((column) =>
    column.header === 'DURATION'
      ? { ...column, show: (run) => (isFinished(run.state) ? took(run) : soFar(run, nowMs)) }
      : column,
  ),
});

/** The same for runs of many jobs: the job comes after the id. */
export const runsViewAt = (nowMs: number): View<JobRun> => {
  const view = runViewAt(nowMs);
  const isJob = ({ header }: Column<JobRun>): boolean => header === 'JOB';
  const [id, ...others] = view.columns.filter((column) => !isJob(column));
  const job = view.columns.filter(isJob).map((column) => ({ ...column, extra: false, isLong: true }));
  return { ...view, columns: [...(id === undefined ? [] : [id]), ...job, ...others] };
};
