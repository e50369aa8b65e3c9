import type { AssetSearchPage, JobRunDetail } from '@wxdi/bindings';
import type { ApiError, JobRun, RunSearch } from '@wxdi/core';
import { apiError, fakeEnv, outage } from './support/fakes.js';
import { foundName, foundRun } from './support/search.js';
import { wireJob, wireRun } from './support/wire.js';
import { forEach, searchRuns } from '@wxdi/core';
import { describe, expect, it } from 'vitest';

const since = '2026-03-01T00:00:00Z';
const until = '2026-03-02T00:00:00Z';
const day = { since, until };

interface Listed {
  readonly id: string;
  readonly job: string;
  readonly state?: string;
  readonly at?: string;
}

/** A service with these runs in its lists, whose search answers in turn. */
const service = (runs: readonly Listed[], ...answers: readonly (AssetSearchPage | ApiError)[]) => {
  let turn = 0;
  const body = ({ id, job, state = 'Completed', at = '2026-03-01T06:00:00Z' }: Listed) =>
    wireRun({ job_ref: job, job_name: `name of ${job}`, state }, { asset_id: id, created_at: at });
  const jobs = [...new Set(runs.map(({ job }) => job))];
  return fakeEnv({
    searchAssets: () => answers[Math.min(turn++, answers.length - 1)] ?? { results: [] },
    listJobs: () => ({ results: jobs.map((id) => wireJob({}, { asset_id: id, name: `name of ${id}` })) }),
    listRuns: ({ path }) => ({ results: runs.filter(({ job }) => job === path.job_id).map(body) }),
    getRun: ({ path }) => {
      const run = runs.find(({ id }) => id === path.run_id);
      return run === undefined ? apiError('not-found') : body(run);
    },
  });
};

const page = (results: AssetSearchPage['results'], next?: object, total_rows?: number): AssetSearchPage => ({
  results,
  ...(next && { next }),
  ...(total_rows !== undefined && { total_rows }),
});

const answered = (status: number) => ({
  request: { operation: 'searchAssets', method: 'POST', path: '/', status },
});

const runsOf = async (env: ReturnType<typeof service>, search: RunSearch = day) => {
  const runs: JobRun[] = [];
  const summary = await forEach((run: JobRun) => () => void runs.push(run))(searchRuns(search))(env)();
  return { ids: runs.map(({ id }) => id), runs, summary, sent: env.calls.map(({ operation }) => operation) };
};

