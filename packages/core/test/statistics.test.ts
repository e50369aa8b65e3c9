import { historyOf, isStuck, judgePace, quantile, runId, spreadOf, usualSeconds } from '@wxdi/core';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyRun, completed, now, runAged } from './support/runs.js';

const numbers = fc.array(fc.integer({ min: -1_000, max: 1_000 }), { minLength: 1 });

describe('a quantile', () => {
  it('is the value at its place in the sorted values, or between the two next to it', () => {
    fc.assert(
      fc.property(numbers, fc.double({ min: 0, max: 1, noNaN: true }), (values, q) => {
        const sorted = [...values].sort((a, b) => a - b);
        const place = q * (values.length - 1);
        const [below, above] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0];
        const share = place - Math.floor(place);
        expect(quantile(values, q)).toBeCloseTo((1 - share) * below + share * above, 6);
      }),
    );
  });

  it('of 0, a half and 1 is the least value, the median and the greatest value', () => {
    fc.assert(
      fc.property(numbers, (values) => {
        expect(quantile(values, 0)).toBe(Math.min(...values));
        expect(quantile(values, 1)).toBe(Math.max(...values));
        const middle = quantile(values, 0.5) ?? NaN;
        expect(values.filter((value) => value < middle).length).toBeLessThanOrEqual(values.length / 2);
        expect(values.filter((value) => value > middle).length).toBeLessThanOrEqual(values.length / 2);
      }),
    );
  });
});

describe('the usual duration', () => {
  it('is the median of five completed runs, and unknown of four', () => {
    expect(usualSeconds(completed(1, 2, 30, 4, 5))).toBe(4);
    expect(usualSeconds(completed(1, 2, 30, 4))).toBeUndefined();
  });

  it('is that of the last twenty completed runs', () => {
    const last = Array.from({ length: 20 }, (_, i) => (i < 10 ? 10 : 20));
    expect(usualSeconds(completed(...last))).toBe(15);
    expect(usualSeconds(completed(...last, ...last.map(() => 99)))).toBe(15);
  });

  it('ignores runs that did not complete, and counts those with warnings', () => {
    const others = ['Failed', 'Canceled', 'CompletedWithErrors', 'Skipped', 'Running'].map((state) =>
      runAged(50, { state, durationSeconds: 999, startedAt: '2025-12-31T00:00:00Z' }),
    );
    const warned = completed(7, 7, 7, 7, 7).map((run) => ({ ...run, state: 'CompletedWithWarnings' }));
    expect(usualSeconds([...others, ...warned])).toBe(7);
  });

  it('falls back on the times of a run without a duration', () => {
    const timed = completed(1, 1, 1, 1, 1).map(({ durationSeconds: _, ...run }) => ({
      ...run,
      startedAt: '2026-01-01T00:00:00Z',
      finishedAt: '2026-01-01T00:01:30Z',
    }));
    expect(usualSeconds(timed)).toBe(90);
  });

  it('does not depend on the order of the runs', () => {
    fc.assert(
      fc.property(fc.array(anyRun), (runs) => {
        expect(usualSeconds([...runs].reverse())).toBe(usualSeconds(runs));
      }),
    );
  });
});

describe('the verdict on the newest run', () => {
  const usual = completed(0, 100, 100, 100, 100, 100).slice(1);
  const newest = (durationSeconds: number) => runAged(0, { durationSeconds });

  it('is slow if it took longer than the multiple of the others', () => {
    expect(judgePace([newest(151), ...usual], 1.5, now)).toMatchObject({
      _tag: 'Slow',
      slowest: { runId: 'run-0', seconds: 151, usualSeconds: 100, ratio: 1.51 },
    });
    expect(judgePace([newest(150), ...usual], 1.5, now)._tag).toBe('NotSlow');
  });

  it('is that of an active run, which has taken some time so far, also if a newer run is not slow', () => {
    const active = runAged(3, { state: 'Running', startedAt: '2025-12-31T23:55:00Z' });
    expect(judgePace([newest(100), active, ...usual], 1.5, now)).toMatchObject({
      _tag: 'Slow',
      slowest: { runId: 'run-3', seconds: 300 },
    });
  });

  it('does not count the run among those that decide what is usual', () => {
    expect(judgePace([newest(500), ...usual.slice(1)], 1.5, now)).toEqual({ _tag: 'NoUsual', completed: 4 });
  });

  it('does not exist if no run has a duration', () => {
    expect(judgePace([], 1.5, now)).toEqual({ _tag: 'NoRun' });
    expect(judgePace([runAged(0, { state: 'Failed' })], 1.5, now)).toEqual({ _tag: 'NoRun' });
  });
});

