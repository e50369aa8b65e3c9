import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { Job } from '../domain/job.js';
import type { OutcomeUnknown, WorkflowError } from '../errors/workflow-error.js';
import type { Overrides } from '../policy/overrides.js';
import type { SettleSettings } from '../policy/settle.js';
import type { HasCancel } from '../ports/cancel.js';
import type { HasClock } from '../ports/clock.js';
import type { HasSettle } from '../ports/waiting.js';
import type { HasApi } from '../ports/jobs-api.js';
import type { JobDraft } from '../wire/requests.js';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { loop } from '../effect/loop.js';
import { pause } from '../effect/pause.js';
import { refusalOf } from '../options/given.js';
import * as rules from '../options/rules.js';
import { withOverrides } from '../policy/overrides.js';
import { defaultSettle, settleDelay } from '../policy/settle.js';
import { createJob } from './create-job.js';
import { findJobInLists } from './find-job.js';

type Env = HasApi<'createJob' | 'listJobs'> & HasClock & HasCancel & HasSettle;

/**
 * Creates a job at most once. After a lost answer, its name, which is unique, is searched for until the settle window
 * ends. A job that matches the draft is the result; another job existed before, and the creation was `Refused`. If no
 * job is found, the outcome is `OutcomeUnknown`, never a failure, and nothing is sent again.
 *
 * @example
 * ```ts
 * const created = await createOnce({ name: 'monthly report', assetId: 'flow-1' })(env)();
 * assert.equal(created.right.name, 'monthly report');
 * ```
 */
export const createOnce = (
  draft: JobDraft,
  options: { readonly settle?: Overrides<SettleSettings> | undefined } = {},
): ReaderTaskEither<Env, WorkflowError, Job> => {
  const refused = refusalOf(rules.create, options);
  if (refused !== undefined) return RTE.left(refused);
  return pipe(
    createJob(draft),
    RTE.orElse((error) =>
      error._tag === 'OutcomeUnknown' ? search(draft, options.settle, error) : RTE.left(error),
    ),
  );
};

const search =
  (
    draft: JobDraft,
    settle: Overrides<SettleSettings> | undefined,
    unknown: OutcomeUnknown,
  ): ReaderTaskEither<Env, WorkflowError, Job> =>
  (env) => {
    const settings = withOverrides(withOverrides(defaultSettle, env.settle), settle);
    const begin = env.clock.monotonic();
    return loop(0, (searches) => {
      const delay = settleDelay(settings, searches, env.clock.monotonic() - begin);
      if (delay === undefined) return TE.left<WorkflowError, E.Either<number, Job>>(unknown);
      return pipe(
        pause(delay)(env),
        TE.flatMap(() => findJobInLists(draft.name)(env)),
        TE.matchE(
          (error) =>
            error._tag === 'Aborted' ? TE.left<WorkflowError>(unknown) : TE.right(E.left(searches + 1)),
          (job): TE.TaskEither<WorkflowError, E.Either<number, Job>> =>
            isLike(job, draft) ? TE.right(E.right(job)) : TE.left(taken(draft.name, unknown)),
        ),
      );
    });
  };

/** Whether a job matches the draft, as far as a list row shows. */
const isLike = (job: Job, { assetId, type, description }: JobDraft): boolean =>
  (assetId === undefined || job.assetId === assetId) &&
  (type === undefined || job.type === type) &&
  (description === undefined || job.description === undefined || job.description === description);

const taken = (name: string, { request }: OutcomeUnknown): WorkflowError => ({
  _tag: 'Refused',
  message: `a different job named "${name}" already exists`,
  outcome: 'rejected',
  at: ['createOnce'],
  request,
});
