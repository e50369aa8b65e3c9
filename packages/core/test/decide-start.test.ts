import type { JournalEntry, SeenRun, StartSeen } from '@wxdi/core';
import { decideStart, isFinished, knownRunStates, runId, succeeded } from '@wxdi/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const request = 'abcdef0123456789';
const entryOf = (more: Partial<JournalEntry> = {}): JournalEntry => ({
  key: 'k',
  jobId: 'job-1',
  request,
  sentAt: 1,
  state: 'started',
  runId: 'run-1',
  attempt: 1,
  ...more,
});
const seenRun = (state: string, attempt?: number, id = `run-${attempt ?? 1}`): SeenRun => ({
  id: runId(id),
  state,
  ...(attempt === undefined ? {} : { attempt, requestHash: 'abcdef' }),
});
const decide = (seen: Partial<StartSeen<SeenRun>>) => decideStart({ request, runs: [], ...seen });

describe('a start with a key', () => {
  it('is the first attempt if nothing is known of the key', () => {
    expect(decide({})).toEqual({ _tag: 'Start', attempt: 1 });
    expect(decide({ retryFailed: true })).toEqual({ _tag: 'Start', attempt: 1 });
  });

  it.each(['Starting', 'Running', 'Paused', 'Canceling', 'Dreaming'])(
    'attaches to a run that is %s',
    (state) => {
      const runs = [seenRun('Failed', 1), seenRun(state, 2)];
      expect(decide({ runs, retryFailed: true })).toEqual({ _tag: 'Attach', attempt: 2, run: runs[1] });
    },
  );

  it.each(['Completed', 'CompletedWithWarnings'])('adopts a run that ended %s, also for a retry', (state) => {
    const runs = [seenRun(state, 1)];
    expect(decide({ runs, retryFailed: true })).toMatchObject({ _tag: 'Adopt', state, run: { id: 'run-1' } });
  });

  it.each(['Failed', 'Canceled', 'CompletedWithErrors'])(
    'adopts a run that ended %s, and attempts it again only on request',
    (state) => {
      const runs = [seenRun('Failed', 1), seenRun(state, 2)];
      expect(decide({ runs })).toMatchObject({ _tag: 'Adopt', attempt: 2, state, run: { id: 'run-2' } });
      expect(decide({ runs, retryFailed: true })).toEqual({ _tag: 'Retry', attempt: 3 });
    },
  );

  it('adopts a run that succeeded, as the journal knows, and is gone', () => {
    const entry = entryOf({ ended: 'Completed' });
    expect(decide({ entry, retryFailed: true })).toEqual({
      _tag: 'Adopt',
      attempt: 1,
      runId: 'run-1',
      state: 'Completed',
    });
  });

  it('is gone if the run of the journal is, and attempted again only on request', () => {
    expect(decide({ entry: entryOf() })).toEqual({ _tag: 'Gone', attempt: 1 });
    expect(decide({ entry: entryOf(), retryFailed: true })).toEqual({ _tag: 'Retry', attempt: 2 });
    const runs = [seenRun('Failed', 1)];
    expect(decide({ runs, entry: entryOf({ attempt: 2 }) })).toEqual({ _tag: 'Gone', attempt: 2 });
  });

  it.each([
    ['the first', 1, undefined, [], { _tag: 'Start', attempt: 1 }],
    ['the second', 2, true, [seenRun('Failed', 1)], { _tag: 'Retry', attempt: 2 }],
    ['the second, and the run of the first is gone', 2, undefined, [], { _tag: 'Gone', attempt: 1 }],
  ] as const)('repeats the number of a refused attempt: %s', (_, attempt, retryFailed, runs, expected) => {
    const { runId: _none, ...entry } = entryOf({ state: 'refused', attempt });
    expect(decide({ entry, runs, retryFailed })).toEqual(expected);
  });

  it('is unknown while an attempt may be under way, also for a retry', () => {
    const { runId: _none, ...entry } = entryOf({ state: 'sending', attempt: 2 });
    for (const retryFailed of [false, true])
      expect(decide({ entry, runs: [seenRun('Failed', 1)], retryFailed })).toEqual({
        _tag: 'Unknown',
        attempt: 2,
      });
  });

  it('is a conflict if the journal or a run has another request', () => {
    expect(decide({ entry: entryOf({ request: 'other' }) })).toEqual({ _tag: 'Conflict' });
    const other = { ...seenRun('Running', 1), requestHash: '000000' };
    expect(decide({ runs: [seenRun('Completed', 2), other] })).toEqual({ _tag: 'Conflict' });
  });

  it('is the first attempt if only a first attempt of another request was refused', () => {
    const { runId: _none, ...entry } = entryOf({ request: 'other', state: 'refused' });
    expect(decide({ entry })).toEqual({ _tag: 'Start', attempt: 1 });
    expect(decide({ entry: { ...entry, attempt: 2 } })).toEqual({ _tag: 'Conflict' });
    const runs = [{ ...seenRun('Failed', 1), requestHash: 'other0' }];
    expect(decide({ entry, runs })).toEqual({ _tag: 'Conflict' });
  });

  it('takes a run of an earlier version as the first attempt of any request', () => {
    expect(decide({ runs: [seenRun('Failed')], retryFailed: true })).toEqual({ _tag: 'Retry', attempt: 2 });
  });
});

