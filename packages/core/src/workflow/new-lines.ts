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
  /** Units of the log given so far; `undefined` when the log is given up. */
  readonly lines: number | undefined;
  readonly events: readonly RunEvent[];
}

/**
 * What a run's log has gained since `given` lines of it were read. The service has no offset, so the whole log is
 * asked for. A failure never ends the following of a run: a passing one is left for the next look, any other gives
 * the log up.
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
