import type { Job, JobDefinition } from '@wxdi/bindings';
import type { DesiredJob, JobDocument, JobSpec } from '@wxdi/core';
import { wireJob } from './wire.js';
import fc from 'fast-check';

const word = fc.constantFrom('a', 'b', 'c', 'A=1', '007', 'NO', 'ü', 'None');
const text = fc.constantFrom('', 'loads', 'loads all', 'None', 'deprecated field', 'ends with space ');
const member = fc.constantFrom('a', 'b', 'env_type', 'constructor', 'x/y~z');
const value = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constant(null), word, fc.boolean());
const maybe = <A>(some: fc.Arbitrary<A>) => fc.option(some, { nil: null });

const named = <A extends object>(item: fc.Arbitrary<A>, names: fc.Arbitrary<string> = word) =>
  fc
    .uniqueArray(fc.tuple(names, item), { selector: ([name]) => name, maxLength: 3 })
    .map((items) => items.map(([name, rest]) => ({ name, ...rest })));

const variables = named(fc.record({ value: word }), fc.constantFrom('A', 'B', 'C'));

const configuration = fc
  .tuple(fc.dictionary(member, value, { maxKeys: 3 }), fc.constantFrom({}, { flow_limits: { row_limit: 5 } }))
  .map(([members, limits]) => ({ ...members, ...limits }));

/** Jobs with every form of every setting that the service is known to send. */
export const liveJob: fc.Arbitrary<Job> = fc
  .tuple(
    fc.record(
      {
        configuration: fc
          .tuple(configuration, fc.option(variables, { nil: undefined }), maybe(fc.constant('env-1')))
          .map(([members, env, id]) => ({
            ...members,
            offset: { at: 7 },
            env_id: id,
            ...(env && { env_variables: env.map((one) => `${one.name}=${one.value}`) }),
          })),
        asset_ref: fc.constant('flow-1'),
        schedule: fc.constantFrom(null, '', '0 2 * * *'),
        schedule_info: fc.constantFrom(null, {}, { repeat: true }, { startOn: 1_767_225_600_000 }),
        retention_policy: fc.constantFrom(null, {}, { days: 3, amount: null }, { amount: 2 }),
        notification_types: fc.constantFrom(null, {}, { success: true }),
        job_parameters: maybe(named(fc.record({ value, origin: word }))),
        parameter_sets: maybe(
          named(fc.record({ ref: fc.constantFrom('r', 's'), value_set: fc.constantFrom('dev', '', null) })),
        ),
      },
      { requiredKeys: ['configuration', 'asset_ref'] },
    ),
    fc.constantFrom(undefined, null, '', 'loads', 'loads [wxdi-owner:sales]', 'None'),
  )
  .map(([job, description]) =>
    wireJob(job as Partial<JobDefinition>, description === undefined ? {} : { description }),
  );

/** Settings of a document. The parameter sets have their ids. */
const spec: fc.Arbitrary<JobSpec> = fc.record(
  {
    description: maybe(text),
    configuration,
    environment: maybe(fc.constantFrom('env-1', 'env-2')),
    warnLimit: maybe(fc.constantFrom(0, 7)),
    parameters: maybe(named(fc.record({ value }))),
    parameterSets: maybe(
      named(
        fc.record(
          {
            ref: fc.constantFrom('r', 's'),
            valueSet: fc.constantFrom('dev', 'prod'),
            values: named(fc.record({ value: word })),
          },
          { requiredKeys: ['ref'] },
        ),
      ),
    ),
    environmentVariables: maybe(variables),
    schedule: maybe(fc.constantFrom('0 3 * * *', '')),
    retention: fc.constantFrom(null, { days: 1 }, { runs: 2 }),
    notifications: fc.constantFrom(null, {}, { failure: true }, { failure: false }),
  },
  { requiredKeys: [] },
);

/** A spec with a window where there is a schedule. */
export const specWithWindow: fc.Arbitrary<JobSpec> = fc
  .tuple(spec, fc.constantFrom({ startsAt: '2026-02-01T00:00:00Z' }, { repeat: false }, null))
  .map(([given, scheduleWindow]) => (given.schedule ? { ...given, scheduleWindow } : given));

/** A document of the job. */
export const documentOf = (settings: JobSpec, name = 'nightly load', id?: string): JobDocument => ({
  apiVersion: 'wxdi/v1',
  kind: 'Job',
  metadata: { name, id },
  spec: settings,
});

export const desiredOf = (settings: JobSpec, name = 'nightly load'): DesiredJob => ({
  document: documentOf(settings, name),
});

/** How a service may return what it stores: the same settings in another form. */
export interface Storing {
  readonly reorders: boolean;
  readonly dropsNull: boolean;
  readonly dropsEmpty: boolean;
  readonly adds: boolean;
  readonly retention: 'kept' | 'empty' | 'both';
}

export const storing: fc.Arbitrary<Storing> = fc.record({
  reorders: fc.boolean(),
  dropsNull: fc.boolean(),
  dropsEmpty: fc.boolean(),
  adds: fc.boolean(),
  retention: fc.constantFrom('kept', 'empty', 'both'),
});

/** The job as such a service returns it. */
export const stored = (job: Job, how: Storing): Job => {
  const { configuration, job_parameters, parameter_sets, retention_policy, ...others } = job.entity.job;
  const list = <A extends object>(items: readonly A[] | null | undefined) =>
    items &&
    (how.reorders ? items.toReversed() : items).map((item) => (how.adds ? { ...item, added: 1 } : item));
  const texts = configuration.env_variables;
  return {
    ...job,
    entity: {
      job: {
        ...others,
        configuration: {
          ...(cleaned(configuration, how) as object),
          ...(texts && { env_variables: how.reorders ? texts.toReversed() : texts }),
          ...(how.adds && { added: { by: 'the service' } }),
        },
        job_parameters: list(job_parameters),
        parameter_sets: list(parameter_sets),
        retention_policy: retentionOf(retention_policy, how),
      },
    },
  } as Job;
};

const retentionOf = (policy: JobDefinition['retention_policy'], how: Storing): unknown => {
  const isNone = policy === undefined || policy === null || Object.keys(policy).length === 0;
  if (isNone) return how.retention === 'empty' ? {} : policy;
  return how.retention === 'both' && !('amount' in policy) ? { ...policy, amount: null } : policy;
};

const cleaned = (given: unknown, how: Storing): unknown => {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return given;
  const isDropped = (one: unknown): boolean =>
    (how.dropsNull && one === null) ||
    (how.dropsEmpty &&
      (one === '' || (typeof one === 'object' && one !== null && Object.keys(one).length === 0)));
  return Object.fromEntries(
    Object.entries(given)
      .map(([name, one]): [string, unknown] => [name, cleaned(one, how)])
      .filter(([, one]) => !isDropped(one)),
  );
};
