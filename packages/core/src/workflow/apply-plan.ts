import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { DesiredJob } from '../domain/job-document.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { Plan, PlannedAction } from '../plan/plan.js';
import type { Prepared } from '../plan/plan-jobs.js';
import type { Cancel, HasCancel } from '../ports/cancel.js';
import type { ApplyStepEnv } from './apply-step.js';
import type { PlanEnv } from './read-plan.js';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { defined } from '../domain/defined.js';
import { aborted, invalidInput, refused as refusal } from '../errors/workflow-error.js';
import { refusalOf } from '../options/given.js';
import * as rules from '../options/rules.js';
import { applyStep } from './apply-step.js';
import { readPrepared } from './read-plan.js';
import { reportEach, type Reports } from './report-each.js';

/** How a plan is applied. */
export interface ApplyOptions {
  /** After it fires, no other write is begun, and those under way are finished. */
  readonly stop?: Cancel | undefined;
  /** Called when the write for a job has ended. What it throws is ignored. */
  readonly onReport?: ((report: JobReport) => void) | undefined;
}

/** What became of one job. */
export interface JobReport {
  readonly action: 'create' | 'update' | 'delete';
  readonly name: string;
  /** Absent if the job was not created. */
  readonly id?: string | undefined;
  /** Absent if it was done. The outcome `unknown` means that it may have been done. */
  readonly error?: WorkflowError | undefined;
}

/** What became of a plan. */
export interface ApplyReport {
  readonly done: readonly JobReport[];
  readonly failed: readonly (JobReport & { readonly error: WorkflowError })[];
}

type Env = PlanEnv & ApplyStepEnv;

/**
 * Makes jobs be as a plan says. First it plans again: if anything differs from the plan, it is `Refused` and nothing is
 * sent. At most eight jobs at once; each is read again just before it is changed or deleted, and not touched if it has
 * changed; each write is settled after a lost answer. A job that cannot be changed does not stop the others. Jobs are
 * deleted last, and only if all others succeeded. The service has no conditional requests: a change by others within the
 * milliseconds between the read and the write is overwritten.
 *
 * Applied again after an end half-way, with a new plan, it does what is left.
 *
 * @example
 * ```ts
 * const document = {
 *   apiVersion: 'wxdi/v1',
 *   kind: 'Job',
 *   metadata: { name: 'nightly load' },
 *   spec: { schedule: '0 6 * * *' },
 * };
 * const { right: plan } = await readPlan([{ document }])(env)();
 * const report = await applyPlan(plan, [{ document }])(env)();
 * assert.deepEqual(report.right, { done: [{ action: 'update', name: 'nightly load', id: job }], failed: [] });
 * const stale = await applyPlan(plan, [{ document }])(env)();
 * assert.equal(stale.left._tag, 'Refused');
 * ```
 */
export const applyPlan = (
  plan: Plan,
  desired: readonly DesiredJob[],
  options: ApplyOptions = {},
): ReaderTaskEither<Env, WorkflowError, ApplyReport> => {
  const refused = refusalOf(rules.planData, plan, 'plan') ?? refusalOf(rules.apply, options);
  if (refused !== undefined) return RTE.left(refused);
  const inPlan = plan.actions.filter(({ action }) => action === 'refused').map(({ name }) => name);
  if (inPlan.length > 0)
    return RTE.left(unsent(`the plan cannot be applied: ${namesOf(inPlan)} refused; nothing was sent`));
  return (env) =>
    pipe(
      readPrepared(desired, plan.options)(env),
      TE.flatMapEither((now) => sameAs(plan, now)),
      TE.flatMap((now) => carryOut(now, options)(env)),
    );
};

const unsent = (message: string): WorkflowError => ({ ...refusal(message), outcome: 'not-sent' });

const namesOf = (names: readonly string[]): string =>
  names.length === 1 ? `"${names[0]}" is` : `${names.map((name) => `"${name}"`).join(', ')} are`;

/** The new plan, if it is the one that was made before. */
const sameAs = (plan: Plan, now: Prepared): E.Either<WorkflowError, Prepared> => {
  const scope = JSON.stringify(plan.scope);
  if (scope !== JSON.stringify(now.plan.scope))
    return E.left(
      invalidInput('the plan is for another project or space', [
        { path: 'scope', expected: JSON.stringify(now.plan.scope) ?? 'none', received: scope ?? 'none' },
      ]),
    );
  const [before, after] = [plan.actions, now.plan.actions].map(
    (actions) => new Map(actions.map((action) => [keyOf(action), action.name])),
  );
  const changed = new Set([...missing(before, after), ...missing(after, before)]);
  if (changed.size === 0) return E.right(now);
  const names = [...changed].map((name) => `"${name}"`).join(', ');
  return E.left(unsent(`changed since the plan was made: ${names}; nothing was sent`));
};

const keyOf = (action: PlannedAction): string =>
  JSON.stringify([
    action.action,
    action.name,
    'id' in action ? action.id : '',
    'hash' in action ? action.hash : '',
    'liveHash' in action ? action.liveHash : '',
  ]);

const missing = (
  from: ReadonlyMap<string, string> = new Map(),
  other: ReadonlyMap<string, string> = new Map(),
): readonly string[] => [...from].filter(([key]) => !other.has(key)).map(([, name]) => name);

/** The writes of a plan, in two groups: deletions are last. */
const carryOut = (
  { plan, steps }: Prepared,
  options: ApplyOptions,
): ReaderTaskEither<ApplyStepEnv, WorkflowError, ApplyReport> => {
  const items = plan.actions.flatMap((action, i): readonly Item[] => {
    const step = steps[i];
    return step === undefined ? [] : [{ action, step }];
  });
  const changes = items.filter(({ step }) => step.type !== 'delete');
  const deletions = items.filter(({ step }) => step.type === 'delete');
  const each = reporting(options);
  return pipe(
    reportEach(changes, each),
    RTE.flatMap((first) =>
      pipe(
        first.failed.length === 0 ? reportEach(deletions, each) : RTE.right(notDeleted(deletions)),
        RTE.map((last) => ({
          done: [...first.done, ...last.done].map(({ item, result }) => reportOf(item, result)),
          failed: [...first.failed, ...last.failed].map(({ item, error }) => ({
            ...reportOf(item),
            error,
          })),
        })),
      ),
    ),
  );
};

interface Item {
  readonly action: PlannedAction;
  readonly step: NonNullable<Prepared['steps'][number]>;
}

const reportOf = ({ action, step }: Item, id?: string): JobReport =>
  defined({ action: step.type, name: action.name, id: id ?? ('id' in action ? action.id : undefined) });

const notDeleted = (items: readonly Item[]): Reports<Item, string> => ({
  done: [],
  failed: items.map((item) => ({
    item,
    error: unsent('not deleted, because other jobs of the plan could not be changed'),
  })),
});

/** The write for one job, unless the caller has asked to stop. */
const reporting =
  ({ stop, onReport }: ApplyOptions) =>
  (item: Item): ReaderTaskEither<ApplyStepEnv & HasCancel, WorkflowError, string> =>
  (env) => {
    if (stop?.aborted === true) return TE.left(aborted(stop.reason));
    const report = (more: Partial<JobReport>): void => {
      E.tryCatch(() => onReport?.({ ...reportOf(item), ...more }), String);
    };
    return pipe(
      applyStep(item.step)(env),
      TE.map((id) => {
        report({ id });
        return id;
      }),
      TE.mapLeft((error) => {
        report({ error });
        return error;
      }),
    );
  };
