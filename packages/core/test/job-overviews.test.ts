import type { AssetSearchPage } from '@wxdi/bindings';
import type { ApiError, JobOverview, JobRun, OverviewOptions } from '@wxdi/core';
import { apiError, fakeEnv, outage } from './support/fakes.js';
import { foundRun } from './support/search.js';
import { wireJob, wireRun } from './support/wire.js';
import { collect, forEach, jobId, jobOverviews, listRuns, newestFirst, usualSeconds } from '@wxdi/core';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const count = <A>(length: number, make: (i: number) => A): readonly A[] =>
  Array.from({ length }, (_, i) => make(i));

const hour = '2026-01-01T06:00:00Z';

interface Listed {
  readonly id: string;
  readonly job: string;
  readonly state?: string;
  readonly at?: string;
  readonly duration?: number;
}

interface World {
  readonly jobs: readonly string[];
  readonly runs?: readonly Listed[];
  readonly search?: (turn: number) => AssetSearchPage | ApiError;
  /** Answers instead of the runs of a job. */
  readonly odd?: Readonly<Record<string, ApiError>>;
}

const body = ({ id, job, state = 'Completed', at = hour, duration }: Listed) =>
  wireRun(
    { job_ref: job, state, ...(duration !== undefined && { duration }) },
    { asset_id: id, created_at: at },
  );

/** A service that lists jobs in pages of 10. */
const service = ({
  jobs,
  runs = [],
  search = () => apiError('forbidden', answered(403)),
  odd = {},
}: World) => {
  let turn = 0;
  return fakeEnv({
    searchAssets: () => search(turn++),
    listJobs: ({ query }) => {
      const from = Number(query?.next ?? 0);
      const page = jobs
        .slice(from, from + 10)
        .map((id) => wireJob({}, { asset_id: id, name: `name of ${id}` }));
      return { results: page, ...(from + 10 < jobs.length && { next: String(from + 10) }) };
    },
    listRuns: ({ path }) =>
      odd[path.job_id] ?? { results: runs.filter(({ job }) => job === path.job_id).map(body) },
    getRun: ({ path }) => {
      const run = runs.find(({ id }) => id === path.run_id);
      return run === undefined ? outage() : body(run);
    },
  });
};

const answered = (status: number) => ({ request: { operation: 'x', method: 'GET', path: '/', status } });

const overviewsOf = async (env: ReturnType<typeof service>, options?: OverviewOptions) => {
  const rows: JobOverview[] = [];
  const end = await forEach((row: JobOverview) => () => void rows.push(row))(jobOverviews(options))(env)();
  const sent = env.calls.map(({ operation }) => operation);
  const times = (operation: string): number => sent.filter((each) => each === operation).length;
  return {
    rows,
    end,
    states: rows.map(({ lastRun }) => lastRun?.state),
    requests: {
      search: times('searchAssets'),
      jobs: times('listJobs'),
      runs: times('listRuns'),
      run: times('getRun'),
    },
  };
};

const found = (rows: readonly Listed[], more: Partial<AssetSearchPage> = {}): AssetSearchPage => ({
  results: rows.map(({ id, job, state = 'Completed', at = hour }) =>
    foundRun(id, { job_ref: job, state }, at),
  ),
  ...more,
});

const many = count(25, (i) => `job-${i}`);
const runsOfMany: readonly Listed[] = many.flatMap((job) => [
  { id: `${job}/old`, job, state: 'Completed', at: '2026-01-01T05:00:00Z' },
  { id: `${job}/new`, job, state: 'Failed' },
]);

