import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { JobId } from '../domain/ids.js';
import type { JobRun } from '../domain/job-run.js';
import type { OutcomeUnknown, WorkflowError } from '../errors/workflow-error.js';
import type { HasClock } from '../ports/clock.js';
import type { HasApi } from '../ports/jobs-api.js';
import type { HasJournal, JournalEntry } from '../ports/journal.js';
import type { HasRandom } from '../ports/random.js';
import type { RunDraft } from '../wire/requests.js';
import type { FindEnv } from './find-by-key.js';
import type { Sent } from './settle-start.js';
import type { StartOnceOptions, StartPlan } from './start-plan.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import { runId } from '../domain/ids.js';
import { freshKey, isRunKey } from '../domain/run-key.js';
import { invalidInput } from '../errors/workflow-error.js';
import { findByKey } from './find-by-key.js';
import { getRun } from './get-run.js';
import { claim, close, recall } from './journal-steps.js';
import { settleStart } from './settle-start.js';
import { startPlan } from './start-plan.js';
import { startRun } from './start-run.js';

/** A started run. */
export interface Started {
  readonly run: JobRun;
  readonly key: string;
  /** Whether an existing run was found instead of created by this call. */
  readonly adopted: boolean;
  /** Whether the service kept the key, so that the run can be found by it. */
  readonly keyKept: boolean;
}

/** The ports that a start needs. */
export type StartOnceEnv = FindEnv & HasApi<'startRun'> & HasClock & HasRandom & HasJournal;

type Program<A> = ReaderTaskEither<StartOnceEnv, WorkflowError, A>;

/**
 * Starts a run at most once. The start carries a key that the service returns, and is recorded in the journal before
 * it is sent. After a lost answer, the run is searched by its key until the settle window ends. If no run is found,
 * the error is `OutcomeUnknown` with the key: never a failure, and no second request unless requested.
 *
 * If the caller passes a key, an earlier start with that key is searched first, so that a killed process can be run
 * again.
 *
 * @example
 * ```ts
 * const first = await startOnce(job, { name: 'close of day' }, { key: 'close-2026-06-30' })(env)();
 * const again = await startOnce(job, { name: 'close of day' }, { key: 'close-2026-06-30' })(env)();
 * assert.equal(again.right.run.id, first.right.run.id);
 * assert.equal(again.right.adopted, true);
 * ```
 */
export const startOnce =
  (job: JobId, draft: RunDraft = {}, options: StartOnceOptions = {}): Program<Started> =>
  (env) => {
    const key = options.key ?? freshKey(env.random);
    if (!isRunKey(key)) return RTE.left(wrongKey(key))(env);
    const start = startPlan(job, draft, key, options);
    return (options.key === undefined ? send(start, undefined) : follow(start))(env);
  };

/** Searches an earlier start with this key, in the journal and in the service. */
const follow = (start: StartPlan): Program<Started> =>
  pipe(
    recall(start.key, start.request),
    RTE.flatMap((entry) =>
      pipe(
        entry?.runId === undefined
          ? findByKey(start.job, start.key)
          : pipe(getRun(start.job, runId(entry.runId)), RTE.map(O.some)),
        RTE.flatMap(
          O.match(
            // No run found: send, unless an earlier request may still arrive.
            () =>
              entry?.state === 'sending' ? settle(start, entry, stillUnknown(start)) : send(start, entry),
            (run) => adopt(start, run),
          ),
        ),
      ),
    ),
  );

const send =
  (start: StartPlan, previous: JournalEntry | undefined): Program<Started> =>
  (env) => {
    const sent: Sent = { sentAt: env.clock.now(), sentAtMonotonic: env.clock.monotonic() };
    return pipe(
      claim(start, previous, sent.sentAt),
      RTE.flatMap((mine) => (mine ? post(start, sent) : follow(start))),
    )(env);
  };

const post = (start: StartPlan, sent: Sent): Program<Started> =>
  pipe(
    startRun(start.job, start.draft),
    RTE.tap((run) => close(start, sent.sentAt, { state: 'started', runId: run.id })),
    RTE.map((run) => ({ run, key: start.key, adopted: false, keyKept: run.key === start.key })),
    RTE.orElse((error): Program<Started> =>
      error._tag === 'OutcomeUnknown'
        ? settle(start, sent, error)
        : pipe(
            close(start, sent.sentAt, { state: 'refused' }),
            RTE.flatMap(() => RTE.left(error)),
          ),
    ),
  );

const adopt = (start: StartPlan, run: JobRun): Program<Started> =>
  RTE.right({ run, key: start.key, adopted: true, keyKept: run.key === start.key });

/** Searches the run of a request whose answer was lost; sends the request once more only if requested. */
const settle = (start: StartPlan, sent: Sent, error: OutcomeUnknown): Program<Started> =>
  pipe(
    settleStart(start, sent),
    RTE.flatMap(
      O.match(
        (): Program<Started> =>
          start.resends > 0
            ? pipe(
                recall(start.key, start.request),
                RTE.flatMap((entry) => send({ ...start, resends: start.resends - 1 }, entry)),
              )
            : RTE.left({ ...error, key: start.key }),
        (run) =>
          pipe(
            close(start, sent.sentAt, { state: 'started', runId: run.id }),
            RTE.flatMap(() => adopt(start, run)),
          ),
      ),
    ),
  );

const stillUnknown = ({ key }: StartPlan): OutcomeUnknown => ({
  _tag: 'OutcomeUnknown',
  message: `an earlier start with key ${key} may have succeeded, but no run with this key was found`,
  outcome: 'unknown',
  at: ['startOnce'],
  key,
});

const keyForm = '1 to 64 letters, digits, ".", "_" or "-"';

const wrongKey = (key: string): WorkflowError =>
  invalidInput(`invalid key: expected ${keyForm}`, [{ path: 'key', expected: keyForm, received: key }]);
