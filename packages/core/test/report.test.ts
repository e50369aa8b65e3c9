import type { JobOfReport, JobRun, ReportFrame } from '@wxdi/core';
import { jobId, knownRunStates, reportOf, runId } from '@wxdi/core';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyRun, completed, now, runAged } from './support/runs.js';

const hour = 3_600_000;
const day: ReportFrame = { sinceMs: now - 24 * hour, nowMs: now };
const job = (more: Partial<JobOfReport> = {}): JobOfReport => ({
  id: jobId('job-1'),
  name: 'load',
  type: 'data_intg_flow',
  ...more,
});
const at = (ageHours: number): string => new Date(now - ageHours * hour).toISOString().replace('.000Z', 'Z');
const active = (ageHours: number, more: Partial<JobRun> = {}) =>
  runAged(ageHours, { state: 'Running', startedAt: at(ageHours), ...more });
const idsOf = (entries: readonly { readonly run: string }[]) => entries.map(({ run }) => run);

describe('a report', () => {
  const anyRuns = fc
    .array(fc.tuple(anyRun, fc.integer({ min: 1, max: 4 })), { maxLength: 40 })
    .map((runs) => runs.map(([run, n], i) => ({ ...run, id: runId(`r${i}`), jobId: jobId(`job-${n}`) })));
  const jobs = [1, 2, 3].map((n) => job({ id: jobId(`job-${n}`), name: `load ${n}`, schedule: '0 * * * *' }));

  it('counts every run of the window once, and the states sum to the total', () => {
    fc.assert(
      fc.property(anyRuns, (runs) => {
        const { total, byState } = reportOf(runs, jobs, day);
        expect(total).toBe(runs.filter(({ createdAt = '' }) => Date.parse(createdAt) >= day.sinceMs).length);
        expect(Object.values(byState).reduce((sum, count) => sum + count, 0)).toBe(total);
      }),
    );
  });

  it('does not depend on the order of runs and jobs', () => {
    fc.assert(
      fc.property(anyRuns, (runs) => {
        expect(reportOf(runs.toReversed(), jobs.toReversed(), day)).toEqual(reportOf(runs, jobs, day));
      }),
    );
  });

  it('holds no parameter, no configuration and no environment variable', () => {
    fc.assert(
      fc.property(anyRuns, (runs) => {
        const marked = runs.map((run) => ({
          ...run,
          description: 'marked',
          parameters: [{ name: 'marked', value: 'marked' }],
          configuration: { env_variables: ['marked=marked'] },
        }));
        expect(JSON.stringify(reportOf(marked, jobs, day))).not.toContain('marked');
      }),
    );
  });

  it('has runs from the begin of the window until before its end, and those without a time', () => {
    const runs = [25, 24, 12, 6, 5].map((age) => runAged(age));
    const { createdAt: _, ...timeless } = runAged(99);
    const frame = { ...day, untilMs: now - 6 * hour };
    expect(reportOf([...runs, timeless], [], frame)).toMatchObject({
      since: at(24),
      until: at(6),
      total: 3,
      runs: [{ id: 'run-12' }, { id: 'run-24' }, { id: 'run-99' }],
    });
  });

  it('ends now if its end is in the future', () => {
    expect(reportOf([], [], { ...day, untilMs: now + hour }).until).toBe('2026-01-01T00:00:00Z');
  });

  it.each(
    knownRunStates.map((state) => [state, state === 'Failed' || state === 'CompletedWithErrors'] as const),
  )('of a run that is %s says that it failed: %s', (state, failed) => {
    expect(idsOf(reportOf([runAged(1, { state })], [], day).failed)).toEqual(failed ? ['run-1'] : []);
  });

  it('has the reasons of a failure, and the name of the job: the one that it has now', () => {
    const reasons = [{ code: 'A-1', message: 'no table' }];
    const run = runAged(1, { state: 'Failed', reasons, jobName: 'old name' });
    const entry = {
      job: 'job-1',
      run: 'run-1',
      state: 'Failed',
      createdAt: '2025-12-31T23:00:00.000Z',
      reasons,
    };
    expect(reportOf([run], [job()], day).failed).toEqual([{ ...entry, jobName: 'load' }]);
    expect(reportOf([run], [], day).failed).toEqual([{ ...entry, jobName: 'old name' }]);
  });
});

