import type { JournalEntry } from '@wxdi/core';
import type { Fault } from './support/service.js';
import { inTurn } from './support/fakes.js';
import { lost, startService } from './support/service.js';
import { jobId, startOnce } from '@wxdi/core';
import { describe, expect, it } from 'vitest';

const job = jobId('job-1');
const none: Fault = { kind: 'none' };
const total = (waits: readonly number[]) => waits.reduce((sum, ms) => sum + ms, 0);

/** Writes the entry of a process that was killed while its request was in flight. */
const killed = async (service: ReturnType<typeof startService>, sentAt: number) => {
  const other = startService(() => none);
  await startOnce(job, {}, { key: 'k' })(other.env)();
  const { key, jobId: of, request } = other.entry('k') as JournalEntry;
  await service.env.journal.swap(undefined, { key, jobId: of, request, state: 'sending', sentAt })();
};

describe('the journal of starts', () => {
  it('records the run of a start, which is then read without a search', async () => {
    const service = startService(() => none);
    await startOnce(job, {}, { key: 'k' })(service.env)();
    expect(service.entry('k')).toMatchObject({ jobId: 'job-1', state: 'started', runId: 'run-1' });
    service.env.calls.length = 0;
    await startOnce(job, {}, { key: 'k' })(service.env)();
    expect(service.env.calls.map(({ operation }) => operation)).toEqual(['getRun']);
  });

  it('records the found run of a start whose answer was lost', async () => {
    const service = startService(() => ({ kind: 'lost', arrives: true, lateMs: 3_000 }));
    await startOnce(job, {}, { key: 'k' })(service.env)();
    expect(service.entry('k')).toMatchObject({ state: 'started', runId: 'run-1' });
  });

  it('reports why it cannot be written, and that nothing was sent', async () => {
    const service = startService(() => none);
    const cause = new Error('ENOSPC');
    const full = async () => ({ _tag: 'Left', left: { message: 'disk full', cause } }) as const;
    const env = { ...service.env, journal: { ...service.env.journal, swap: () => full } };
    expect(await startOnce(job)(env)()).toStrictEqual({
      _tag: 'Left',
      left: {
        _tag: 'Unavailable',
        message: 'nothing was sent: the start could not be recorded in the journal: disk full',
        outcome: 'not-sent',
        at: ['journal'],
        cause,
        key: expect.any(String) as string,
      },
    });
    const nameless = async () => ({ _tag: 'Left', left: { message: 'disk full' } }) as const;
    const unread = { ...service.env, journal: { ...service.env.journal, find: () => nameless } };
    const result = await startOnce(job, {}, { key: 'k' })(unread)();
    expect(result).toMatchObject({ left: { _tag: 'Unavailable', cause: undefined } });
    expect(service.posts()).toBe(0);
  });

  it('rejects a key of another start, and an invalid key', async () => {
    const service = startService(() => none);
    const year = (value: number) => ({ parameters: [{ name: 'year', value }] });
    await startOnce(job, year(1), { key: 'k' })(service.env)();
    expect(await startOnce(job, year(2), { key: 'k' })(service.env)()).toMatchObject({
      left: {
        message: 'key k was already used for another start',
        issues: [{ path: 'key', expected: 'a unique key for each start' }],
      },
    });
    expect(await startOnce(job, {}, { key: 'a b' })(service.env)()).toMatchObject({
      left: {
        message: 'invalid key: expected 1 to 64 letters, digits, ".", "_" or "-"',
        issues: [{ path: 'key', expected: '1 to 64 letters, digits, ".", "_" or "-"', received: 'a b' }],
      },
    });
  });

  it.each([
    ['just now', 0, 60_000],
    ['50 seconds ago', 50_000, 10_000],
    ['in the future, by a clock that is ahead', -30_000, 60_000],
  ])('searches for a start that was sent %s until a minute after it', async (_, agoMs, windowMs) => {
    const service = startService(() => none);
    service.env.clock.advance(90_000);
    await killed(service, service.env.clock.now() - agoMs);
    expect(await startOnce(job, {}, { key: 'k' })(service.env)()).toMatchObject({
      left: {
        _tag: 'OutcomeUnknown',
        key: 'k',
        outcome: 'unknown',
        message: 'an earlier start with key k may have succeeded, but no run with this key was found',
        at: ['startOnce'],
      },
    });
    expect(total(service.env.clock.slept)).toBe(windowMs);
    expect(service.posts()).toBe(0);
  });
});

