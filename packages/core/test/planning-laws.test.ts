import type { Job, JsonPatchOperation } from '@wxdi/bindings';
import type { DesiredJob, Plan, PlanOptions, PlanScope } from '@wxdi/core';
import { desiredOf, documentOf, liveJob, specWithWindow, stored, storing } from './support/desired-jobs.js';
import { matchesSchema } from './support/matches-schema.js';
import { applied } from './support/updating.js';
import { wireJob } from './support/wire.js';
import { planJobs, planSchema } from '@wxdi/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const planned = (
  desired: readonly DesiredJob[],
  live: readonly Job[],
  options: PlanOptions & { readonly scope?: PlanScope } = {},
): Plan => {
  const result = planJobs(desired, live, options);
  if (result._tag === 'Left') throw new Error(result.left.message);
  return result.right;
};

/** The job after the operations of its plan. */
const after = (live: Job, plan: Plan): Job => {
  if (plan.counts.refused > 0) throw new Error(JSON.stringify(plan.actions));
  const operations = plan.actions.flatMap((one) => (one.action === 'update' ? one.operations : []));
  return applied(live, operations as readonly JsonPatchOperation[]);
};

describe('a plan', () => {
  it('of what was applied is empty, in whatever form the service returns it: no phantom difference in 10,000 jobs', () => {
    fc.assert(
      fc.property(liveJob, specWithWindow, storing, (live, spec, how) => {
        const desired = [desiredOf(spec)];
        const before = stored(live, how);
        const applied = after(before, planned(desired, [before]));
        const none = { create: 0, update: 0, unchanged: 1, delete: 0, refused: 0 };
        expect(planned(desired, [stored(applied, how)]).counts).toEqual(none);
      }),
      { numRuns: 10_000 },
    );
  }, 180_000);

  it('shows a field for each operation that changes something, and none without one', () => {
    fc.assert(
      fc.property(liveJob, specWithWindow, (live, spec) => {
        const [action] = planned([desiredOf(spec)], [live]).actions;
        if (action?.action !== 'update') return;
        expect(action.operations).not.toEqual([]);
        expect(action.changes).not.toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });

  it('matches its schema, also after a way through JSON', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(liveJob, specWithWindow, fc.constantFrom('job-1', undefined)), { maxLength: 3 }),
        fc.boolean(),
        (all, prune) => {
          const live = all.map(([job], i) => named(job, `job ${i % 2}`));
          const desired = all.map(([, spec, id], i) => ({
            document: documentOf(spec, `job ${i}`, id && `${id}${i}`),
          }));
          const plan = planned(desired, live, { owner: 'sales', prune, scope: { projectId: 'p' } });
          expect(matchesSchema(planSchema, JSON.parse(JSON.stringify(plan)))).toBe(true);
          expect(matchesSchema(planSchema, { ...plan, kind: 'plan' })).toBe(false);
          expect(matchesSchema(planSchema, { ...plan, actions: [{ action: 'create', name: 'x' }] })).toBe(
            false,
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  it('does not depend on the order of documents, jobs, and members', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(liveJob, specWithWindow), { maxLength: 4 }),
        fc.array(specWithWindow, { maxLength: 2 }),
        (pairs, specs) => {
          const live = pairs.map(([job], i) => named(job, `job ${i}`));
          const desired = [
            ...pairs.map(([, spec], i) => desiredOf(spec, `job ${i}`)),
            ...specs.map((spec, i) => desiredOf({ ...spec, flow: { id: 'flow-1' } }, `new ${i}`)),
          ];
          const plan = planned(desired, live);
          const other = planned(reversed(desired) as readonly DesiredJob[], live.toReversed());
          expect(other.actions.map(essence)).toEqual(plan.actions.map(essence));
          expect(planned(desired.toReversed(), live.toReversed())).toEqual(plan);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('has the same hashes in whatever order the service returns lists', () => {
    fc.assert(
      fc.property(liveJob, specWithWindow, (live, spec) => {
        const how = {
          reorders: true,
          dropsNull: false,
          dropsEmpty: false,
          adds: false,
          retention: 'kept',
        } as const;
        const [one, two] = [live, stored(live, how)].map(
          (job) => planned([desiredOf(spec)], [job]).actions[0],
        );
        expect(two && essence(two)).toEqual(one && essence(one));
      }),
      { numRuns: 1_000 },
    );
  });

  it('deletes nothing without prune, and then only jobs with exactly the mark of the owner', () => {
    const description = fc.constantFrom(
      'x [wxdi-owner:sales]',
      '[wxdi-owner:sales]',
      'x [wxdi-owner:sales2]',
      'x [wxdi-owner:sales] y',
      '[wxdi-owner:SALES]',
      'x',
      '',
    );
    fc.assert(
      fc.property(fc.array(description, { maxLength: 6 }), fc.nat(2), (descriptions, described) => {
        const live = descriptions.map((text, i) => named(wireJob({}, { description: text }), `job ${i}`));
        const desired = live.slice(0, described).map(({ metadata }) => desiredOf({}, metadata.name));
        expect(planned(desired, live, { owner: 'sales' }).counts.delete).toBe(0);
        const pruned = planned(desired, live, { owner: 'sales', prune: true });
        const expected = live
          .slice(described)
          .filter(({ metadata }) => /(^| )\[wxdi-owner:sales\]$/.test(metadata.description ?? ''))
          .map(({ metadata }) => metadata.name);
        expect(pruned.actions.filter(({ action }) => action === 'delete').map(({ name }) => name)).toEqual(
          expected,
        );
      }),
    );
  });

  it('contains no value that came from outside', () => {
    const secret = 'hunter2-0123456789';
    fc.assert(
      fc.property(liveJob, fc.boolean(), (live, exists) => {
        const settings = (text: string) => ({
          flow: { id: 'flow-1' },
          description: `reads ${text}`,
          parameters: [{ name: 'p', value: { inside: [text] } }],
          parameterSets: [{ name: 's', ref: 'r', values: [{ name: 'v', value: text }] }],
          environmentVariables: [{ name: 'K', value: text }],
          configuration: { a: { b: text, c: `x${text}` }, d: [text] },
        });
        const document = documentOf(settings(secret));
        const written = documentOf(settings('${env.SECRET}'));
        const plan = planned([{ document, written }], exists ? [live] : []);
        expect(JSON.stringify(plan)).not.toContain(secret);
        expect(JSON.stringify(plan)).toContain('${env.SECRET}');
        const other = planned([{ document: documentOf(settings('another')), written }], exists ? [live] : []);
        expect(other.actions.map(({ name, action }) => ({ name, action }))).toEqual(
          plan.actions.map(({ name, action }) => ({ name, action })),
        );
        expect(other.actions).not.toEqual(plan.actions);
      }),
      { numRuns: 300 },
    );
  });
});

const named = (job: Job, name: string): Job => ({
  ...job,
  metadata: { ...job.metadata, name, asset_id: `id of ${name}` },
});

/** What an action does; the order of the items of lists makes no difference. */
const essence = (action: Plan['actions'][number]) => ({
  action: action.action,
  name: action.name,
  ...('hash' in action ? { hash: action.hash } : {}),
  ...('liveHash' in action ? { liveHash: action.liveHash } : {}),
});

/** Members in reverse order, at any depth. */
const reversed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, member]) => [name, reversed(member)] as const)
      .toReversed(),
  );
};
