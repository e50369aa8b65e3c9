import type { JobRun } from '../domain/job-run.js';
import type { EnvironmentVariable, Parameter } from '../domain/parameters.js';
import { environmentOf } from '../domain/parameters.js';

/** What the service adds to a job or a run, so that it is no part of the request. */
export const filledIn = {
  /** Members of the configuration of a job. */
  inJob: new Set(['offset', 'outputs', 'metrics']),
  /** Members of the configuration of a run. */
  inRun: new Set([
    'offset',
    'outputs',
    'metrics',
    'job_parameters',
    'userStatus',
    'is_scheduled_run',
    'remote_engine',
    'test_result',
  ]),
  /** Parameters of any run. */
  parameters: /^DS(?:Job|Metrics)/,
  /** A parameter that DataStage adds after those of the run; a job may have its own of this name. */
  lastParameter: 'project_name',
  /** Environment variables of DataStage runs. */
  variables: new Set(['HARDWARE_SPECIFICATION', 'NUM_PARTITIONS', 'instance_id']),
} as const;

/** Whether DataStage runs it. Early releases do not send the type. */
const isDataStage = ({ type = 'data_intg_flow' }: Pick<JobRun, 'type'>): boolean =>
  type.toLowerCase() === 'data_intg_flow';

/** The parameters of a run without those that the service added. */
export const ownParameters = (run: Pick<JobRun, 'type' | 'parameters'>): readonly Parameter[] => {
  const isAdded = ({ name }: Parameter): boolean => filledIn.parameters.test(name);
  const hasAdded = isDataStage(run) && run.parameters.some(isAdded);
  const last = hasAdded ? run.parameters.findLastIndex(({ name }) => name === filledIn.lastParameter) : -1;
  return run.parameters.filter((parameter, i) => i !== last && !isAdded(parameter));
};

/** The environment variables of a run without those that the service added. */
export const ownEnvironment = (run: Pick<JobRun, 'type' | 'configuration'>): readonly EnvironmentVariable[] =>
  environmentOf(run.configuration).filter(({ name }) => !isDataStage(run) || !filledIn.variables.has(name));
