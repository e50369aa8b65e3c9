import type { JobRun } from '../domain/job-run.js';
import type { Named } from './change.js';
import { isJsonObject } from '../domain/json.js';
import { environmentOf, environmentVariable } from '../domain/parameters.js';

/** Members of a configuration that are compared elsewhere, or are results of the run. */
const notCompared: ReadonlySet<string> = new Set(['env_variables', 'job_parameters', 'metrics', 'outputs']);

/** What the service adds to identify a run: it differs between any two runs. */
const identities: ReadonlySet<string> = new Set(['DSJobRunName', 'DSJobInvocationId', 'instance_id']);

/** What the service adds to the environment once a run is submitted. */
const addedVariables: ReadonlySet<string> = new Set(['HARDWARE_SPECIFICATION', 'NUM_PARTITIONS']);

/** Whether the service has sent the parameters of a run. A run that failed before it was submitted has none. */
export const hasInputs = ({ parameters, parameterSets }: JobRun): boolean =>
  parameters.length > 0 || parameterSets !== undefined;

/** Its parameters, with those that only its configuration has, where they are texts `name=value`. */
export const parametersOf = ({ parameters, configuration }: JobRun): readonly Named[] => {
  const own = parameters.map(({ name, value }): Named => [name, value]);
  const names = new Set(parameters.map(({ name }) => name));
  const texts = configuration['job_parameters'];
  const others = (Array.isArray(texts) ? texts : [])
    .filter((text) => typeof text === 'string')
    .map(environmentVariable)
    .filter(({ name }) => !names.has(name));
  return [...own, ...others.map(({ name, value }): Named => [name, value])].filter(
    ([name]) => !identities.has(name),
  );
};

/** Its parameter sets by name, and the values that replace those of a set as `set.name`. */
export const parameterSetsOf = ({ parameterSets = [] }: JobRun): readonly Named[] =>
  parameterSets.flatMap(({ name, values = [], ...set }): readonly Named[] => [
    [name, set],
    ...values.map((value): Named => [`${name}.${value.name}`, value.value]),
  ]);

/** Its environment variables; `isSubmitted`: with those that the service adds to a run that it submits. */
export const variablesOf = ({ configuration }: JobRun, isSubmitted: boolean): readonly Named[] =>
  environmentOf(configuration)
    .filter(({ name }) => !identities.has(name) && (isSubmitted || !addedVariables.has(name)))
    .map(({ name, value }): Named => [name, value]);

/** The members of its configuration by their path, such as `flow_limits.warn_limit`. */
export const settingsOf = ({ configuration }: JobRun): readonly Named[] =>
  Object.entries(configuration)
    .filter(([name]) => !notCompared.has(name))
    .flatMap(([name, value]) => leaves(name, value));

const leaves = (path: string, value: unknown): readonly Named[] =>
  isJsonObject(value) && Object.keys(value).length > 0
    ? Object.entries(value).flatMap(([name, member]) => leaves(`${path}.${name}`, member))
    : [[path, value]];
