import type { AssetSearchPage } from '@wxdi/bindings';
import type { ApiError, ReportOptions } from '@wxdi/core';
import { projectReport } from '@wxdi/core';
import { describe, expect, it } from 'vitest';
import { apiError, fakeEnv, outage } from './support/fakes.js';
import { foundRun } from './support/search.js';
import { wireJob, wireRun } from './support/wire.js';

/** The virtual clock starts on 1 January 2026. */
const yesterday = '2025-12-31T06:00:00Z';
const lastYear = '2025-06-01T06:00:00Z';
const jobs = Array.from({ length: 12 }, (_, i) => `job-${i}`);
const answered = { request: { operation: 'x', method: 'GET', path: '/', status: 403 } };

type Found = AssetSearchPage['results'] | ApiError;

interface Service {
  readonly found?: Found | ((query: string) => Found);
  readonly run?: ReturnType<typeof wireRun>;
  readonly listed?: (job: string, states: readonly string[]) => ReturnType<typeof wireRun>[] | ApiError;
  readonly jobPages?: readonly ({ readonly results: readonly ReturnType<typeof wireJob>[] } | ApiError)[];
  readonly log?: object | ApiError;
}

const isError = (value: object): value is ApiError => '_tag' in value;

const service = ({ found = [], listed = () => [], run, jobPages, log = {} }: Service) => {
  let page = 0;
  const pages = jobPages ?? [
    {
      results: jobs.map((id) => wireJob({ project_name: 'Sales' }, { asset_id: id, name: `name of ${id}` })),
    },
  ];
  return fakeEnv({
    listJobs: () => pages[Math.min(page++, pages.length - 1)] as never,
    searchAssets: ({ body }) => {
      const rows = typeof found === 'function' ? found(body.query) : found;
      return isError(rows) ? rows : { results: rows, total_rows: rows.length };
    },
    listRuns: ({ path, query }) => {
      const rows = listed(path.job_id, (query?.states as readonly string[] | undefined) ?? []);
      return isError(rows) ? rows : { results: rows };
    },
    getRun: () => run ?? outage(answered),
    getRunLogs: () => log as never,
  });
};

const failed = (id: string, job = 'job-1') => foundRun(id, { state: 'Failed', job_ref: job }, yesterday);

const reportOn = async (env: ReturnType<typeof service>, options?: ReportOptions) => {
  const result = await projectReport(options)(env)();
  if (result._tag === 'Left') throw Object.assign(new Error(result.left.message), { tag: result.left._tag });
  return { ...result.right, sent: env.calls.map(({ operation }) => operation) };
};

describe('the report of a project', () => {
  it('needs one listing of the jobs, one search, and one for active runs', async () => {
    const { sent, total, project, since, until, source } = await reportOn(service({ found: [failed('a')] }));
    expect(sent).toEqual(['listJobs', 'searchAssets', 'searchAssets']);
    expect([total, project, source]).toEqual([1, 'Sales', 'search']);
    expect([since, until]).toEqual(['2025-12-31T00:00:00Z', '2026-01-01T00:00:00Z']);
  });

  it('looks a quarter of an hour around the window, for scheduled starts', async () => {
    const env = service({ found: [failed('a')] });
    await reportOn(env, { since: '2025-12-31T06:00:00Z', until: '2025-12-31T12:00:00Z' });
    expect(env.calls[1]?.request).toMatchObject({
      body: { query: 'asset.created_at:[2025-12-31T05:45:00Z TO 2025-12-31T12:15:00Z]' },
    });
  });

  it('reads older runs to know what is usual, and keeps of them only what decides it', async () => {
    const old = (id: string, state: string) =>
      foundRun(id, { state, job_ref: 'job-1', duration: 100 }, lastYear);
    const found = [
      foundRun('new', { state: 'Completed', job_ref: 'job-1', duration: 900 }, yesterday),
      ...['1', '2', '3', '4', '5'].map((id) => old(id, 'Completed')),
      old('6', 'Failed'),
    ];
    const {
      slow,
      total,
      failed: failures,
    } = await reportOn(service({ found }), { usualSince: '2025-01-01' });
    expect(slow).toMatchObject([{ run: 'new', durationSeconds: 900, usualSeconds: 100 }]);
    expect([total, failures]).toEqual([1, []]);
  });

  it('covers the jobs whose names match', async () => {
    const env = service({ found: [failed('a', 'job-1'), failed('b', 'job-10'), failed('c', 'job-2')] });
    const report = await reportOn(env, { jobName: (name) => name !== 'name of job-2' });
    expect(report.failed.map(({ run }) => run)).toEqual(['b', 'a']);
    expect(report.jobs).toHaveLength(11);
  });

  it('reads the lists where the search is refused, each once, and says why', async () => {
    const env = service({
      found: apiError('forbidden', answered),
      listed: (job) => [wireRun({ job_ref: job, state: 'Failed' }, { asset_id: job, created_at: yesterday })],
    });
    const { sent, total, source, because } = await reportOn(env);
    expect([source, because]).toEqual(['lists', 'the search failed: it is forbidden']);
    expect([total, sent.filter((name) => name === 'listRuns').length]).toEqual([12, 12]);
    expect(sent.filter((name) => name === 'listJobs')).toHaveLength(1);
  });

  it('with exact reads no search, and active runs that were created long before', async () => {
    const env = service({
      listed: (job, states) =>
        job === 'job-3' && states.length > 0
          ? [wireRun({ job_ref: job, state: 'Running' }, { asset_id: 'old', created_at: lastYear })]
          : [wireRun({ job_ref: job, state: 'Running' }, { asset_id: job, created_at: yesterday })].filter(
              () => job === 'job-2',
            ),
    });
    const { running, total, sent, source } = await reportOn(env, { exact: true });
    expect(running.map(({ run }) => run)).toEqual(['job-2', 'old']);
    expect([total, source, sent.includes('searchAssets')]).toEqual([1, 'lists', false]);
  });

  it('has active runs that were created long before, as far as the index knows states', async () => {
    const old = foundRun('old', { state: 'Running', job_ref: 'job-3' }, lastYear);
    const env = service({
      found: (query) => (query.includes('job_run.state:Running') ? [old] : [failed('a')]),
      run: wireRun({ job_ref: 'job-3', state: 'Running' }, { asset_id: 'old', created_at: lastYear }),
    });
    const { running, stuck, total, sent } = await reportOn(env);
    expect(running.map(({ run }) => run)).toEqual(['old']);
    expect([total, stuck]).toEqual([1, []]);
    expect(sent).toEqual(['listJobs', 'searchAssets', 'searchAssets', 'getRun']);
  });

  it('is complete where the index refuses to search for states', async () => {
    const env = service({
      found: (query) => (query.includes('job_run.state') ? apiError('rejected', answered) : [failed('a')]),
    });
    const { total, source, unreadable } = await reportOn(env);
    expect([total, source, unreadable]).toEqual([1, 'search', []]);
  });

  it.each<[string, ReportOptions, string]>([
    ['a time', { since: 'yesterday' }, 'since'],
    ['a begin after its end', { since: '2025-12-31', until: '2025-12-30' }, 'since'],
    ['a begin in the future', { since: '2027-01-01' }, 'since'],
    ['a number of errors', { errors: -1 }, 'errors'],
    ['an unknown option', { sinc: '2025-12-31' } as ReportOptions, 'sinc'],
  ])('refuses %s that is none, and sends nothing', async (_, options, member) => {
    const env = service({});
    await expect(reportOn(env, options)).rejects.toMatchObject({
      tag: 'InvalidInput',
      message: expect.stringContaining(member) as string,
    });
    expect(env.calls).toEqual([]);
  });
});