describe('a search for the runs of a time', () => {
  it('takes finished runs as they are, page by page, and sends the position back as it came', async () => {
    const next = { query: 'q', limit: 1, bookmark: 'b', other: [1] };
    const env = service([], page([foundRun('a')], next, 2), page([foundRun('b', { state: 'Failed' })]));
    const { ids, summary } = await runsOf(env);
    expect(ids).toEqual(['a', 'b']);
    expect(summary).toEqual({ _tag: 'Right', right: { source: 'search', failures: [] } });
    expect(env.calls.map(({ request }) => request)).toEqual([
      {
        path: { asset_type: 'job_run' },
        body: {
          query: 'asset.created_at:[2026-03-01T00:00:00Z TO 2026-03-02T00:00:00Z]',
          limit: 200,
          include: 'entity',
        },
      },
      { path: { asset_type: 'job_run' }, body: next },
    ]);
  });

  it('reads every run again that has not finished, and leaves out one that is gone', async () => {
    const found = ['Running', 'Starting', 'Unheard of', 'Completed'].map((state, i) =>
      foundRun(`${i}`, { state }),
    );
    const env = service(
      [
        { id: '0', job: 'job-1', state: 'Failed' },
        { id: '2', job: 'job-1', state: 'Canceled' },
      ],
      page(found),
    );
    const { runs, sent } = await runsOf(env);
    expect(runs.map(({ id, state }) => [id, state])).toEqual([
      ['0', 'Failed'],
      ['2', 'Canceled'],
      ['3', 'Completed'],
    ]);
    expect(sent).toEqual(['searchAssets', 'getRun', 'getRun', 'getRun']);
  });

  it('filters by the state that a run has now', async () => {
    const env = service(
      [{ id: '0', job: 'job-1', state: 'Failed' }],
      page([foundRun('0', { state: 'Running' }), foundRun('1', { state: 'Completed' })]),
    );
    expect((await runsOf(env, { ...day, states: ['failed'] })).ids).toEqual(['0']);
  });

  it('returns only what it was asked for, although more is found', async () => {
    const other = foundRun('6');
    const env = service(
      [],
      page(
        [
          foundRun('0', {}, '2026-02-28T23:59:59Z'),
          foundRun('1', {}, since),
          foundRun('2', {}, until),
          foundRun('3', { job_type: 'notebook' }),
          foundRun('4', { job_type: 'data_intg_flow', job_name: 'store' }),
          foundRun('5', { job_type: 'data_intg_flow' }),
          { ...other, metadata: { ...other.metadata, project_id: 'another' } },
        ].map((row) => typed(row)),
      ),
    );
    const search = { ...day, type: 'data_intg_flow', jobName: (name: string) => name === 'load' };
    const scoped = { ...env, scope: { project_id: 'mine' } };
    expect((await runsOf(scoped, search)).ids).toEqual(['1', '5']);
  });

  it('returns a run once that the index has twice', async () => {
    const env = service(
      [],
      page([foundRun('a'), foundRun('a')], { bookmark: 1 }),
      page([foundRun('a'), foundRun('b')]),
    );
    expect((await runsOf(env)).ids).toEqual(['a', 'b']);
  });

  it('names a run that could not be read again, and returns the others', async () => {
    const env = service([], page([foundRun('a', { state: 'Running' }), foundRun('b')]));
    const api = { ...env.api, getRun: fakeEnv({ getRun: () => outage() }).api.getRun };
    const { ids, summary } = await runsOf({ ...env, api });
    expect(ids).toEqual(['b']);
    expect(summary).toMatchObject({
      right: { source: 'search', failures: [{ jobId: 'job-1', runId: 'a', error: { _tag: 'Unavailable' } }] },
    });
  });
});

const typed = (row: AssetSearchPage['results'][number]): AssetSearchPage['results'][number] => ({
  ...row,
  entity: { job_run: { job_type: 'data_intg_flow', ...(row.entity?.job_run as JobRunDetail) } },
});