describe('the last runs of jobs', () => {
  it('of many jobs are found by one search, and each active one is read', async () => {
    const runs = [...runsOfMany, { id: 'now', job: 'job-3', state: 'Canceled', at: '2026-01-01T07:00:00Z' }];
    const search = () =>
      found([...runsOfMany, { ...runs.at(-1), id: 'now', job: 'job-3', state: 'Running' }]);
    const { states, end, requests } = await overviewsOf(service({ jobs: many, runs, search }));
    expect(states).toEqual(many.map((job) => (job === 'job-3' ? 'Canceled' : 'Failed')));
    expect(end).toEqual({ _tag: 'Right', right: { source: 'search', failures: [] } });
    expect(requests).toEqual({ search: 1, jobs: 3, runs: 0, run: 1 });
  });

  it.each<[string, World['search'] | undefined, string]>([
    ['is refused', undefined, 'the search failed: it is forbidden'],
    ['finds nothing', () => found([]), 'the search found nothing'],
    ['is incomplete', () => found(runsOfMany, { total_rows: 51 }), 'the search returned 50 of 51 runs'],
    [
      'takes more requests than the lists',
      () => found(runsOfMany, { total_rows: 2_001 }),
      'the search found more than 2000 runs',
    ],
  ])('are read from the lists if a search %s, the same', async (_, search, because) => {
    const world = { jobs: many, runs: runsOfMany, ...(search && { search }) };
    const { rows, end, requests } = await overviewsOf(service(world));
    const expected = await overviewsOf(service(world), { exact: true });
    expect(rows).toEqual(expected.rows);
    expect(rows).toHaveLength(25);
    expect(end).toEqual({ _tag: 'Right', right: { source: 'lists', because, failures: [] } });
    expect(requests).toEqual({ search: 1, jobs: 3, runs: 25, run: 0 });
    expect(expected.requests).toEqual({ search: 0, jobs: 3, runs: 25, run: 0 });
  });

  it.each<[string, OverviewOptions, number]>([
    ['eight jobs', { name: (name) => Number(name.slice(12)) < 8 }, 8],
    ['the first jobs of the list', { limit: 4 }, 4],
    ['one job', { name: 'name of job-7' }, 1],
  ])('are read from the lists at once for %s', async (_, options, expected) => {
    const { rows, requests } = await overviewsOf(service({ jobs: many, runs: runsOfMany }), options);
    expect(rows).toHaveLength(expected);
    expect(requests).toMatchObject({ search: 0, runs: expected });
  });

  it('are read eight at once at most, and the first are returned before the last is read', async () => {
    const env = service({ jobs: many, runs: runsOfMany });
    let [open, most] = [0, 0];
    const listRuns: (typeof env.api)['listRuns'] = (request, cancel) => async () => {
      most = Math.max(most, ++open);
      await Promise.resolve();
      open -= 1;
      return env.api.listRuns(request, cancel)();
    };
    const counted = { ...env, api: { ...env.api, listRuns } };
    const first = await jobOverviews({ exact: true })(counted)();
    expect(first).toMatchObject({ right: { values: { length: 8 } } });
    expect(env.calls.filter(({ operation }) => operation === 'listRuns')).toHaveLength(8);
    await overviewsOf(counted, { exact: true });
    expect(most).toBe(8);
  });

  it('of a job that cannot be read are unread, and the summary names it', async () => {
    const odd = { 'job-1': outage(), 'job-2': apiError('not-found', answered(404)) };
    const { rows, end } = await overviewsOf(service({ jobs: ['job-0', 'job-1', 'job-2', 'job-3'], odd }));
    expect(rows.map(({ job, unread }) => [job.id, unread])).toEqual([
      ['job-0', undefined],
      ['job-1', true],
      // job-2 was deleted meanwhile.
      ['job-3', undefined],
    ]);
    expect(end).toMatchObject({
      right: {
        source: 'lists',
        failures: [{ jobId: 'job-1', jobName: 'name of job-1', error: { _tag: 'Unavailable' } }],
      },
    });
  });

  it('of a job whose active run cannot be read again are unread, unless the job is not asked for', async () => {
    const search = () => found([...runsOfMany, { id: 'gone', job: 'job-3', state: 'Running' }]);
    const { rows, end } = await overviewsOf(service({ jobs: many, runs: runsOfMany, search }));
    expect(rows.filter(({ unread }) => unread).map(({ job }) => job.id)).toEqual(['job-3']);
    expect(end).toMatchObject({ right: { failures: [{ jobId: 'job-3', runId: 'gone' }] } });
    const others = { name: (name: string) => name !== 'name of job-3' };
    const without = await overviewsOf(service({ jobs: many, runs: runsOfMany, search }), others);
    expect(without.end).toMatchObject({ right: { failures: [] } });
  });

  it('end at once if the credential is not accepted', async () => {
    const odd = { 'job-1': apiError('unauthenticated', answered(401)) };
    const { end } = await overviewsOf(service({ jobs: ['job-0', 'job-1'], odd }));
    expect(end).toMatchObject({ left: { _tag: 'NotPermitted' } });
  });

  it.each([[{ limit: 0 }], [{ exact: 1 }], [{ nmae: 'x' }]])(
    'are refused for options %j',
    async (options) => {
      const env = service({ jobs: many });
      expect((await overviewsOf(env, options as OverviewOptions)).end).toMatchObject({
        left: { _tag: 'InvalidInput' },
      });
      expect(env.calls).toEqual([]);
    },
  );
});