describe('laws of a decision', () => {
  const state = fc.constantFrom<string>(...knownRunStates, 'Dreaming');
  const attempt = fc.integer({ min: 1, max: 4 });
  const run: fc.Arbitrary<SeenRun> = fc.record(
    {
      id: fc.integer({ min: 1, max: 99 }).map((n) => runId(`run-${n}`)),
      state,
      attempt,
      requestHash: fc.constant('abcdef'),
      createdAt: fc.constantFrom('2026-01-01T00:00:00Z', '2026-01-01T00:00:01Z'),
    },
    { requiredKeys: ['id', 'state'] },
  );
  const entry: fc.Arbitrary<JournalEntry> = fc.oneof(
    attempt.map((n) => {
      const { runId: _none, ...sending } = entryOf({ state: 'sending', attempt: n });
      return sending;
    }),
    attempt.map((n) => entryOf({ attempt: n })),
    attempt.map((n) => entryOf({ attempt: n, ended: 'Completed' })),
  );
  const seen: fc.Arbitrary<StartSeen<SeenRun>> = fc.record({
    request: fc.constant(request),
    entry: fc.option(entry, { nil: undefined }),
    runs: fc.uniqueArray(run, { maxLength: 6, selector: ({ id }) => id }),
    retryFailed: fc.boolean(),
  });

  it('the order of the runs does not matter', () => {
    fc.assert(
      fc.property(seen, fc.infiniteStream(fc.nat()), (what, picks) => {
        const rest = [...what.runs];
        const runs = what.runs.flatMap(() => rest.splice((picks.next().value ?? 0) % rest.length, 1));
        expect(decideStart({ ...what, runs })).toEqual(decideStart(what));
      }),
    );
  });

  it('a request is sent only if no run is active or succeeded, and only as an attempt that no run has', () => {
    fc.assert(
      fc.property(seen, (what) => {
        const decision = decideStart(what);
        if (decision._tag !== 'Start' && decision._tag !== 'Retry') return;
        for (const each of what.runs) {
          expect(isFinished(each.state) && !succeeded(each.state)).toBe(true);
          expect(each.attempt ?? 1).toBeLessThan(decision.attempt);
        }
        expect(what.entry?.ended).toBeUndefined();
      }),
    );
  });

  it('attempts grow by one, only on request, and only after one that ended without success or is gone', () => {
    fc.assert(
      fc.property(seen, (what) => {
        const decision = decideStart(what);
        if (decision._tag !== 'Retry') return;
        expect(what.retryFailed).toBe(true);
        const known = Math.max(what.entry?.attempt ?? 0, ...what.runs.map((each) => each.attempt ?? 1));
        expect(decision.attempt).toBe(known + 1);
      }),
    );
  });

  it('an attempt that may have been sent never becomes a start or a retry', () => {
    fc.assert(
      fc.property(seen, (what) => {
        const unseen = what.runs.every((each) => (each.attempt ?? 1) < (what.entry?.attempt ?? 1));
        fc.pre(what.entry?.state === 'sending' && unseen);
        expect(['Unknown', 'Attach', 'Adopt']).toContain(decideStart(what)._tag);
        expect(decideStart({ ...what, retryFailed: !what.retryFailed })).toEqual(decideStart(what));
      }),
    );
  });
});