describe('a slow run', () => {
  const usual = completed(0, 100, 100, 100, 100, 100).slice(1);

  it.each([
    [200, ['run-0']],
    [160, ['run-0']],
    [159, []],
    [100, []],
  ])('that took %i s, where 100 s are usual: %j', (durationSeconds, slow) => {
    expect(idsOf(reportOf([runAged(0, { durationSeconds }), ...usual], [], day).slow)).toEqual(slow);
  });

  it('took more than 1.5 times as long as usual, not only a minute more', () => {
    const long = usual.map((run) => ({ ...run, durationSeconds: 1_000 }));
    const took = (durationSeconds: number) =>
      reportOf([runAged(0, { durationSeconds }), ...long], [], day).slow.length;
    expect([took(1_500), took(1_501)]).toEqual([0, 1]);
  });

  it('may be active, but not failed', () => {
    const runs = [active(0.1), runAged(0.2, { state: 'Failed', durationSeconds: 999 }), ...usual];
    expect(reportOf(runs, [], day).slow).toEqual([
      { job: 'job-1', run: 'run-0.1', state: 'Running', durationSeconds: 360, usualSeconds: 100 },
    ]);
  });

  it('is judged by runs before the window too, and not at all by fewer than five', () => {
    const old = [30, 31, 32, 33, 34].map((age) => runAged(age, { durationSeconds: 100 }));
    const run = runAged(1, { durationSeconds: 900 });
    const judged = reportOf([run, ...old], [], day);
    expect([idsOf(judged.slow), judged.total, judged.unjudged.durations]).toEqual([['run-1'], 1, 0]);
    const unknown = reportOf([run, ...old.slice(2)], [], day);
    expect([unknown.slow, unknown.unjudged.durations]).toEqual([[], 1]);
  });
});

describe('an active run', () => {
  const usual = completed(0, 60, 60, 60, 60, 60).slice(1);

  it('is running, and stuck after an hour and 3 times the usual duration, then not slow as well', () => {
    const report = reportOf([active(0.5), active(1.5), ...usual], [], day);
    expect([idsOf(report.running), idsOf(report.stuck), idsOf(report.slow)]).toEqual([
      ['run-0.5', 'run-1.5'],
      ['run-1.5'],
      ['run-0.5'],
    ]);
  });

  it('that was created before the window is running, and not counted', () => {
    const report = reportOf([active(30), ...usual], [], day);
    expect([idsOf(report.running), idsOf(report.stuck), report.total]).toEqual([['run-30'], ['run-30'], 5]);
  });

  it('in an unknown state counts as running, unless it has an end', () => {
    const odd = active(1, { state: 'Pondering' });
    expect(idsOf(reportOf([odd, { ...odd, id: runId('r'), finishedAt: at(0) }], [], day).running)).toEqual([
      'run-1',
    ]);
  });
});

describe('a missed start', () => {
  const hourly = job({ schedule: '0 */6 * * *' });
  const runs = [24, 18, 6].map((age) => runAged(age, { scheduled: true }));

  it('is a time of the schedule without a scheduled run', () => {
    expect(reportOf(runs, [hourly], day).missed).toEqual([{ job: 'job-1', jobName: 'load', at: at(12) }]);
  });

  it.each([
    ['the job', { job: jobId('job-1') }],
    ['a run of the job', { job: jobId('job-1'), run: runId('r') }],
    ['it is not known what', {}],
  ])('is not claimed if %s could not be read', (_, part) => {
    const unreadable = [{ kind: 'Unavailable', message: 'no answer', ...part } as const];
    expect(reportOf(runs, [hourly], { ...day, unreadable })).toMatchObject({ missed: [], unreadable });
  });

  it('is still known of the other jobs', () => {
    const unreadable = [{ job: jobId('job-2'), kind: 'Unavailable', message: 'no answer' } as const];
    expect(reportOf(runs, [hourly], { ...day, unreadable }).missed).toHaveLength(1);
  });

  it('of a schedule that only the service understands is not judged, and counted', () => {
    expect(reportOf(runs, [job({ schedule: '0 6 L * *' })], day)).toMatchObject({
      missed: [],
      unjudged: { schedules: 1 },
    });
  });

  it('is not later than the end of the window', () => {
    expect(reportOf(runs, [hourly], { ...day, untilMs: now - 13 * hour }).missed).toEqual([]);
  });
});

it('the jobs of a report have their usual duration and next start', () => {
  const scheduled = job({ futureScheduledRuns: ['2026-01-01T06:00:00Z'] });
  const { jobs } = reportOf(
    completed(1, 2, 3, 4, 5),
    [scheduled, job({ id: jobId('job-2'), name: 'a' })],
    day,
  );
  expect(jobs).toEqual([
    { id: 'job-2', name: 'a', type: 'data_intg_flow' },
    {
      id: 'job-1',
      name: 'load',
      type: 'data_intg_flow',
      usualSeconds: 3,
      nextStartAt: '2026-01-01T06:00:00Z',
    },
  ]);
});