describe('the first errors of a report', () => {
  const found = ['a', 'b', 'c'].map((id) => failed(id));
  const log = {
    results: ['##I A-1', '##E A-2', '##E A-3'].map((start) => `${start} 2026-01-01 00:00:01(000) no table`),
  };

  it('are not read unless asked for', async () => {
    expect((await reportOn(service({ found, log }))).sent).not.toContain('getRunLogs');
  });

  it('are those of as many failed runs as asked for', async () => {
    const { sent, failed: failures } = await reportOn(service({ found, log }), { errors: 2 });
    expect(sent.filter((name) => name === 'getRunLogs')).toHaveLength(2);
    expect(failures.map(({ firstError }) => firstError?.id)).toEqual(['A-2', 'A-2', undefined]);
  });

  it.each<[string, ApiError, readonly object[]]>([
    [
      'is not there',
      apiError('not-found', { request: { operation: 'x', method: 'GET', path: '/', status: 404 } }),
      [],
    ],
    [
      'cannot be read',
      outage(),
      [{ job: 'job-1', run: 'c', kind: 'Unavailable', message: 'the log cannot be read: it is server' }],
    ],
  ])('of a log that %s are absent', async (_, answer, unreadable) => {
    const report = await reportOn(service({ found, log: answer }), { errors: 1 });
    expect(report.failed[0]).not.toHaveProperty('firstError');
    expect(report.unreadable).toMatchObject(unreadable);
    expect(report.unreadable).toHaveLength(unreadable.length);
  });
});

describe('a report of which a part cannot be read', () => {
  it('has the other runs, and names it', async () => {
    const found = [failed('a'), foundRun('b', { state: 'Running', job_ref: 'job-2' }, yesterday)];
    const { total, unreadable } = await reportOn(service({ found }));
    expect(total).toBe(1);
    expect(unreadable).toMatchObject([{ job: 'job-2', run: 'b', kind: 'Unavailable' }]);
  });

  it('names a job whose row cannot be read, and still has its runs', async () => {
    const results = jobs.slice(2).map((id) => wireJob({}, { asset_id: id }));
    const unread = [{ id: 'job-1', issues: [] }];
    const env = service({ found: [failed('a')], jobPages: [{ results, unreadable: unread } as never] });
    const { total, unreadable } = await reportOn(env);
    expect([total, unreadable]).toMatchObject([1, [{ job: 'job-1', kind: 'Undecodable' }]]);
  });

  it('is a report if the listing of the jobs ends early, and an error if it does not begin', async () => {
    const first = { results: [wireJob({}, { asset_id: 'job-1' })], next: { page: 2 } };
    const env = service({ found: [failed('a')], jobPages: [first, outage(answered)] });
    expect(await reportOn(env)).toMatchObject({ total: 1, unreadable: [{ kind: 'Unavailable' }] });
    const closed = service({ jobPages: [apiError('forbidden', answered)] });
    await expect(reportOn(closed)).rejects.toMatchObject({ tag: 'NotPermitted' });
  });
});
