import type { Job } from './job.js';
import type { Parameter, ParameterSet } from './parameters.js';
import { parameterPath } from './parameters.js';

/** A parameter of a start that its job does not list. */
export interface UnknownParameter {
  /** As it was given. */
  readonly name: string;
  /** Names that it could be: the parameters that the job lists; for `set.name`, also that name in each of its sets. */
  readonly known: readonly string[];
}

/** The inputs of a start that name parameters. */
export interface NamedInputs {
  readonly parameters?: readonly Parameter[] | undefined;
  readonly parameterSets?: readonly ParameterSet[] | undefined;
}

/**
 * The parameters of a start that its job does not list, with those that it lists. The service accepts any name and
 * ignores an unknown one, so a misspelled parameter keeps its default. None, if the job lists no parameters: a job lists
 * its own, perhaps not all of its flow's. A name `set.name` is known if the job or the start has the set.
 *
 * @example
 * ```ts
 * const listed = { parameters: [{ name: 'year', value: '2025' }], parameterSets: [] };
 * const unknown = unknownParameters(listed, { parameters: [{ name: 'yaer', value: '2026' }] });
 * assert.deepEqual(unknown, [{ name: 'yaer', known: ['year'] }]);
 * ```
 */
export const unknownParameters = (
  job: Pick<Job, 'parameters' | 'parameterSets'>,
  { parameters = [], parameterSets = [] }: NamedInputs,
): readonly UnknownParameter[] => {
  const sets = new Set([...job.parameterSets, ...parameterSets].map(({ name }) => name));
  const names = new Set(job.parameters.map(({ name }) => name));
  if (names.size === 0) return [];
  return parameters.flatMap(({ name }) => {
    const { set, name: member } = parameterPath(name);
    if (names.has(name) || (set !== undefined && sets.has(set))) return [];
    const inSets = set === undefined ? [] : [...sets].map((each) => `${each}.${member}`);
    return [{ name, known: [...names, ...inSets] }];
  });
};
