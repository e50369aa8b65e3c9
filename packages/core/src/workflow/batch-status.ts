import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { BatchItem } from '../batch/batch.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasCancel } from '../ports/cancel.js';
import type { HasClock } from '../ports/clock.js';
import type { HasApi } from '../ports/jobs-api.js';
import type { HasJournal } from '../ports/journal.js';
import type { HasPatience } from './settle.js';
import type { RunId } from '../domain/ids.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import { batchIdIssues } from '../batch/batch.js';
import { isFinishedRun } from '../domain/job-run.js';
import { succeeded } from '../domain/run-state.js';
import { parallel } from '../effect/parallel.js';
import { invalidInput, notFound } from '../errors/workflow-error.js';
import { recordedItems } from './batch-journal.js';
import { cancelRun } from './cancel-run.js';
import { getRun } from './get-run.js';
import { recordEnd } from './journal-steps.js';
import { reportEach } from './report-each.js';
import { atOnce, endsAll } from './runs-of-jobs.js';

type Env = HasJournal & HasApi<'getRun'> & HasClock & HasCancel;
type Program<A, E = Env> = ReaderTaskEither<E, WorkflowError, A>;

/**
 * What became of the orders of a batch, in the order of their ids: from the journal, and, for runs that did not succeed
 * or had not ended when they were last seen, from the service. A batch that the journal does not have is `NotFound`.
 *
 * Wire: `GET` of each run that may be active, and of each that failed, for its reasons; eight at once.
 *
 * @example
 * ```ts
 * await runBatch('december', [{ id: '1', job }, { id: '2', job }])(env)();
 * const items = await batchStatus('december')(env)();
 * assert.deepEqual(items.right.map(({ id, ended }) => [id, ended]), [['1', 'Completed'], ['2', 'Completed']]);
 * ```
 */
export const batchStatus = (batch: string): Program<readonly BatchItem[]> => {
  const issues = batchIdIssues(batch);
  if (issues.length > 0) return RTE.left(invalidInput('invalid batch', issues));
  return pipe(
    recordedItems(batch),
    RTE.flatMap((items): Program<readonly BatchItem[]> =>
      items.length === 0
        ? RTE.left(notFound(`the journal has no batch ${batch}`))
        : parallel(atOnce)(items, current),
    ),
  );
};

/** The order as it is now. A run that cannot be read does not hide the others. */
const current = (item: BatchItem): Program<BatchItem> => {
  const { run, job, key, ended } = item;
  if (run === undefined || (ended !== undefined && succeeded(ended))) return RTE.right(item);
  return pipe(
    getRun(job, run),
    RTE.tap((now) => (ended === undefined ? recordEnd(now, key) : RTE.right(undefined))),
    RTE.map((now): BatchItem =>
      isFinishedRun(now)
        ? { ...item, state: 'ended', ended: ended ?? now.state, reasons: now.reasons }
        : item,
    ),
    RTE.orElse((error) => {
      if (endsAll(error)) return RTE.left(error);
      // The journal knows how a run ended that is gone.
      return RTE.right(ended === undefined ? { ...item, error } : item);
    }),
  );
};

/** The orders whose runs were asked to end, or had ended, and those for which it failed. */
export interface CanceledBatch {
  readonly canceled: readonly BatchItem[];
  readonly failed: readonly { readonly item: BatchItem; readonly error: WorkflowError }[];
}

/**
 * Requests the cancellation of the runs of a batch that are active, eight at once, and reports each. A caller of
 * `runBatch` that still runs would start others: end it first.
 *
 * @example
 * ```ts
 * await runBatch('streams', [{ id: '1', job: stream }], { timeoutEachMs: 50 })(env)();
 * const report = await cancelBatch('streams')(env)();
 * assert.deepEqual(report.right.canceled.map(({ id }) => id), ['1']);
 * ```
 */
export const cancelBatch = (batch: string): Program<CanceledBatch, Env & HasApi<'cancelRun'> & HasPatience> =>
  pipe(
    batchStatus(batch),
    RTE.flatMap((items) =>
      reportEach(
        items.filter(({ state, run }) => state === 'active' && run !== undefined),
        ({ job, run }) => cancelRun(job, run as RunId),
      ),
    ),
    RTE.map(({ done, failed }) => ({ canceled: done.map(({ item }) => item), failed })),
  );
