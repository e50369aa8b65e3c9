import type { Journal } from '@wxdi/core';
import { memoryJournal } from './support/journal.js';
import { startService } from './support/service.js';
import { jobId, startOnce } from '@wxdi/core';
import { describe, expect, it } from 'vitest';

const fail = (): never => {
  throw new Error('a bug');
};
const reject = () => async (): Promise<never> => Promise.reject(new Error('a bug'));
const options = { key: 'k' };

describe.each([
  ['throws', fail],
  ['rejects', reject],
])('a journal that %s', (_, broken) => {
  const journal: Journal = memoryJournal().journal;

  it.each(['find', 'swap'])('in %s lets no start be sent', async (member) => {
    const world = startService(() => ({ kind: 'none' }));
    const env = { ...world.env, journal: { ...journal, [member]: broken } };
    expect(await startOnce(jobId('job-1'), {}, options)(env)()).toMatchObject({
      left: { _tag: 'Unavailable', outcome: 'not-sent' },
    });
    expect(world.posts()).toBe(0);
  });

  it('after the answer does not change the result', async () => {
    const world = startService(() => ({ kind: 'none' }));
    const swap: Journal['swap'] = (previous, next) =>
      next.state === 'sending' ? journal.swap(previous, next) : broken();
    const env = { ...world.env, journal: { ...journal, swap } };
    expect(await startOnce(jobId('job-1'), {}, options)(env)()).toMatchObject({ _tag: 'Right' });
  });
});

it.each([
  ['damaged', 'Undecodable'],
  ['unsafe', 'InvalidInput'],
  [undefined, 'Unavailable'],
] as const)('a journal that is %s is reported as %s', async (reason, tag) => {
  const world = startService(() => ({ kind: 'none' }));
  const find: Journal['find'] = () => async () => ({ _tag: 'Left', left: { message: 'no', reason } });
  const env = { ...world.env, journal: { ...world.env.journal, find } };
  expect(await startOnce(jobId('job-1'), {}, options)(env)()).toMatchObject({
    left: { _tag: tag, outcome: 'not-sent' },
  });
});
