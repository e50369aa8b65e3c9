import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { GoodRun } from '../analysis/explanation.js';
import type { JobRun } from '../domain/job-run.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasCancel } from '../ports/cancel.js';
import type { HasApi } from '../ports/jobs-api.js';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { lastGoodBefore } from '../analysis/last-good.js';
import { loop } from '../effect/loop.js';
import { isNewestFirst } from '../domain/job-run.js';
import { listRuns } from './list-runs.js';

/** The result of a search for the last run that completed before another one. */
export type LastGoodRun =
  { readonly _tag: 'Found'; readonly run: JobRun } | Extract<GoodRun, { readonly _tag: 'None' }>;

/** Pages to read: 2,000 runs. */
const mostPages = 20;

/**
 * The newest run of the same job that completed, with warnings or without, before a run. The search ends after twenty
 * pages. Rows that cannot be read are skipped, and make the result uncertain.
 *
 * Wire: `GET …/runs?states=Completed,CompletedWithWarnings`, pages of 100, usually one.
 *
 * @example
 * ```ts
 * const [first, second] = (await runJobs(1)([{ job }, { job }])(env)()).right;
 * const run = await getRun(job, second.run.id)(env)();
 * const good = await lastGoodRun(run.right)(env)();
 * assert.notEqual(good.right.run?.id, second.run.id);
 * ```
 */
export const lastGoodRun =
  (run: JobRun): ReaderTaskEither<HasApi<'listRuns'> & HasCancel, WorkflowError, LastGoodRun> =>
  (env) =>
    pipe(
      TE.fromIO(() => ({ isAnySkipped: false })),
      TE.flatMap((seen) => {
        const rows = listRuns(run.jobId, {
          states: ['Completed', 'CompletedWithWarnings'],
          onUnreadable: () => void (seen.isAnySkipped = true),
        });
        return loop({ best: none, searched: 0, page: 1, rest: rows }, ({ best, searched, page, rest }) =>
          pipe(
            rest(env),
            TE.map(({ values, next }) => {
              const good = lastGoodBefore(run, best === undefined ? values : [...values, best]);
              const count = searched + values.length;
              // Newest first is not documented: after any other order the next page is read too.
              const isFirst = good !== undefined && isNewestFirst(values);
              if (E.isLeft(next) && page < mostPages && !isFirst)
                return E.left({ best: good, searched: count, page: page + 1, rest: next.left });
              if (good !== undefined) return E.right<never, LastGoodRun>({ _tag: 'Found', run: good });
              const isCertain = E.isRight(next) && !seen.isAnySkipped;
              return E.right<never, LastGoodRun>({ _tag: 'None', searched: count, isCertain });
            }),
          ),
        );
      }),
    );

const none: JobRun | undefined = undefined as JobRun | undefined;
