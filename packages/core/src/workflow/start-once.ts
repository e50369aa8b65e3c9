import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { JobId } from '../domain/ids.js';
import type { JobRun } from '../domain/job-run.js';
import type { OutcomeUnknown, WorkflowError } from '../errors/workflow-error.js';
import type { HasClock } from '../ports/clock.js';
import type { HasApi } from '../ports/jobs-api.js';
import type { HasJournal, JournalEntry } from '../ports/journal.js';
import type { HasRandom } from '../ports/random.js';
import type { SettleSettings } from '../policy/settle.js';
import type { RunDraft } from '../wire/requests.js';
import type { FindEnv } from './find-by-key.js';
import type { Sent } from './settle-start.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import { runId } from '../domain/ids.js';
import { defaultRunName } from '../domain/job-run.js';
import { freshKey, isRunKey, withKey } from '../domain/run-key.js';
import { invalidInput } from '../errors/workflow-error.js';
import { defaultSettle } from '../policy/settle.js';
import { fingerprint } from '../wire/request-hash.js';
import { findByKey } from './find-by-key.js';
import { getRun } from './get-run.js';
import { claim, close, recall } from './journal-steps.js';
import { settleStart } from './settle-start.js';
import { startRun } from './start-run.js';

export interface StartOnceOptions {
  /**
   * Key of the start: letters, digits, `.`, `_`, `-`. A start that is repeated with its key finds the run of the first
   * one. Default: a fresh one.
   */
  readonly key?: string;
  /** What to do when it cannot be told whether there is a run: stop (the default), or send once more. */
  readonly ifUnknown?: 'stop' | 'resend';
  readonly settle?: Partial<SettleSettings>;
}

export interface Started {
  readonly run: JobRun;
  readonly key: string;
  /** Whether the run was found, not created by this call's own answer. */
  readonly adopted: boolean;
  /** Whether the service kept the key, so that the run can be found by it. */
  readonly keyKept: boolean;
}

export type StartOnceEnv = FindEnv & HasApi<'startRun'> & HasClock & HasRandom & HasJournal;

type Program<A> = ReaderTaskEither<StartOnceEnv, WorkflowError, A>;

/**
 * Starts a run at most once. The start carries a key that the service gives back, and is written down before it is
 * sent; after a lost answer the run is looked for by its key until the settle window is over. Found, it is the run.
 * Not found, the error is `OutcomeUnknown` with the key: never a failure, never a second request unless asked for.
 *
 * With a key of the caller's, an earlier start with it is looked for first, so that a process that was killed can
 * simply be run again.
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
    const start = plan(job, draft, key, options);
    return (options.key === undefined ? send(start, undefined) : follow(start))(env);
  };

/** A start as it is to be sent. */
export interface Start {
  readonly job: JobId;
  readonly key: string;
  readonly request: string;
  readonly draft: RunDraft & { readonly description: string };
  readonly settle: SettleSettings;
  readonly resends: number;
}

const plan = (job: JobId, draft: RunDraft, key: string, { settle, ifUnknown }: StartOnceOptions): Start => ({
  job,
  key,
  request: fingerprint({ job, draft }),
  draft: {
    ...draft,
    name: withKey(draft.name ?? defaultRunName, key),
    description: withKey(draft.description ?? '', key),
  },
  settle: { ...defaultSettle, ...settle },
  resends: ifUnknown === 'resend' ? 1 : 0,
});

/** Looks for an earlier start with this key, by what was written down and by what the service has. */
const follow = (start: Start): Program<Started> =>
  pipe(
    recall(start.key, start.request),
    RTE.flatMap((entry) =>
      pipe(
        entry?.runId === undefined
          ? findByKey(start.job, start.key)
          : pipe(getRun(start.job, runId(entry.runId)), RTE.map(O.some)),
        RTE.flatMap(
          O.match(
            // Nothing is there: sends, unless an earlier request may still be on its way.
            () =>
              entry?.state === 'sending' ? settle(start, entry, stillUnknown(start)) : send(start, entry),
            (run) => adopt(start, run),
          ),
        ),
      ),
    ),
  );

const send =
  (start: Start, previous: JournalEntry | undefined): Program<Started> =>
  (env) => {
    const sent: Sent = { sentAt: env.clock.now(), sentAtMonotonic: env.clock.monotonic() };
    return pipe(
      claim(start, previous, sent.sentAt),
      RTE.flatMap((mine) => (mine ? post(start, sent) : follow(start))),
    )(env);
  };

const post = (start: Start, sent: Sent): Program<Started> =>
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

const adopt = (start: Start, run: JobRun): Program<Started> =>
  RTE.right({ run, key: start.key, adopted: true, keyKept: run.key === start.key });

/** Looks for the run of a request whose answer was lost; sends once more only if that was asked for. */
const settle = (start: Start, sent: Sent, error: OutcomeUnknown): Program<Started> =>
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

const stillUnknown = ({ key }: Start): OutcomeUnknown => ({
  _tag: 'OutcomeUnknown',
  message: `an earlier start with key ${key} may have been carried out, and no run with it was found`,
  outcome: 'unknown',
  at: ['startOnce'],
  key,
});

const keyForm = '1 to 64 letters, digits, ".", "_" or "-"';

const wrongKey = (key: string): WorkflowError =>
  invalidInput(`the key of a start may hold ${keyForm}`, [{ path: 'key', expected: keyForm, received: key }]);
