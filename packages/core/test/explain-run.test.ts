import type { ApiError, GoodRun, JobRun, LogEvidence } from '@wxdi/core';
import { compareRuns, explain, explainRun, jobId, lastGoodRun, runId } from '@wxdi/core';
import { describe, expect, it } from 'vitest';
import { apiError, fakeEnv, inTurn, outage } from './support/fakes.js';
import { runAged } from './support/runs.js';
import { wireRun } from './support/wire.js';

const job = jobId('job-1');

const failedLine = '##E TFIP-55 2026-01-01 00:00:01(000) the table does not exist';

/** Runs by their age in days; the failed one is a day old. */
const at = (days: number, state = 'Completed', region = 'emea') =>
  wireRun(
    { state, job_parameters: [{ name: 'region', value: region }] },
    { asset_id: `${state}-${days}`, created_at: new Date(Date.UTC(2026, 0, 1 - days)).toISOString() },
  );

const failed = at(1, 'Failed', 'apac');

type Log = { results: readonly string[]; total_count?: number } | ApiError;

const service = (
  runs: readonly ReturnType<typeof at>[],
  logs: Readonly<Record<string, Log>> = {},
  more: Parameters<typeof fakeEnv>[0] = {},
) =>
  fakeEnv({
    listRuns: () => ({ results: [...runs] }),
    getRun: ({ path }) =>
      runs.find(({ metadata }) => metadata.asset_id === path.run_id) ?? apiError('not-found'),
    getRunLogs: ({ path }) => {
      const log = logs[path.run_id] ?? { results: [] };
      return '_tag' in log ? log : { total_count: log.results.length, ...log, results: [...log.results] };
    },
    ...more,
  });

const explained = (env: ReturnType<typeof service>) => explainRun(job, runId('Failed-1'))(env)();

describe('explaining a run', () => {
  it('finds its errors, the last good run, and what differs from it', async () => {
    const env = service([at(0), failed, at(2), at(3)], { 'Failed-1': { results: [failedLine, failedLine] } });
    expect(await explained(env)).toMatchObject({
      right: {
        run: { id: 'Failed-1' },
        log: { _tag: 'Whole', entries: 2, errors: [{ id: 'TFIP-55', count: 2 }] },
        lastGood: {
          _tag: 'Found',
          run: { id: 'Completed-2' },
          diff: {
            parameters: [{ name: 'region', before: 'emea', after: 'apac' }],
            messages: { added: [{ id: 'TFIP-55' }], gone: [] },
          },
        },
        nextSteps: ['check-errors', 'check-inputs'],
      },
    });
    expect(env.calls.map(({ operation }) => operation).sort()).toEqual([
      'getRun',
      'getRun',
      'getRunLogs',
      'getRunLogs',
      'listRuns',
    ]);
  });

  it.each([
    ['cannot be read', outage(), { _tag: 'Unread', failure: { kind: 'Unavailable' } }],
    ['does not exist', apiError('not-found'), { _tag: 'Unread', failure: { kind: 'NotFound' } }],
    [
      'is cut',
      { results: ['##I A 2026-01-01 00:00:01(000) x'], total_count: 9 },
      { _tag: 'Cut', missing: 8 },
    ],
  ])('never says that there are no errors if the log %s', async (_, log, expected) => {
    const result = await explained(service([failed], { 'Failed-1': log }));
    expect(result).toMatchObject({ right: { log: expected, nextSteps: ['read-log'] } });
  });

  it('is complete without the runs before, if they cannot be listed', async () => {
    const env = service([failed], { 'Failed-1': { results: [failedLine] } }, { listRuns: () => outage() });
    expect(await explained(env)).toMatchObject({
      right: { log: { _tag: 'Whole' }, lastGood: { _tag: 'Unread', failure: { kind: 'Unavailable' } } },
    });
  });

  it('says so if the last good run was deleted meanwhile', async () => {
    const env = service([failed], {}, { listRuns: () => ({ results: [failed, at(2)] }) });
    expect(await explained(env)).toMatchObject({
      right: { lastGood: { _tag: 'Unread', failure: { kind: 'NotFound' } } },
    });
  });

  it('fails if the run itself cannot be read', async () => {
    expect(await explained(service([]))).toMatchObject({ left: { _tag: 'NotFound' } });
  });

  it('ends with an abort of the caller', async () => {
    const env = service([failed], { 'Failed-1': apiError('aborted') });
    expect(await explained(env)).toMatchObject({ left: { _tag: 'Aborted' } });
  });
});

