import { failedAtStart, hasSubmitted } from './progress.js';
import type { Quirks } from './quirks.js';
import type { Parameter, RunRecord } from './state.js';
import { asArray, asString, member } from './wire.js';

export const readParameters = (value: unknown): readonly Parameter[] =>
  asArray(value).map((p) => ({ name: asString(member(p, 'name')) ?? '', value: member(p, 'value') }));

/** The job's parameters, overridden by the run's, then the other parameters of the run. */
export const mergeParameters = (
  job: readonly Parameter[],
  run: readonly Parameter[],
): readonly Parameter[] => {
  const byName = new Map(run.map((p) => [p.name, p]));
  const names = new Set(job.map((p) => p.name));
  return [...job.map((p) => byName.get(p.name) ?? p), ...run.filter((p) => !names.has(p.name))];
};

const isDataStage = (run: RunRecord): boolean => run.jobType === 'data_intg_flow';

const injected = (run: RunRecord): readonly Parameter[] => [
  { name: 'project_name', value: run.scope.name },
  { name: 'DSJobRunEnvironmentName', value: 'Default DataStage PX S' },
  { name: 'DSMetricsRepoEnabled', value: 'true' },
];

/** Parameters in the body of the run. The service adds its own, so a round trip changes them. */
export const entityParameters = (run: RunRecord): readonly Parameter[] | undefined => {
  if (failedAtStart(run)) return undefined;
  if (!isDataStage(run)) return run.parameters;
  return [
    { name: 'DSJobRunName', value: run.name },
    { name: 'DSJobInvocationId', value: run.name },
    ...run.parameters,
    ...injected(run),
  ];
};

/** Parameters in the configuration of the run: strings, not objects. */
export const configurationParameters = (run: RunRecord): readonly string[] =>
  isDataStage(run) ? injected(run).map(({ name, value }) => `${name}=${String(value)}`) : [];

/** The run's variables and, after submission, those that DataStage adds. */
export const runVariables = (run: RunRecord, now: number, quirks: Quirks): readonly unknown[] => {
  const own = asArray(run.configuration['env_variables']);
  if (!isDataStage(run) || quirks.dialect === '2020' || !hasSubmitted(run, now)) return own;
  return [
    ...own,
    `HARDWARE_SPECIFICATION={'datastage':{'compute':{'cpu':{'units':'1'},'mem':{'size':'4Gi'}},'num_computes':0}}`,
    'NUM_PARTITIONS=2',
    `instance_id=simulator-${run.id.slice(0, 8)}`,
  ];
};
