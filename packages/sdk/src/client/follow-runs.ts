import type { FollowOptions, FollowResult } from '@wxdi/core';
import type { LiveEnv } from '../live/env.js';
import type { CallOptions, FollowEvent } from './client.js';
import { followRun, jobId, runId } from '@wxdi/core';
import { WxdiError } from '../error.js';
import { chunks, onlySignal } from './run-program.js';

export async function* follow(
  env: LiveEnv,
  job: string,
  id: string,
  { signal, ...options }: FollowOptions & CallOptions = {},
): AsyncGenerator<FollowEvent, void> {
  const poll = { ...env.poll, ...options.poll };
  const stream = chunks(
    env,
    () => followRun(jobId(job), runId(id), { ...options, poll }),
    onlySignal(signal),
  );
  for (;;) {
    const next = await stream.next();
    if (next.done === true) {
      yield { type: 'result', ...next.value };
      return;
    }
    for (const event of next.value) {
      yield 'error' in event ? { type: event.type, error: new WxdiError(event.error) } : event;
    }
  }
}

export const wait = async (
  env: LiveEnv,
  job: string,
  id: string,
  options?: FollowOptions & CallOptions,
): Promise<FollowResult> => {
  for await (const event of follow(env, job, id, options)) {
    if (event.type === 'result') return resultOf(event);
  }
  throw new Error('a followed run ended without a result');
};

const resultOf = ({ run, states, polls }: FollowResult): FollowResult => ({ run, states, polls });
