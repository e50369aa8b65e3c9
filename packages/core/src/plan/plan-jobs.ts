import type * as wire from '@wxdi/bindings';
import type { Either } from 'fp-ts/lib/Either.js';
import type { DesiredJob } from '../domain/job-document.js';
import type { Issue } from '../errors/api-error.js';
import type { InvalidInput } from '../errors/workflow-error.js';
import type { Plan, PlannedAction, PlanOptions, PlanScope } from './plan.js';
import * as E from 'fp-ts/lib/Either.js';
import { defined } from '../domain/defined.js';
import { isOwnerName, ownerOf } from '../domain/owner-mark.js';
import { invalidInput } from '../errors/workflow-error.js';
import { text } from '../wire/absent.js';
import { decide, decideDelete, type Decision, type Step } from './decide.js';
import { order } from './order.js';
import { conflictsOf, matchJobs, type Match } from './match.js';

/** A plan, and what is sent for each of its actions. */
export interface Prepared {
  readonly plan: Plan;
  /** In the order of the actions; none for those that send nothing. */
  readonly steps: readonly (Step | undefined)[];
}

/**
 * The plan that makes jobs be as documents say: pure, from the documents and all jobs of the project or space as the
 * service sends them. Flows, environments and new parameter sets must have their ids. Two documents for one job are
 * `InvalidInput`.
 *
 * A job is found by the id of its document, or else by its exact name. Only what a document names is compared.
 *
 * @example
 * ```ts
 * const document = {
 *   apiVersion: 'wxdi/v1',
 *   kind: 'Job',
 *   metadata: { name: 'nightly load' },
 *   spec: { schedule: '0 6 * * *' },
 * };
 * const live = {
 *   metadata: { name: 'nightly load', asset_id: job },
 *   entity: { job: { asset_ref_type: 'data_intg_flow', configuration: {} } },
 * };
 * const { right: plan } = planJobs([{ document }], [live]);
 * assert.deepEqual(plan.actions[0].changes, [{ path: 'schedule', before: null, after: '0 6 * * *' }]);
 * ```
 */
export const planJobs = (
  desired: readonly DesiredJob[],
  live: readonly wire.Job[],
  options: PlanOptions & { readonly scope?: PlanScope | undefined } = {},
): Either<InvalidInput, Plan> => {
  const { scope, ...others } = options;
  return E.map(({ plan }: Prepared) => plan)(prepare(matchJobs(desired, live), live, others, scope));
};

/** What is wrong with options of a plan. */
export const planIssues = ({ owner, adopt, prune }: PlanOptions): readonly Issue[] => {
  if (owner !== undefined && !isOwnerName(owner))
    return [
      {
        path: 'owner',
        expected: '1 to 64 letters, digits and . _ - @ /, the first a letter or digit',
        received: owner,
      },
    ];
  const needed = [adopt === true && 'adopt', prune === true && 'prune'].filter((name) => name !== false);
  return owner === undefined
    ? needed.map((name) => ({ path: name, expected: 'an owner', received: 'no owner' }))
    : [];
};

/** The plan for documents whose jobs are known. */
export const prepare = (
  matches: readonly Match[],
  live: readonly wire.Job[],
  options: PlanOptions,
  scope: PlanScope | undefined,
): Either<InvalidInput, Prepared> => {
  const issues = [...planIssues(options), ...conflictsOf(matches)];
  const [first] = issues;
  if (first !== undefined)
    return E.left(
      invalidInput(`invalid ${first.path}: expected ${first.expected}, got ${first.received}`, issues),
    );
  const decisions = [
    ...matches.map((match) => decide(match, options)),
    ...prunable(matches, live, options).map(decideDelete),
  ].toSorted((a, b) => order(a.action.name, b.action.name) || order(idOf(a), idOf(b)));
  const actions = decisions.map(({ action }) => action);
  const documents = matches.map(({ desired: { document, written = document } }) => written);
  return E.right({
    plan: defined({
      apiVersion: 'wxdi/v1' as const,
      kind: 'Plan' as const,
      scope,
      options: defined({ ...options }),
      actions,
      counts: countsOf(actions),
      documents: documents.toSorted((a, b) => order(a.metadata.name, b.metadata.name)),
    }),
    steps: decisions.map(({ step }) => step),
  });
};

const idOf = ({ action }: Decision): string => ('id' in action ? (action.id ?? '') : '');

const countsOf = (actions: readonly PlannedAction[]): Plan['counts'] => {
  const count = (action: PlannedAction['action']): number =>
    actions.filter((each) => each.action === action).length;
  return {
    create: count('create'),
    update: count('update'),
    unchanged: count('unchanged'),
    delete: count('delete'),
    refused: count('refused'),
  };
};

/** Jobs that no document describes, nor could mean. */
export const unmatched = (matches: readonly Match[], live: readonly wire.Job[]): readonly wire.Job[] => {
  const meant = new Set(
    matches.flatMap(({ live: job, refused }) => [
      ...(job === undefined ? [] : [job.metadata.asset_id]),
      ...(refused?.candidates ?? []),
    ]),
  );
  return live.filter((job) => !meant.has(job.metadata.asset_id));
};

const prunable = (
  matches: readonly Match[],
  live: readonly wire.Job[],
  { prune, owner }: PlanOptions,
): readonly wire.Job[] =>
  prune === true
    ? unmatched(matches, live).filter((job) => ownerOf(text(job.metadata.description)) === owner)
    : [];