describe('a search with very many runs', () => {
  it('decides the last run and the usual duration as all runs together would', async () => {
    const jobs = count(9, (i) => `job-${i}`);
    const state = fc.constantFrom('Completed', 'Failed', 'CompletedWithWarnings');
    const run = fc.record({
      job: fc.constantFrom('job-0', 'job-0', 'job-0', 'job-1'),
      state,
      duration: fc.nat({ max: 100 }),
      minute: fc.nat({ max: 500 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(run, { minLength: 100, maxLength: 190 }), async (all) => {
        const rows = all.map(({ job, state: each, duration, minute }, i) =>
          foundRun(
            `run-${i}`,
            { job_ref: job, state: each, duration },
            new Date(Date.UTC(2026, 0, 1) + minute * 60_000).toISOString(),
          ),
        );
        const { rows: overviews } = await overviewsOf(service({ jobs, search: () => ({ results: rows }) }));
        const everything = all.map(
          ({ job, state: each, duration }, i) =>
            ({
              id: `run-${i}`,
              jobId: job,
              state: each,
              durationSeconds: duration,
              createdAt: rows[i]?.metadata.created_at,
            }) as JobRun,
        );
        for (const { job, lastRun, usualSeconds: usual } of overviews) {
          const own = everything.filter(({ jobId }) => jobId === job.id);
          expect([lastRun?.id, usual]).toEqual([newestFirst(own)[0]?.id, usualSeconds(own)]);
        }
      }),
      { numRuns: 20 },
    );
  });
});

describe('the runs of a job of a time', () => {
  const at = (hour: number) => new Date(Date.UTC(2026, 0, 1, hour)).toISOString();
  const listing = (pages: readonly (readonly number[])[], unreadable = 0) =>
    fakeEnv({
      listRuns: ({ query }) => {
        const page = Number(query?.next ?? 0);
        return {
          results: (pages[page] ?? []).map((hour) => body({ id: `${hour}`, job: 'j', at: at(hour) })),
          ...(page + 1 < pages.length && { next: String(page + 1) }),
          ...(page === 0 && unreadable > 0 && { unreadable: [{ id: 'odd', issues: [] }] }),
        };
      },
    });

  it.each<[string, readonly (readonly number[])[], readonly string[], number]>([
    [
      'are read no further than the time',
      [
        [9, 8],
        [6, 4],
        [3, 2],
      ],
      ['8', '6'],
      2,
    ],
    [
      'are all read if they are not newest first',
      [
        [4, 8],
        [6, 9],
        [5, 2],
      ],
      ['8', '6', '5'],
      3,
    ],
  ])('%s', async (_, pages, ids, requests) => {
    const env = listing(pages);
    const rows = await collect(listRuns(jobId('j'), { since: at(5), until: at(9) }))(env)();
    expect(rows).toMatchObject({ right: ids.map((id) => ({ id })) });
    expect(env.calls).toHaveLength(requests);
  });

  it('are reported as incomplete if a row before the time could not be read', async () => {
    const env = listing(
      [
        [9, 8],
        [6, 4],
        [3, 2],
      ],
      1,
    );
    const rows = await collect(listRuns(jobId('j'), { since: at(5) }))(env)();
    expect(rows).toMatchObject({ left: { _tag: 'Undecodable' } });
    expect(env.calls).toHaveLength(2);
  });

  it('are refused if they would begin after their end', async () => {
    const env = listing([[1]]);
    const rows = await collect(listRuns(jobId('j'), { since: at(5), until: at(4) }))(env)();
    expect(rows).toMatchObject({ left: { _tag: 'InvalidInput', issues: [{ path: 'since' }] } });
    expect(env.calls).toEqual([]);
  });
});