describe('the search for the last good run', () => {
  const good = (...pages: readonly { results: ReturnType<typeof at>[]; next?: unknown }[]) => {
    const env = fakeEnv({ listRuns: inTurn(...pages) });
    const run = runAged(24, { id: runId('Failed-1') });
    return { env, result: lastGoodRun(run)(env)() };
  };

  it('reads one page if the newest runs are first', async () => {
    const { env, result } = good({ results: [at(0), at(2), at(3)], next: { page: 2 } });
    expect(await result).toMatchObject({ right: { _tag: 'Found', run: { id: 'Completed-2' } } });
    expect(env.calls).toHaveLength(1);
    expect(env.calls[0]?.request).toMatchObject({
      query: { states: ['Completed', 'CompletedWithWarnings'] },
    });
  });

  it('reads on until a page has an earlier run', async () => {
    const { result } = good({ results: [at(0), at(0.5)], next: { page: 2 } }, { results: [at(2), at(3)] });
    expect(await result).toMatchObject({ right: { run: { id: 'Completed-2' } } });
  });

  it('reads all pages if the oldest runs are first', async () => {
    const { result } = good({ results: [at(9), at(8)], next: { page: 2 } }, { results: [at(7), at(0)] });
    expect(await result).toMatchObject({ right: { run: { id: 'Completed-7' } } });
  });

  it('is certain that there is none only after all pages', async () => {
    expect(await good({ results: [at(0)] }).result).toEqual({
      _tag: 'Right',
      right: { _tag: 'None', searched: 1, isCertain: true },
    });
  });

  it('ends after twenty pages, also if the service ignores the filter', async () => {
    let page = 0;
    const env = fakeEnv({
      listRuns: () => ({
        results: Array.from({ length: 100 }, (_, i) =>
          wireRun(
            { state: i % 2 === 0 ? 'Completed' : 'Failed' },
            {
              asset_id: `r-${page}-${i}`,
              created_at: new Date(Date.UTC(2026, 0, 1) - page * 1_000).toISOString(),
            },
          ),
        ),
        next: { page: (page += 1) },
      }),
    });
    expect(await lastGoodRun(runAged(1_000_000))(env)()).toMatchObject({
      right: { _tag: 'None', searched: 1_000, isCertain: false },
    });
    expect(env.calls).toHaveLength(20);
  });
});

describe('comparing runs', () => {
  it('goes from the last good run to the given one', async () => {
    const env = service([failed, at(2)]);
    expect(await compareRuns(job, runId('Failed-1'))(env)()).toMatchObject({
      right: {
        before: { id: 'Completed-2' },
        after: { id: 'Failed-1' },
        diff: { state: { before: 'Completed' } },
      },
    });
  });

  it('takes the other run from the caller, and lists none', async () => {
    const env = service([failed, at(2), at(3)]);
    expect(await compareRuns(job, runId('Failed-1'), runId('Completed-3'))(env)()).toMatchObject({
      right: { before: { id: 'Completed-3' } },
    });
    expect(env.calls.map(({ operation }) => operation)).not.toContain('listRuns');
  });

  it('says so if there is no good run before', async () => {
    expect(await compareRuns(job, runId('Failed-1'))(service([failed]))()).toMatchObject({
      left: {
        _tag: 'NotFound',
        message: 'no earlier run of the job completed: there is nothing to compare with',
      },
    });
  });
});

describe('the explanation', () => {
  const none: GoodRun = { _tag: 'None', searched: 0, isCertain: true };
  const same = (run: JobRun): GoodRun => ({
    _tag: 'Found',
    run: { ...run, state: 'Completed' },
    log: whole(),
  });
  const whole = (...texts: readonly string[]): LogEvidence => ({
    _tag: 'Whole',
    entries: texts.map((text) => ({ id: 'W-1', severity: 'warning', text, raw: text })),
  });
  const limited = (state: string) => runAged(1, { state, configuration: { flow_limits: { warn_limit: 2 } } });

  it.each<[string, string, LogEvidence, object]>([
    ['was reached', 'Failed', whole('a', 'b'), { limit: 2, warnings: 2, reached: 'yes' }],
    ['was not reached', 'Failed', whole('a'), { limit: 2, warnings: 1, reached: 'no' }],
    ['did not end a run that completed', 'Completed', whole('a', 'b'), { limit: 2, reached: 'no' }],
    [
      'may have been reached in the missing lines',
      'Failed',
      { ...whole('a'), _tag: 'Cut', missing: 3 } as LogEvidence,
      { limit: 2, warnings: 1, reached: 'unknown' },
    ],
    [
      'may have been reached in a log that could not be read',
      'Failed',
      { _tag: 'Unread', failure: { kind: 'NotFound', message: '' } },
      { limit: 2, reached: 'unknown' },
    ],
  ])('says whether the limit of warnings %s', (_, state, log, expected) => {
    expect(explain({ run: limited(state), log }, none).warnLimit).toEqual(expected);
  });

  it('has no limit of warnings where the run has none', () => {
    const unlimited = runAged(1, { state: 'Failed', configuration: { flow_limits: { warn_limit: 0 } } });
    expect(explain({ run: unlimited, log: whole('a') }, none)).not.toHaveProperty('warnLimit');
  });

  const failedStage = { stages: [{ name: 'S', state: 'failed' }], links: [] };
  it.each<[string, JobRun, LogEvidence, GoodRun, readonly string[]]>([
    ['do nothing after a cancellation', runAged(1, { state: 'Canceled' }), whole(), same(runAged(1)), []],
    ['wait for an active run', runAged(1, { state: 'Running' }), whole(), none, ['wait']],
    ['do nothing after a success', runAged(1), whole(), none, []],
    ['raise the limit of warnings', limited('Failed'), whole('a', 'b'), none, ['raise-warn-limit']],
    [
      'look at the stage',
      runAged(1, { state: 'Failed', metrics: failedStage }),
      whole(),
      none,
      ['check-stage'],
    ],
    ['start again', runAged(1, { state: 'Failed' }), whole(), same(runAged(1)), ['start-again']],
  ])('advises to %s', (_, run, log, good, steps) => {
    expect(explain({ run, log }, good).nextSteps).toEqual(steps);
  });
});
