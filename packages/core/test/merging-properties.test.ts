import type { JobDefinition } from '@wxdi/bindings';
import type { Job, JobEdit } from '@wxdi/core';
import { edited, found } from './support/updating.js';
import { wireJob } from './support/wire.js';
import { jobEditIssues } from '@wxdi/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const off = { success: false, warning: false, failure: false };

/** What `job get` prints of a job: null for what it does not have. */
const printed = (job: Job): JobEdit => ({
  name: job.name,
  description: job.description ?? null,
  type: job.type,
  ...(job.assetId === undefined ? {} : { assetId: job.assetId }),
  configuration: job.configuration,
  parameters: job.parameters,
  parameterSets: job.parameterSets,
  schedule: job.schedule ?? null,
  scheduleWindow: job.scheduleWindow ?? null,
  retention: job.retention ?? null,
  notifications: job.notifications ?? null,
});

const word = fc.constantFrom('a', 'b', 'c', 'A=1', '', 'ü');
const member = fc.constantFrom('a', 'b', 'flow_limits', 'env_id', 'constructor', 'x/y~z');
const value = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constant(null));
const variable = fc.constantFrom('A', 'B', 'C', 'E', '');
const named = <A>(item: fc.Arbitrary<A>, names: fc.Arbitrary<string> = word) =>
  fc
    .uniqueArray(fc.tuple(names, item), { selector: ([name]) => name, maxLength: 3 })
    .map((items) => items.map(([name, rest]) => ({ name, ...rest })));
const variables = fc.array(fc.constantFrom('A=1', 'A=2', 'B=', 'C', '', 'D=x=y'), { maxLength: 3 });
const configuration = fc
  .tuple(fc.dictionary(member, value), fc.option(variables, { nil: undefined }))
  .map(([members, env]) => (env === undefined ? members : { ...members, env_variables: env }));

/** Jobs with every form of every setting that the service is known to send. */
const job = fc
  .record(
    {
      configuration,
      asset_ref: fc.constantFrom('asset-1', ''),
      schedule: fc.constantFrom('', '0 2 * * *', 'R/PT1H', 'None'),
      schedule_info: fc.constantFrom(null, {}, { repeat: true }, { startOn: 1_767_225_600_000, endOn: 0 }),
      retention_policy: fc.constantFrom(
        null,
        {},
        { days: 3, amount: null },
        { days: 3, amount: 4 },
        { amount: 2 },
      ),
      notification_types: fc.constantFrom(null, {}, { success: true }, off),
      job_parameters: fc.oneof(fc.constant(null), named(fc.record({ value, origin: word }))),
      parameter_sets: fc.oneof(
        fc.constant(null),
        named(fc.record({ ref: fc.constantFrom('r', null), value_set: fc.constantFrom('dev', '', null) })),
      ),
    },
    { requiredKeys: ['configuration'] },
  )
  .map((members) => wireJob(members as Partial<JobDefinition>, { description: '' }));

const edit: fc.Arbitrary<JobEdit> = fc.record(
  {
    description: fc.constantFrom(null, 'new'),
    configuration,
    environmentId: fc.constantFrom(null, 'env-2'),
    warnLimit: fc.constantFrom(null, 0, 7),
    parameters: fc.oneof(fc.constant(null), named(fc.record({ value }))),
    environment: fc.oneof(fc.constant(null), named(fc.record({ value: word }), variable)),
    schedule: fc.constantFrom(null, '0 3 * * *'),
    retention: fc.constantFrom(null, { days: 1 }, { runs: 2 }),
    notifications: fc.constantFrom(null, {}, { failure: true }),
    unset: fc.record({ parameters: fc.array(word), environment: fc.array(variable) }, { requiredKeys: [] }),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<JobEdit>;

describe('any edit', () => {
  it('that is what the job prints of itself sends nothing', async () => {
    await fc.assert(
      fc.asyncProperty(job, async (own) => {
        const itself = printed(await found(own));
        expect(jobEditIssues(itself)).toEqual([]);
        expect(await edited(own, itself)).toMatchObject({ patch: [], result: { _tag: 'Right' } });
      }),
      { numRuns: 200 },
    );
  });

  it('sends nothing the second time', async () => {
    await fc.assert(
      fc.asyncProperty(job, edit, async (own, change) => {
        const { after, result } = await edited(own, change);
        expect(result._tag).toBe('Right');
        expect((await edited(after, change)).patch).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('of an edit merged with itself is the edit', async () => {
    await fc.assert(
      fc.asyncProperty(job, edit, async (own, change) => {
        const unnamed = { ...change, unset: undefined };
        expect((await edited(own, unnamed, unnamed)).after).toEqual((await edited(own, unnamed)).after);
      }),
    );
  });

  it('keeps the parameters and the members of the configuration that it does not name', async () => {
    await fc.assert(
      fc.asyncProperty(job, edit, async (own, change) => {
        fc.pre(change.parameters !== null);
        const { after } = await edited(own, change);
        const names = [
          ...(change.parameters ?? []),
          ...(change.unset?.parameters ?? []).map((name) => ({ name })),
        ];
        const kept = (own.entity.job.job_parameters ?? []).filter(
          ({ name }) => !names.some((other) => other.name === name),
        );
        expect(after.entity.job.job_parameters ?? []).toEqual(expect.arrayContaining(kept));
        const touched = new Set([
          ...Object.keys(change.configuration ?? {}),
          'env_id',
          'flow_limits',
          'env_variables',
        ]);
        for (const [name, was] of Object.entries(own.entity.job.configuration))
          if (!touched.has(name)) expect(after.entity.job.configuration).toHaveProperty([name], was);
      }),
    );
  });
});
