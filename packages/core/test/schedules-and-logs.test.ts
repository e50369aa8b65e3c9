import type { Job, LogEntry } from '@wxdi/core';
import {
  cronTimes,
  firstFailedStage,
  groupMessages,
  isSecretName,
  lastGoodBefore,
  missedFires,
} from '@wxdi/core';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyEntry, anyRun, now, runAged } from './support/runs.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

describe('the fire times of a cron expression', () => {
  const field = (from: number, to: number) => {
    const within = fc.integer({ min: from, max: to });
    const range = fc.tuple(within, within).map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`);
    const item = fc.oneof(fc.constant('*'), within.map(String), range);
    const stepped = fc
      .tuple(fc.oneof(fc.constant('*'), range), fc.integer({ min: 1, max: 9 }))
      .map((p) => p.join('/'));
    return fc.array(fc.oneof(item, stepped), { minLength: 1, maxLength: 2 }).map((items) => items.join(','));
  };
  const cron = fc.tuple(field(0, 59), field(0, 23), field(1, 31), field(1, 12), field(0, 7));

  /** By the definition: whether the value is in one of the items. */
  const has = (text: string, value: number, least: number): boolean =>
    text.split(',').some((item) => {
      const [range = '', step = '1'] = item.split('/');
      const [first = 0, last = first] = range === '*' ? [least, 59] : range.split('-').map(Number);
      return value >= first && value <= last && (value - first) % Number(step) === 0;
    });

  it('are the minutes that all fields have', () => {
    fc.assert(
      fc.property(cron, fc.nat({ max: 700 }), ([minutes, hours, days, months, weekdays], offset) => {
        const from = Date.UTC(2026, 0, 1) + offset * day + 7 * minute;
        const to = from + day;
        const expected: number[] = [];
        for (let at = from; at <= to; at += minute) {
          const date = new Date(at);
          const byDay = has(days, date.getUTCDate(), 1);
          const weekday = date.getUTCDay();
          const byWeekday = has(weekdays, weekday, 0) || (weekday === 0 && has(weekdays, 7, 0));
          const isDay = days === '*' || weekdays === '*' ? byDay && byWeekday : byDay || byWeekday;
          const isMonth = has(months, date.getUTCMonth() + 1, 1);
          if (isDay && isMonth && has(hours, date.getUTCHours(), 0) && has(minutes, date.getUTCMinutes(), 0))
            expected.push(at);
        }
        const text = [minutes, hours, days, months, weekdays].join(' ');
        expect([...(cronTimes(text, from, to) ?? [])]).toEqual(expected);
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    '0 6 L * *',
    '0 6 * * 5#2',
    '0 6 * *',
    '60 6 * * *',
    '5-1 * * * *',
    '*/0 * * * *',
    '1-2-3 * * * *',
    '',
  ])('are not known for %j', (text) => {
    expect(cronTimes(text, now, now)).toBeUndefined();
  });

  it('have an end, also in a window without one', () => {
    expect([...(cronTimes('0 0 1 1 *', -Infinity, Date.UTC(1971, 0, 1)) ?? [])]).toEqual([
      0,
      Date.UTC(1971, 0, 1),
    ]);
  });

  it('are known for names of days and months', () => {
    expect([...(cronTimes('0 6 ? jan MON-FRI', now, now + 3 * day) ?? [])]).toHaveLength(2);
  });
});

describe('a missed fire', () => {
  const hourly: Pick<Job, 'schedule' | 'scheduleWindow' | 'retention'> = { schedule: '0 * * * *' };
  const started = (minutesAgo: number, scheduled = true) => runAged(minutesAgo / 60, { scheduled });
  const missed = (job: typeof hourly, runs: Parameters<typeof missedFires>[1], sinceHours = 3) =>
    missedFires(job, runs, { sinceMs: now - sinceHours * hour, untilMs: now });

  it('has no scheduled run within fifteen minutes', () => {
    expect(missed(hourly, [started(60), started(120 - 15), started(180 + 15)])).toMatchObject({ missed: [] });
    expect(missed(hourly, [started(60 - 16), started(120), started(180)])).toMatchObject({
      missed: ['2025-12-31T23:00:00Z'],
    });
  });

  it('is not covered by a run that a person has started', () => {
    expect(missed(hourly, [started(60, false), started(120), started(180)])).toMatchObject({
      missed: ['2025-12-31T23:00:00Z'],
    });
  });

  it('is not reported in the first fifteen minutes', () => {
    expect(missed({ schedule: '50 23 * * *' }, [])).toMatchObject({ missed: [] });
    expect(missed({ schedule: '45 23 * * *' }, [])).toMatchObject({ missed: ['2025-12-31T23:45:00Z'] });
  });

  it('is within the window of the schedule', () => {
    const scheduleWindow = { startsAt: '2025-12-31T22:00:00Z', endsAt: '2025-12-31T22:30:00Z' };
    expect(missed({ ...hourly, scheduleWindow }, [])).toMatchObject({ missed: ['2025-12-31T22:00:00Z'] });
  });

  it('is not reported from before the time for which runs are kept', () => {
    const kept = { ...hourly, retention: { runs: 1 } };
    expect(missed(kept, [started(60)])).toEqual({
      _tag: 'Judged',
      missed: [],
      since: '2025-12-31T23:00:00Z',
    });
    const days = { ...hourly, retention: { days: 1 } };
    expect(missed(days, [], 100)).toMatchObject({ since: '2025-12-31T00:00:00Z' });
  });

  it('is not known if no kept run has a readable time', () => {
    const kept = { ...hourly, retention: { runs: 1 } };
    expect(missed(kept, [{ ...started(60), createdAt: 'yesterday' }])).toMatchObject({ missed: [] });
  });

  it('does not exist without a schedule, and is not known for syntax of the service', () => {
    expect(missed({}, [])).toEqual({ _tag: 'NoSchedule' });
    expect(missed({ schedule: '0 6 L * *' }, [])).toEqual({ _tag: 'UnknownSchedule', schedule: '0 6 L * *' });
  });
});

describe('log entries by message id', () => {
  it('lose no entry, and have each id once', () => {
    fc.assert(
      fc.property(fc.array(anyEntry), (entries) => {
        const groups = groupMessages(entries);
        expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(entries.length);
        const ids = groups.flatMap(({ id }) => id ?? []);
        expect(ids).toEqual([...new Set(ids)]);
        for (const { id, count } of groups)
          if (id !== undefined) expect(count).toBe(entries.filter((entry) => entry.id === id).length);
      }),
    );
  });

  it('have the first text, the first and the last time and the highest severity', () => {
    const entry = (more: Partial<LogEntry>): LogEntry => ({ id: 'X', text: 't', raw: 't', ...more });
    expect(
      groupMessages([
        entry({ severity: 'warning', text: 'first', time: '2026-01-01T00:00:02' }),
        entry({ severity: 'fatal', time: '2026-01-01T00:00:01' }),
        entry({ severity: 'info', time: '2026-01-01T00:00:03' }),
        entry({}),
      ]),
    ).toEqual([
      {
        id: 'X',
        severity: 'fatal',
        count: 4,
        firstAt: '2026-01-01T00:00:01',
        lastAt: '2026-01-01T00:00:03',
        text: 'first',
      },
    ]);
  });

  it('without an id belong together if their text is the same', () => {
    const lines = ['a', 'b', 'a'].map((text) => ({ text, raw: text }));
    expect(groupMessages(lines)).toEqual([
      { count: 2, text: 'a' },
      { count: 1, text: 'b' },
    ]);
  });
});

describe('the stage that failed first', () => {
  const stage = (name: string, state: string, finishedAt?: string) => ({
    name,
    state,
    ...(finishedAt === undefined ? {} : { finishedAt }),
  });

  it('is the one with the earliest end', () => {
    const stages = [
      stage('ok', 'finished', '2026-01-01T00:00:00Z'),
      stage('late', 'failed', '2026-01-01T00:00:09Z'),
      stage('early', 'Failed', '2026-01-01T00:00:01Z'),
    ];
    expect(firstFailedStage({ stages, links: [] })).toEqual({
      _tag: 'Failed',
      stage: 'early',
      at: '2026-01-01T00:00:01Z',
    });
  });

  it('is the first in the list if the times are not known', () => {
    expect(firstFailedStage({ stages: [stage('a', 'failed'), stage('b', 'failed')], links: [] })).toEqual({
      _tag: 'Failed',
      stage: 'a',
    });
  });

  it('is the reader of the first failed link if no stage has failed', () => {
    const links = [{ name: 'L', to: 'Target', state: 'failed' }];
    expect(firstFailedStage({ stages: [stage('a', 'finished')], links })).toEqual({
      _tag: 'Failed',
      stage: 'Target',
      link: 'L',
    });
  });

  it('is told apart from metrics that are not there', () => {
    expect(firstFailedStage({ stages: [stage('a', 'finished')], links: [] })).toEqual({ _tag: 'None' });
    expect(firstFailedStage({ stages: [], links: [] })).toEqual({ _tag: 'NoMetrics' });
  });
});

describe('the last good run', () => {
  it('is the newest one that completed before, in any order of the list', () => {
    fc.assert(
      fc.property(fc.array(anyRun), anyRun, (runs, run) => {
        const good = lastGoodBefore(run, runs);
        expect(lastGoodBefore(run, [...runs].reverse())?.createdAt).toBe(good?.createdAt);
        const before = runs.filter(
          ({ state, createdAt = '' }) =>
            /^Completed(WithWarnings)?$/.test(state) && createdAt < (run.createdAt ?? ''),
        );
        const newest = before
          .map(({ createdAt = '' }) => createdAt)
          .sort()
          .at(-1);
        expect(good?.createdAt).toBe(newest);
      }),
    );
  });
});

describe('the name of a secret', () => {
  it.each([
    'password',
    'DB_PASSWORD',
    'passphrase',
    'dbPwd',
    'client-secret',
    'API_KEY',
    'apiKey',
    'token',
    'set.Token',
  ])('is %s', (name) => {
    expect(isSecretName(name)).toBe(true);
  });

  it.each(['year', 'region', 'APT_CONFIG_FILE', 'passenger', 'key', 'author'])('is not %s', (name) => {
    expect(isSecretName(name)).toBe(false);
  });
});
