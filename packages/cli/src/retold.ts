import type { WaitFlags } from './wait/follow.js';
import { isKind } from './failure.js';
import { showSeconds } from './render/duration.js';
import { visible } from './render/visible.js';
import { statesFor } from './wait/outcome.js';

/** The same error in other words. */
const retold = (error: Error, message: string): Error =>
  Object.create(error, { message: { value: message } }) as Error;

/** Several runs that are active, where the sdk says that they are all named "@active". */
export const severalActive = (error: unknown): unknown =>
  isKind(error, 'AmbiguousName')
    ? retold(error, `${error.candidates.length} runs of the job are active`)
    : error;

/** A wait that took too long: of which run, how long it was, and the state that was seen last. */
export const overdue = (
  error: unknown,
  run: string,
  { timeout, for: words }: Pick<WaitFlags, 'timeout' | 'for'>,
  state: string | undefined,
): unknown => {
  if (timeout === undefined || !isKind(error, 'DeadlineExceeded')) return error;
  const wanted = statesFor(words);
  const missed = wanted.length === 0 ? 'has not ended' : `has not become ${wanted.join(' or ')}`;
  const seen = state === undefined ? 'its state was not seen' : `it is still ${visible(state)}, and goes on`;
  return retold(error, `run ${visible(run)} ${missed} within ${showSeconds(timeout / 1_000)}: ${seen}`);
};
