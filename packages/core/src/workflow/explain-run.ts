import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { Explanation, GoodRun } from '../analysis/explanation.js';
import type { RunDiff } from '../analysis/run-diff.js';
import type { JobId, RunId } from '../domain/ids.js';
import type { JobRun } from '../domain/job-run.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasCancel } from '../ports/cancel.js';
import type { HasApi } from '../ports/jobs-api.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import { explain } from '../analysis/explanation.js';
import { diffRuns } from '../analysis/run-diff.js';
import { notFound } from '../errors/workflow-error.js';
import { lastGoodRun } from './last-good-run.js';
import { orFailure, readEvidence } from './read-evidence.js';

type Reading = HasApi<'getRun' | 'getRunLogs' | 'listRuns'> & HasCancel;

/**
 * Why a run ended as it did: the service's reasons, the limit of warnings, the stage that failed first, the errors of its
 * log by message id, and what differs from the last run that completed before. Only a run that cannot be read is an
 * error; any other part that could not be read is a value that says so.
 *
 * Wire: the run and its log, one page of the list of runs or more, the last good run and its log.
 *
 * @example
 * ```ts
 * const ended = await runJob(job)(env)();
 * const explanation = await explainRun(job, ended.right.id)(env)();
 * assert.equal(explanation.right.log._tag, 'Whole');
 * assert.deepEqual(explanation.right.nextSteps, []);
 * ```
 */
export const explainRun = (job: JobId, run: RunId): ReaderTaskEither<Reading, WorkflowError, Explanation> =>
  pipe(
    readEvidence(job, run),
    RTE.flatMap((evidence) =>
      pipe(
        goodRun(evidence.run),
        RTE.map((good) => explain(evidence, good)),
      ),
    ),
  );

const goodRun = (run: JobRun): ReaderTaskEither<Reading, WorkflowError, GoodRun> =>
  pipe(
    lastGoodRun(run),
    RTE.flatMap((good): ReaderTaskEither<Reading, WorkflowError, GoodRun> =>
      good._tag === 'None'
        ? RTE.right(good)
        : pipe(
            // A row of the list may have less than the run.
            readEvidence(good.run.jobId, good.run.id),
            RTE.map((evidence) => ({ _tag: 'Found' as const, ...evidence })),
          ),
    ),
    orFailure((failure): GoodRun => ({ _tag: 'Unread', failure })),
  );

/** Two runs and what differs between them. */
export interface ComparedRuns {
  readonly before: JobRun;
  readonly after: JobRun;
  readonly diff: RunDiff;
}

/**
 * What differs between two runs of a job: from `before` to `after`. Without `before`, it is the last run that completed
 * before `after`; `NotFound` if there is none. A log that could not be read is a value in `diff.messages`.
 *
 * Wire: both runs and both logs; without `before`, one page of the list of runs or more.
 *
 * @example
 * ```ts
 * await runJob(job, { parameters: [{ name: 'year', value: '2025' }] })(env)();
 * const ended = await runJob(job, { parameters: [{ name: 'year', value: '2026' }] })(env)();
 * const compared = await compareRuns(job, ended.right.id)(env)();
 * assert.equal(compared._tag, 'Right');
 * ```
 */
export const compareRuns = (
  job: JobId,
  after: RunId,
  before?: RunId,
): ReaderTaskEither<Reading, WorkflowError, ComparedRuns> =>
  pipe(
    readEvidence(job, after),
    RTE.flatMap((newer) =>
      pipe(
        before === undefined ? goodIdBefore(newer.run) : RTE.right(before),
        RTE.flatMap((id): ReaderTaskEither<Reading, WorkflowError, ComparedRuns> =>
          pipe(
            readEvidence(job, id),
            RTE.map((older) => ({
              before: older.run,
              after: newer.run,
              diff: diffRuns(older, newer),
            })),
          ),
        ),
      ),
    ),
  );

const goodIdBefore = (run: JobRun): ReaderTaskEither<Reading, WorkflowError, RunId> =>
  pipe(
    lastGoodRun(run),
    RTE.flatMap((good) =>
      good._tag === 'Found'
        ? RTE.right(good.run.id)
        : RTE.left(
            notFound(
              good.isCertain
                ? 'no earlier run of the job completed: there is nothing to compare with'
                : `no earlier run that completed was found among ${good.searched} runs`,
            ),
          ),
    ),
  );