it('an option of startJob is refused by startOnce, which would not apply it', async () => {
  for (const option of ['like', 'mergeEnvironment', 'strictParameters', 'onWarning', 'fromBeginning']) {
    const service = startService(() => none);
    const options = { key: 'k', [option]: option === 'like' ? 'run-1' : true };
    expect(await startOnce(job, {}, options)(service.env)()).toMatchObject({
      left: { _tag: 'InvalidInput', issues: [{ path: option }] },
    });
    expect([service.posts(), service.entry('k')]).toEqual([0, undefined]);
  }
});

describe('the key of a refused start', () => {
  const year = (value: number) => ({ parameters: [{ name: 'year', value }] });

  it.each(['refused', 'unsent'] as const)('starts the corrected request: %s', async (kind) => {
    const service = startService(inTurn<Fault[]>({ kind }, none));
    expect(await startOnce(job, year(1), { key: 'k' })(service.env)()).toMatchObject({ _tag: 'Left' });
    expect(await startOnce(job, year(2), { key: 'k' })(service.env)()).toMatchObject({
      right: { adopted: false, run: { id: 'run-1', attempt: 1 } },
    });
    expect(await startOnce(job, year(1), { key: 'k' })(service.env)()).toMatchObject({
      left: { message: 'key k was already used for another start' },
    });
    expect(service.posts()).toBe(2);
  });

  it('starts one of two corrected requests that are sent at once', async () => {
    const service = startService(inTurn<Fault[]>({ kind: 'refused' }, none));
    await startOnce(job, year(1), { key: 'k' })(service.env)();
    const both = await Promise.all([2, 3].map((n) => startOnce(job, year(n), { key: 'k' })(service.env)()));
    expect(both.map(({ _tag }) => _tag).toSorted()).toEqual(['Left', 'Right']);
    expect(service.posts()).toBe(2);
  });

  it('belongs to the request of its earlier attempts, also if their runs are gone', async () => {
    const service = startService(inTurn<Fault[]>(none, { kind: 'refused' }));
    await startOnce(job, year(1), { key: 'k' })(service.env)();
    Object.assign(service.runs[0] ?? {}, { state: 'Failed' });
    await startOnce(job, year(1), { key: 'k', retryFailed: true })(service.env)();
    Object.assign(service.runs[0] ?? {}, { gone: true });
    expect(await startOnce(job, year(2), { key: 'k' })(service.env)()).toMatchObject({
      left: { message: 'key k was already used for another start' },
    });
    expect(service.posts()).toBe(2);
  });

  it('stays taken if only the second request of an attempt was refused', async () => {
    const service = startService(inTurn<Fault[]>({ kind: 'lost' }, { kind: 'refused' }));
    const resent = await startOnce(job, year(1), { key: 'k', ifUnknown: 'resend' })(service.env)();
    expect(resent).toMatchObject({
      left: {
        _tag: 'OutcomeUnknown',
        message: expect.stringContaining(
          'no run with this key was found; the next request failed: ',
        ) as string,
        cause: { _tag: 'Refused' },
      },
    });
    expect(service.entry('k')).toMatchObject({ state: 'sending', attempt: 1 });
    expect(await startOnce(job, year(2), { key: 'k' })(service.env)()).toMatchObject({
      left: { message: 'key k was already used for another start' },
    });
    expect(await startOnce(job, year(1), { key: 'k' })(service.env)()).toMatchObject({
      left: { _tag: 'OutcomeUnknown' },
    });
    expect(service.posts()).toBe(2);
  });
});

describe('a start that was sent more than a minute ago', () => {
  it('is searched once more, and not sent', async () => {
    const service = startService(() => none);
    service.env.clock.advance(300_000);
    await killed(service, service.env.clock.now() - 120_000);
    expect(await startOnce(job, {}, { key: 'k' })(service.env)()).toMatchObject({
      left: { _tag: 'OutcomeUnknown' },
    });
    expect(service.env.calls.map(({ operation }) => operation)).toEqual(['listRuns', 'listRuns']);
  });
});

describe('searching for a start whose answer was lost', () => {
  it('uses only the key as the description if none is given', async () => {
    const service = startService(() => none);
    await startOnce(job, {}, { key: 'k' })(service.env)();
    expect(service.runs).toMatchObject([{ name: 'job run', description: '[wxdi:k#90728b.1]' }]);
  });

  it('waits longer each time, also after failed searches', async () => {
    const service = startService(() => ({ kind: 'lost', arrives: true }));
    service.env.clock.advance(90_000);
    let searches = 0;
    const listRuns: typeof service.env.api.listRuns = (...args) =>
      (searches += 1) < 4 ? async () => ({ _tag: 'Left', left: lost }) : service.env.api.listRuns(...args);
    await startOnce(job)({ ...service.env, api: { ...service.env.api, listRuns } })();
    expect(service.env.clock.slept).toEqual([500, 1_000, 2_000, 4_000]);
  });
});
