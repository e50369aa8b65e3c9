import type { Job, Notifications, ScheduleWindow } from '../domain/job.js';
import type { JsonObject } from '../domain/json.js';
import type { EnvironmentVariable, Parameter, ParameterSetChange } from '../domain/parameters.js';
import type { JobChanges } from './job-changes.js';
import type { WindowChange } from './window-issues.js';
import { defined } from '../domain/defined.js';
import { jsonEquals } from '../domain/json.js';
import { mergeByName, mergeMembers } from '../domain/merge.js';
import { environmentOf } from '../domain/parameters.js';

/**
 * Changes that keep what they do not name: lists are merged by name, objects by member, at any depth. An absent member
 * stays unchanged, null clears it. This is the form of a job file.
 */
export interface JobEdit extends Pick<
  JobChanges,
  'name' | 'description' | 'assetId' | 'type' | 'schedule' | 'environmentId' | 'warnLimit' | 'retention'
> {
  /** Members of the configuration; its environment variables are merged by name. */
  readonly configuration?: JsonObject | undefined;
  readonly parameters?: readonly Parameter[] | null | undefined;
  /** A set is found by its name or by its `ref`. */
  readonly parameterSets?: readonly ParameterSetChange[] | null | undefined;
  readonly environment?: readonly EnvironmentVariable[] | null | undefined;
  /** If the edit clears the schedule and has no window, the window is cleared too. */
  readonly scheduleWindow?: WindowChange | null | undefined;
  readonly notifications?: Partial<Notifications> | null | undefined;
  /** Names to remove from the lists; a name that the edit also sets is not removed. */
  readonly unset?:
    | {
        readonly parameters?: readonly string[] | undefined;
        readonly parameterSets?: readonly string[] | undefined;
        readonly environment?: readonly string[] | undefined;
      }
    | undefined;
}

/** The settings of a job that edits are merged with; for a new job they are empty. */
export type EditedJob = Pick<
  Job,
  'configuration' | 'parameters' | 'parameterSets' | 'scheduleWindow' | 'notifications'
>;

/**
 * The changes that edits make to a job, one edit after the other: whole lists and objects, for `updateJob`. Members that
 * no edit names are absent.
 *
 * @example
 * ```ts
 * const { right: before } = await getJob(job)(env)();
 * const changes = mergeChanges(before, { parameters: [{ name: 'year', value: 2027 }], description: null });
 * assert.deepEqual(Object.keys(changes), ['description', 'parameters']);
 * ```
 */
export const mergeChanges = (job: EditedJob, ...edits: readonly JobEdit[]): JobChanges =>
  edits.reduce<JobChanges>((changes, edit) => ({ ...changes, ...step(job, changes, edit) }), {});

/** The members that an edit changes, after earlier changes. */
const step = (job: EditedJob, before: JobChanges, edit: JobEdit): JobChanges => {
  const { name, description, assetId, type, schedule, retention, unset = {} } = edit;
  const configuration = before.configuration ?? job.configuration;
  return defined({
    name,
    assetId,
    type,
    description,
    configuration: configurationOf(configuration, edit),
    parameters: listOf(before.parameters ?? job.parameters, edit.parameters, unset.parameters, mergeByName),
    parameterSets: listOf(
      before.parameterSets ?? job.parameterSets,
      edit.parameterSets,
      unset.parameterSets,
      mergeSets,
    ),
    environment: listOf(
      before.environment ?? environmentOf(configuration),
      variablesOf(edit),
      unset.environment,
      mergeByName,
    ),
    schedule,
    scheduleWindow: windowOf(valueAfter(before.scheduleWindow, job.scheduleWindow), edit),
    retention,
    notifications: notificationsOf(valueAfter(before.notifications, job.notifications), edit.notifications),
  });
};

/** The value after earlier changes, which may have cleared it. */
const valueAfter = <A>(changed: A | null | undefined, own: A | undefined): A | undefined =>
  changed === undefined ? own : (changed ?? undefined);

const configurationOf = (before: JsonObject, edit: JobEdit): JsonObject | undefined => {
  const { configuration, environmentId, warnLimit } = edit;
  const { env_variables: _, ...others } = configuration ?? {};
  const overlays: readonly (JsonObject | undefined)[] = [
    variablesIn(edit) === undefined ? configuration : others,
    environmentId === undefined ? undefined : { env_id: environmentId },
    warnLimit === undefined ? undefined : { flow_limits: { warn_limit: warnLimit } },
  ];
  const given = overlays.filter((overlay) => overlay !== undefined);
  return given.length === 0 ? undefined : given.reduce(mergeMembers, before);
};

/** The variables in the configuration of an edit, if they have the form of the service. */
const variablesIn = ({ configuration }: JobEdit): readonly EnvironmentVariable[] | null | undefined => {
  const variables = configuration?.['env_variables'];
  if (configuration === undefined || variables === null) return variables as null | undefined;
  return Array.isArray(variables) && variables.every((text) => typeof text === 'string')
    ? environmentOf(configuration)
    : undefined;
};

const variablesOf = (edit: JobEdit): JobEdit['environment'] => {
  if (edit.environment === undefined) return variablesIn(edit);
  return edit.environment && mergeByName(variablesIn(edit) ?? [], edit.environment);
};

const listOf = <A extends { readonly name: string }>(
  before: readonly A[],
  given: readonly A[] | null | undefined,
  unset: readonly string[] = [],
  merge: (under: readonly A[], over: readonly A[]) => readonly A[],
): readonly A[] | undefined => {
  if (given === null) return [];
  if (jsonEquals(before, given) && unset.length === 0) return before;
  if (given === undefined && unset.length === 0) return undefined;
  return merge(
    before.filter(({ name }) => !unset.includes(name) || given?.some((item) => item.name === name) === true),
    given ?? [],
  );
};

const mergeSets = (
  before: readonly ParameterSetChange[],
  given: readonly ParameterSetChange[],
): readonly ParameterSetChange[] =>
  given.reduce((sets, set) => {
    const isSame = ({ name, ref }: ParameterSetChange): boolean =>
      name === set.name || (ref !== undefined && ref === set.ref);
    return sets.some(isSame)
      ? sets.map((own) => (isSame(own) ? mergedSet(own, set) : own))
      : [...sets, mergedSet({ name: set.name }, set)];
  }, before);

/** A caller who knows only the id of a set gives it as its name too. */
const mergedSet = (own: ParameterSetChange, set: ParameterSetChange): ParameterSetChange => ({
  ...mergeMembers({ ...own }, defined({ ...set })),
  name: set.name === set.ref ? own.name : set.name,
  ...(own.values && set.values && { values: mergeByName(own.values, set.values) }),
});

const windowOf = (before: ScheduleWindow | undefined, edit: JobEdit): ScheduleWindow | null | undefined => {
  const { schedule, scheduleWindow: given } = edit;
  if (given === undefined) return schedule === null ? null : undefined;
  const kept = Object.entries({ ...before, ...given }).filter(([, value]) => value !== null);
  return given === null || kept.length === 0 ? null : Object.fromEntries(kept);
};

const notificationsOf = (
  before: Notifications | undefined,
  given: JobEdit['notifications'],
): Notifications | null | undefined =>
  given && { ...(before ?? { success: false, warning: false, failure: false }), ...defined(given) };
