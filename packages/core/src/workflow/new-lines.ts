import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { JobId, RunId } from '../domain/ids.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasCancel } from '../ports/cancel.js';
import type { HasApi } from '../ports/jobs-api.js';
import type { RunEvent } from './run-event.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { call } from '../ports/jobs-api.js';
import { joinContinuations, logUnits } from '../wire/log-entry.js';

interface NewLines {
  /** Units of the log returned so far; `undefined` if the log cannot be read. */
  readonly lines: number | undefined;
  readonly events: readonly RunEvent[];
}

/**
 * The new entries of a run's log after the first `given` units. The service has no offset, so the whole log is read. A
 * failure does not end following the run: after an outage the log is read at the next poll, after any other error it
 * is no longer read.
 */
export const readNewLines =
  (
    job: JobId,
    run: RunId,
    given: number,
  ): ReaderTaskEither<HasApi<'getRunLogs'> & HasCancel, WorkflowError, NewLines> =>
  (env) =>
    pipe(
      call('getRunLogs', { path: { job_id: job, run_id: run } })(env),
      TE.map(({ results }): NewLines => {
        const units = logUnits(results);
        const fresh = joinContinuations(units.slice(given));
        return {
          lines: Math.max(given, units.length),
          events: fresh.map((entry) => ({ type: 'log' as const, entry })),
        };
      }),
      TE.orElse((error): TE.TaskEither<WorkflowError, NewLines> => {
        if (error._tag === 'Aborted') return TE.left(error);
        if (error._tag === 'Unavailable') return TE.right({ lines: given, events: [] });
        return TE.right({ lines: undefined, events: [{ type: 'no-log', error }] });
      }),
    );