describe('a run is stuck', () => {
  const active = (hours: number) =>
    runAged(hours, { state: 'Running', startedAt: new Date(now - hours * 3_600_000).toISOString() });

  it.each([
    ['after an hour, if it usually takes minutes', active(1.01), 60, true],
    ['not within an hour', active(1), 60, false],
    ['not within three times the usual duration', active(6), 7_200, false],
    ['after three times the usual duration', active(6.01), 7_200, true],
    ['not without a usual duration', active(500), undefined, false],
    ['not after its end', { ...active(500), state: 'Failed' }, 60, false],
    ['not in an unknown state with an end', { ...active(9), state: 'Odd', finishedAt: 'x' }, 60, false],
    ['if it hangs in Starting', runAged(2, { state: 'Starting' }), 60, true],
  ])('%s', (_, run, usual, stuck) => {
    expect(isStuck(run, usual, now)).toBe(stuck);
  });
});

describe('the history of a job', () => {
  it('does not depend on the order of the runs, and counts each', () => {
    fc.assert(
      fc.property(fc.array(anyRun), (runs) => {
        // Several runs may be created within a second.
        const distinct = runs.map((run, i) => ({ ...run, id: runId(`run-${i}`) }));
        const history = historyOf(distinct, now);
        expect(historyOf([...distinct].reverse(), now)).toEqual(history);
        expect(Object.values(history.byState).reduce((a, b) => a + b, 0)).toBe(distinct.length);
      }),
    );
  });

  it('has the success rate of finished runs', () => {
    const states = ['Running', 'Completed', 'CompletedWithWarnings', 'CompletedWithErrors', 'Failed'];
    const history = historyOf(
      states.map((state, i) => runAged(i, { state })),
      now,
    );
    expect(history).toMatchObject({ finished: 4, succeeded: 2, successRate: 0.5 });
    expect(historyOf([runAged(0, { state: 'Running' })], now).successRate).toBeUndefined();
  });

  it('says that there are too few runs instead of extrapolating', () => {
    expect(historyOf(completed(1, 2, 3, 4), now)).toMatchObject({
      duration: { count: 4, least: 1, most: 4 },
      trend: { _tag: 'TooFew', count: 4 },
    });
    expect(spreadOf([1, 2, 3, 4])).not.toHaveProperty('p50');
    expect(spreadOf([1, 2, 3, 4, 5])).toEqual({ count: 5, least: 1, most: 5, p50: 3 });
    expect(spreadOf(Array.from({ length: 19 }, () => 1))).not.toHaveProperty('p95');
    expect(spreadOf(Array.from({ length: 21 }, (_, i) => i)).p95).toBe(19);
  });

  it.each([
    ['Slower', [13, 13, 13, 13, 13, 10, 10, 10, 10, 10]],
    ['Steady', [12, 12, 12, 12, 12, 10, 10, 10, 10, 10]],
    ['Faster', [8, 8, 8, 8, 8, 10, 10, 10, 10, 10]],
    ['TooFew', [13, 13, 13, 13, 13, 10, 10, 10, 10]],
  ])('has the trend %s for the durations %j, newest first', (tag, seconds) => {
    expect(historyOf(completed(...seconds), now).trend._tag).toBe(tag);
  });

  it('marks outliers among completed runs', () => {
    const outliers = historyOf(completed(10, 11, 10, 60, 9, 10, 11), now).runs.filter((run) => run.outlier);
    expect(outliers).toMatchObject([{ seconds: 60 }]);
    const nearlyEqual = historyOf(completed(10, 10, 10, 11, 10, 10, 10), now).runs;
    expect(nearlyEqual.filter((run) => run.outlier)).toEqual([]);
  });

  it('measures the time until a run began, never below zero', () => {
    const began = (startedAt: string) => runAged(0, { startedAt });
    const history = historyOf([began('2026-01-01T00:00:30Z'), began('2025-12-31T23:59:59Z')], now);
    expect(history.runs.map((run) => run.queueSeconds)).toEqual([30, 0]);
  });
});
