import type { JobRun } from '../domain/job-run.js';
import type { JsonObject } from '../domain/json.js';
import type { ParameterSet } from '../domain/parameters.js';
import type { RunDraft } from './requests.js';
import { defined } from '../domain/defined.js';
import { isMasked } from '../domain/secret-names.js';
import { mergeByName, mergeMembers } from '../domain/merge.js';
import { filledIn, ownEnvironment, ownParameters } from './filled-in.js';

/** A value of a run that is masked, so that another run cannot have it. */
export interface Masked {
  readonly what: 'parameter' | 'variable' | 'configuration';
  /** Name of the parameter (`set.name` in a parameter set), of the variable, or of the member of the configuration. */
  readonly name: string;
}

/** The request of a run, as far as the run shows it. */
export interface RunLike {
  /** Its parameters, parameter sets, environment and configuration, without what the service added. */
  readonly draft: RunDraft;
  /** Values that are not in the draft, because the service masked them. */
  readonly masked: readonly Masked[];
  /** Whether the service recorded parameters; it records none if the run failed before it was submitted. */
  readonly recorded: boolean;
}

/**
 * The request that starts a run like another one: its parameters, parameter sets, environment and configuration. What
 * the service added (`DSJob…` parameters, `HARDWARE_SPECIFICATION`, metrics, an offset) is left out, and so are name and
 * description. Masked values are left out and listed: sent, they would replace the real ones.
 *
 * @example
 * ```ts
 * const started = await startRun(job, { parameters: [{ name: 'year', value: '2025' }] })(env)();
 * const { draft } = requestLike(started.right);
 * assert.deepEqual(draft.parameters, [{ name: 'year', value: '2025' }]);
 * ```
 */
export const requestLike = (run: JobRun): RunLike => {
  const { env_variables: variables, ...configuration } = run.configuration;
  const own = ownParameters(run);
  const environment = Array.isArray(variables) ? ownEnvironment(run) : [];
  const members = Object.entries(configuration).filter(
    // The service refuses null in a request.
    ([member, value]) => value !== null && !filledIn.inRun.has(member),
  );
  const sets = run.parameterSets ?? [];
  const clear = <A extends { readonly value: unknown }>(items: readonly A[]): readonly A[] =>
    items.filter(({ value }) => !isMasked(value));
  const names = (
    what: Masked['what'],
    items: readonly { readonly name: string; readonly value: unknown }[],
  ) => items.filter(({ value }) => isMasked(value)).map(({ name }): Masked => ({ what, name }));
  return {
    draft: defined({
      configuration: someOf(Object.fromEntries(members.filter(([, value]) => !isMasked(value)))),
      parameters: own.length === 0 ? undefined : clear(own),
      parameterSets: sets.length === 0 ? undefined : sets.map((set) => withValues(set, clear)),
      // Also if it is empty: the environment of a run replaces that of its job.
      environment: Array.isArray(variables) ? clear(environment) : undefined,
    }),
    masked: [
      ...names('parameter', own),
      ...sets.flatMap(({ name: set, values = [] }) =>
        names(
          'parameter',
          values.map(({ name, value }) => ({ name: `${set}.${name}`, value })),
        ),
      ),
      ...names('variable', environment),
      ...names(
        'configuration',
        members.map(([name, value]) => ({ name, value })),
      ),
    ],
    recorded: run.parameters.length > 0 || run.parameterSets !== undefined,
  };
};

const someOf = (members: JsonObject): JsonObject | undefined =>
  Object.keys(members).length === 0 ? undefined : members;

type Values = NonNullable<ParameterSet['values']>;

const withValues = (set: ParameterSet, clear: (values: Values) => Values): ParameterSet =>
  set.values === undefined ? set : { ...set, values: clear(set.values) };

/**
 * A draft over another: values are replaced by name, and the configuration by member, at any depth. A parameter set is
 * replaced as a whole, but keeps its id.
 */
export const draftOver = (under: RunDraft, over: RunDraft): RunDraft =>
  defined({
    ...under,
    ...defined(over),
    configuration: both(under.configuration, over.configuration, mergeMembers),
    parameters: both(under.parameters, over.parameters, mergeByName),
    parameterSets: both(under.parameterSets, over.parameterSets, (before, sets) =>
      mergeByName(
        before.map((set) => (sets.some(({ name }) => name === set.name) ? idOf(set) : set)),
        sets,
      ),
    ),
    environment: both(under.environment, over.environment, mergeByName),
  });

const idOf = ({ name, ref }: ParameterSet): ParameterSet => defined({ name, ref });

const both = <A>(under: A | undefined, over: A | undefined, merge: (a: A, b: A) => A): A | undefined =>
  under === undefined || over === undefined ? (over ?? under) : merge(under, over);
