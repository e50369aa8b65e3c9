import type { Job, JobOverview, JobRun, JobSort, RunSort } from '@wxdi/core';
import { jobId, jobSortKey, nextRunAt, runId, runSortKey, sortRows } from '@wxdi/core';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyRun, now, runAged } from './support/runs.js';

const runSorts: readonly RunSort[] = ['started', 'finished', 'duration', 'job'];
const jobSorts: readonly JobSort[] = ['name', 'last-run', 'usual', 'next-run'];

const time = fc.option(
  fc.nat({ max: 5 }).map((hours) => new Date(now - hours * 3_600_000).toISOString()),
  { nil: undefined },
);
const name = fc.option(fc.constantFrom('load', 'Load', 'store', ''), { nil: undefined });

/** Runs with many equal and many missing values, each with its own id. */
const runs: fc.Arbitrary<readonly JobRun[]> = fc
  .array(fc.tuple(anyRun, time, time, name), { maxLength: 12 })
  .map((all) =>
    all.map(([run, startedAt, finishedAt, jobName], i) => ({
      ...run,
      id: runId(`run-${i}`),
      ...(startedAt !== undefined && { startedAt }),
      ...(finishedAt !== undefined && { finishedAt }),
      ...(jobName !== undefined && { jobName }),
    })),
  );

const aJob = (id: string, more: Partial<Job> = {}): Job => ({
  id: jobId(id),
  name: id,
  type: 'data_intg_flow',
  configuration: {},
  parameters: [],
  parameterSets: [],
  ...more,
});

const overviews: fc.Arbitrary<readonly JobOverview[]> = fc
  .array(fc.tuple(name, time, time, fc.option(fc.nat({ max: 3 }), { nil: undefined })), { maxLength: 12 })
  .map((all) =>
    all.map(([named, startedAt, next, usualSeconds], i) => ({
      job: aJob(`job-${i}`, { name: named ?? '' }),
      ...(startedAt !== undefined && { lastRun: runAged(1, { startedAt }) }),
      ...(next !== undefined && { nextRunAt: next }),
      ...(usualSeconds !== undefined && { usualSeconds }),
    })),
  );

const orders = [
  ...runSorts.map((by) => ({ what: `runs by ${by}`, rows: runs, keyOf: runSortKey(by, now) })),
  ...jobSorts.map((by) => ({ what: `jobs by ${by}`, rows: overviews, keyOf: jobSortKey(by) })),
] as readonly {
  readonly what: string;
  readonly rows: fc.Arbitrary<readonly unknown[]>;
  readonly keyOf: (row: unknown) => readonly (number | string)[];
}[];

describe.each(orders)('the order of $what', ({ rows, keyOf }) => {
  const withShuffle = rows.chain((all) =>
    fc.tuple(fc.constant(all), fc.shuffledSubarray([...all], { minLength: all.length })),
  );

  it('is total: it does not depend on the order before', () => {
    fc.assert(
      fc.property(withShuffle, ([all, shuffled]) => {
        expect(sortRows(shuffled, keyOf)).toEqual(sortRows(all, keyOf));
      }),
    );
  });

  it('reversed is the exact opposite', () => {
    fc.assert(
      fc.property(rows, (all) => {
        expect(sortRows(all, keyOf, true)).toEqual(sortRows(all, keyOf).toReversed());
      }),
    );
  });
});

describe('sorted rows', () => {
  it('with the same key keep their order, also in reverse', () => {
    const rows = [1, 2, 3, 4].map((id) => ({ id, key: id % 2 }));
    const ids = (reverse: boolean) => sortRows(rows, ({ key }) => [key], reverse).map(({ id }) => id);
    expect(ids(false)).toEqual([2, 4, 1, 3]);
    expect(ids(true)).toEqual([1, 3, 2, 4]);
  });

  const at = (hour: number) => new Date(now - hour * 3_600_000).toISOString();
  const some: readonly JobRun[] = [
    runAged(5, { id: runId('queued'), state: 'Queued', jobName: 'b' }),
    runAged(9, { id: runId('running'), state: 'Running', startedAt: at(8), jobName: 'B' }),
    runAged(4, { id: runId('short'), startedAt: at(3), finishedAt: at(2), durationSeconds: 9, jobName: 'a' }),
    runAged(3, { id: runId('long'), startedAt: at(4), finishedAt: at(1), durationSeconds: 99 }),
  ];

  it.each<[RunSort, readonly string[]]>([
    ['started', ['short', 'long', 'queued', 'running']],
    ['finished', ['long', 'short', 'queued', 'running']],
    ['duration', ['running', 'queued', 'long', 'short']],
    ['job', ['short', 'running', 'queued', 'long']],
  ])('by %s have what is newest, longest or named first, and what is not known last', (by, ids) => {
    expect(sortRows(some, runSortKey(by, now)).map(({ id }) => id)).toEqual(ids);
  });

  it.each<[JobSort, readonly string[]]>([
    ['name', ['a', 'B', 'c']],
    ['last-run', ['B', 'a', 'c']],
    ['usual', ['a', 'B', 'c']],
    ['next-run', ['c', 'a', 'B']],
  ])('of jobs by %s', (by, names) => {
    const jobs: readonly JobOverview[] = [
      { job: aJob('c'), nextRunAt: at(2) },
      { job: aJob('a'), lastRun: runAged(4), usualSeconds: 9, nextRunAt: at(1) },
      { job: aJob('B'), lastRun: runAged(3), usualSeconds: 8 },
    ];
    expect(sortRows(jobs, jobSortKey(by)).map(({ job }) => job.name)).toEqual(names);
  });
});

describe('the next start of a job', () => {
  const schedule = '0 6 * * *';
  const tomorrow = '2026-01-02T00:00:00Z';
  const seven = Date.UTC(2026, 0, 1, 7);
  it.each<[string, Parameters<typeof nextRunAt>[0], string | undefined]>([
    [
      'is the first of the service that is not past',
      { schedule, futureScheduledRuns: ['2026-01-01T06:00:00Z', '2026-01-03T06:00:00Z'] },
      '2026-01-03T06:00:00Z',
    ],
    [
      'is that of the schedule if all times of the service are past',
      { schedule, futureScheduledRuns: ['2026-01-01T06:00:00Z'] },
      '2026-01-02T06:00:00Z',
    ],
    [
      'is that of the schedule if the service lists none',
      { schedule, futureScheduledRuns: [] },
      '2026-01-02T06:00:00Z',
    ],
    [
      'is not before the window',
      { schedule, scheduleWindow: { startsAt: '2026-03-01T00:00:00Z' } },
      '2026-03-01T06:00:00Z',
    ],
    ['is not after the window', { schedule, scheduleWindow: { endsAt: tomorrow } }, undefined],
    ['may be years away', { schedule: '0 0 29 2 *' }, '2028-02-29T00:00:00Z'],
    [
      'is the one start of a schedule that does not repeat',
      { schedule, scheduleWindow: { startsAt: tomorrow, repeat: false } },
      '2026-01-02T06:00:00Z',
    ],
    [
      'is not known once such a schedule had its start',
      { schedule, scheduleWindow: { startsAt: '2025-12-31T00:00:00Z', repeat: false } },
      undefined,
    ],
    ['is not known of a job without schedule', {}, undefined],
    ['is not known of an expression that only the service understands', { schedule: '0 6 L * *' }, undefined],
  ])('%s', (_, job, expected) => {
    expect(nextRunAt(job, seven)).toBe(expected);
  });
});