describe('the lists answer', () => {
  const runs: readonly Listed[] = [
    { id: 'a', job: 'j' },
    { id: 'b', job: 'k', state: 'Running' },
    { id: 'old', job: 'k', at: '2026-02-01T00:00:00Z' },
  ];

  it.each<[string, readonly (AssetSearchPage | ApiError)[]]>([
    ['the search failed: it is forbidden', [apiError('forbidden', answered(403))]],
    ['the search failed: it is server', [outage(answered(500))]],
    [
      'the search failed: it is rejected',
      [page([foundRun('a')], { bookmark: 1 }), apiError('rejected', answered(400))],
    ],
    ['the search found nothing', [page([], undefined, 0)]],
    ['the search found nothing', [page([foundRun('a')], { bookmark: 1 }), page([], { bookmark: 2 })]],
    ['the search returned runs without their data', [page([foundName('a', 'job run')])]],
    [
      'the search returned runs without their data',
      [{ ...page([]), unreadable: [{ id: 'a', issues: [] }] } as AssetSearchPage],
    ],
    ['the search returned 1 of 2 runs', [page([foundRun('a')], undefined, 2)]],
    [
      'the search returned a next page that cannot be read',
      [page([foundRun('a')], { bookmark: 1 }), page([foundRun('c')], { bookmark: 1 })],
    ],
    ['the search returned a next page that cannot be read', [{ ...page([foundRun('a')]), next: 'text' }]],
  ])('with each run once, because %s', async (because, answers) => {
    const { ids, summary } = await runsOf(service(runs, ...answers));
    expect([...ids].sort()).toEqual(['a', 'b']);
    expect(summary).toEqual({ _tag: 'Right', right: { source: 'lists', because, failures: [] } });
  });

  it('if runs lack the name of their job that they are filtered by', async () => {
    const env = service(runs, page([{ ...foundRun('a', { job_name: null as never }) }]));
    const { ids, sent } = await runsOf(env, { ...day, jobName: (name) => name === 'name of j' });
    expect(ids).toEqual(['a']);
    // Only the runs of that job are read.
    expect(sent).toEqual(['searchAssets', 'listJobs', 'listRuns']);
  });

  it.each<[string, RunSearch]>([
    ['an active state', { states: ['Running'] }],
    ['an unknown state, which may be active', { states: ['Failed', 'Unheard of'] }],
    ['exact', { exact: true }],
    ['a few jobs', { jobs: ['j', 'k'] }],
  ])('at once if asked for %s', async (_, search) => {
    const { sent, summary } = await runsOf(service(runs), { ...day, ...search });
    expect(sent).not.toContain('searchAssets');
    expect(summary).toEqual({ _tag: 'Right', right: { source: 'lists', failures: [] } });
  });

  it('and name each job that cannot be read, with the runs of all others', async () => {
    const env = service(runs);
    const listRuns: (typeof env.api)['listRuns'] = (request, cancel) =>
      request.path.job_id === 'j'
        ? fakeEnv({ listRuns: () => outage() }).api.listRuns(request, cancel)
        : env.api.listRuns(request, cancel);
    const { ids, summary } = await runsOf({ ...env, api: { ...env.api, listRuns } });
    expect(ids).toEqual(['b']);
    expect(summary).toMatchObject({
      right: { failures: [{ jobId: 'j', jobName: 'name of j', error: { _tag: 'Unavailable' } }] },
    });
  });

  it('and a job that is gone meanwhile has no runs', async () => {
    const env = service(runs);
    const api = {
      ...env.api,
      listRuns: fakeEnv({ listRuns: () => apiError('not-found', answered(404)) }).api.listRuns,
    };
    expect(await runsOf({ ...env, api })).toMatchObject({ ids: [], summary: { right: { failures: [] } } });
  });

  it('and end at once if the credential is not accepted', async () => {
    const env = service(runs);
    const api = {
      ...env.api,
      listRuns: fakeEnv({ listRuns: () => apiError('unauthenticated', answered(401)) }).api.listRuns,
    };
    expect(await runsOf({ ...env, api })).toMatchObject({ summary: { left: { _tag: 'NotPermitted' } } });
  });

  it('with at most eight requests at once, and a job no further than the time asks for', async () => {
    const jobs = Array.from({ length: 30 }, (_, i) => `job-${i}`);
    let open = 0;
    let most = 0;
    let pages = 0;
    const at = ['2026-03-01T06:00:00Z', '2026-03-01T05:00:00Z', '2026-02-01T00:00:00Z'];
    const env = fakeEnv({ listJobs: () => ({ results: jobs.map((id) => wireJob({}, { asset_id: id })) }) });
    const listRuns: (typeof env.api)['listRuns'] = (request) => async () => {
      most = Math.max(most, ++open);
      pages += 1;
      await Promise.resolve();
      open -= 1;
      const from = request.query?.next === undefined ? 0 : Number(request.query.next);
      const rows = [from, from + 1].map((i) =>
        wireRun(
          { job_ref: request.path.job_id, state: 'Failed' },
          { asset_id: `${request.path.job_id}/${i}`, created_at: at[i] ?? '2026-01-01T00:00:00Z' },
        ),
      );
      return { _tag: 'Right', right: { results: rows, next: String(from + 2) } };
    };
    const { ids } = await runsOf(
      { ...env, api: { ...env.api, listRuns } },
      {
        ...day,
        exact: true,
      },
    );
    expect(ids).toHaveLength(60);
    expect(most).toBe(8);
    expect(pages).toBe(60);
  });
});

describe('options of a search for runs', () => {
  it.each<[string, object, string]>([
    ['a time that is no time', { since: 'yesterday' }, 'since'],
    ['a time without a zone', { until: '2026-03-01T06:00:00' }, 'until'],
    ['a beginning after the end', { since: until, until: since }, 'since'],
    ['an empty id', { jobs: [''] }, 'jobs[0]'],
    ['an unknown option', { job: 'j' }, 'job'],
  ])('are refused for %s, and nothing is sent', async (_, search, path) => {
    const env = service([]);
    expect((await runsOf(env, search)).summary).toMatchObject({
      left: { _tag: 'InvalidInput', issues: [{ path }] },
    });
    expect(env.calls).toEqual([]);
  });
});
