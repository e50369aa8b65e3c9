import type { Stream } from '@wxdi/core';
import { forEach } from '@wxdi/core';

/** Runs a stream to its end, and returns its events and its result. */
export const collectEvents = async <Env, Err, A, Result>(stream: Stream<Env, Err, A, Result>, env: Env) => {
  const events: A[] = [];
  const result = await forEach((event: A) => () => void events.push(event))(stream)(env)();
  return { events, result };
};
