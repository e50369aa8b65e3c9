import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { HasCancel } from '../ports/cancel.js';
import type { HasClock } from '../ports/clock.js';
import type { Aborted } from '../errors/workflow-error.js';
import * as E from 'fp-ts/lib/Either.js';
import { aborted } from '../errors/workflow-error.js';

/** Waits `ms` milliseconds; a Left if the caller aborts before or during the wait. */
export const pause =
  (ms: number): ReaderTaskEither<HasClock & HasCancel, Aborted, void> =>
  ({ clock, cancel }) =>
  async () => {
    await clock.sleep(ms, cancel)();
    return cancel.aborted ? E.left(aborted(cancel.reason)) : E.right(undefined);
  };
