import { fakeEnv, inTurn } from './support/fakes.js';
import { wireJob } from './support/wire.js';
import { collect, findJob, listJobs, take } from '@wxdi/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const row = (id: string, name = id) => wireJob({}, { asset_id: id, name });

/** A service with `count` pages of one job each; `tokenOf` makes the page tokens. */
const paged = (count: number, tokenOf: (page: number) => unknown) =>
  fakeEnv({
    listJobs: ({ query }) => {
      const page = query?.next === undefined ? 0 : Number(/\d+/.exec(query.next)?.[0]);
      return {
        results: [row(`job-${page}`)],
        ...(page + 1 < count ? { next: tokenOf(page + 1) } : { next: null }),
      };
    },
  });

describe('listing page by page', () => {
  it.each([
    ['an object', (page: number) => ({ bookmark: page })],
    ['text', (page: number) => `page ${page}`],
  ])('reads every page when the token is %s', async (_, tokenOf) => {
    const result = await collect(listJobs())(paged(250, tokenOf))();
    expect(result).toMatchObject({ right: { length: 250 } });
  });

  it.each([[undefined], [null], [''], [{}]])('treats the token %j as the end of the list', async (next) => {
    const env = fakeEnv({ listJobs: () => ({ results: [row('a')], next }) });
    expect(await collect(listJobs())(env)()).toMatchObject({ right: [{ id: 'a' }] });
  });

  it('ends with an error if the page tokens form a cycle of any length', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(20), fc.integer({ min: 1, max: 20 }), async (lead, length) => {
        let page = 0;
        const env = fakeEnv({
          listJobs: () => {
            page += 1;
            return { results: [], next: { page: page <= lead ? page : lead + ((page - lead) % length) } };
          },
        });
        expect(await collect(listJobs())(env)()).toMatchObject({ left: { _tag: 'Undecodable' } });
        expect(page).toBeLessThanOrEqual(lead + length + 1);
      }),
    );
  });

  /** A service with these pages of jobs, by their ids. */
  const withPages = (...all: readonly (readonly string[])[]) => {
    let page = 0;
    return fakeEnv({
      listJobs: () => {
        page += 1;
        const results = (all[page - 1] ?? []).map((id) => row(id));
        return { results, next: page < all.length ? { page } : null };
      },
    });
  };

  it.each([
    [
      'shifted to the next page',
      [
        ['a', 'b'],
        ['b', 'c'],
      ],
      ['a', 'b', 'c'],
    ],
    [
      'shifted twice',
      [
        ['a', 'b'],
        ['b', 'c'],
        ['c', 'd'],
      ],
      ['a', 'b', 'c', 'd'],
    ],
    ['shifted across an empty page', [['a', 'b'], [], ['b', 'c']], ['a', 'b', 'c']],
    ['repeat on the whole next page', [['a', 'b'], ['a', 'b'], ['c']], ['a', 'b', 'c']],
  ])('returns rows once if they %s', async (_, all, ids) => {
    const result = await collect(listJobs())(withPages(...all))();
    expect(result).toMatchObject({ right: ids.map((id) => ({ id })) });
  });

  it('remembers one page only, so a row may repeat after more than one page', async () => {
    const result = await collect(listJobs())(withPages(['a', 'b'], ['c'], ['b']))();
    expect(result).toMatchObject({ right: ['a', 'b', 'c', 'b'].map((id) => ({ id })) });
  });

  it.each([[7], [true], [[1]]])('rejects the token %j', async (next) => {
    const env = fakeEnv({ listJobs: () => ({ results: [], next }) });
    expect(await collect(listJobs())(env)()).toMatchObject({
      left: {
        _tag: 'Undecodable',
        message: 'the service sent a page token that is neither an object nor text',
        issues: [{ path: 'next', expected: 'an object or text', received: 'unusable' }],
      },
    });
  });

  it('reports the repeated token', async () => {
    let page = 0;
    const env = fakeEnv({ listJobs: () => ({ results: [], next: { page: (page += 1) > 1 ? 1 : page } }) });
    expect(await collect(listJobs())(env)()).toMatchObject({
      left: {
        message: 'the service sent the same page token twice: the listing would not end',
        issues: [{ expected: 'a page token not seen before', received: 'repeated' }],
      },
    });
    expect(page).toBe(2);
  });

  it('detects a cycle at its first repeated token', async () => {
    const requests = async (length: number) => {
      let page = 0;
      const env = fakeEnv({ listJobs: () => ({ results: [], next: { page: (page += 1) % length } }) });
      await collect(listJobs())(env)();
      return page;
    };
    expect(await Promise.all([1, 2, 3, 4].map(requests))).toEqual([2, 3, 4, 5]);
  });

  it('detects a page that links to itself, also after other pages', async () => {
    let page = 0;
    const env = fakeEnv({ listJobs: () => ({ results: [], next: { page: Math.min((page += 1), 4) } }) });
    expect(await collect(listJobs())(env)()).toMatchObject({ left: { _tag: 'Undecodable' } });
    expect(page).toBe(5);
  });

  it('requests no page beyond the requested rows', async () => {
    const env = paged(100, (page) => ({ page }));
    expect(await collect(take(3)(listJobs()))(env)()).toMatchObject({ right: { length: 3 } });
    expect(env.calls).toHaveLength(3);
  });

  it('sends the filters with every page', async () => {
    const env = paged(2, (page) => ({ page }));
    await collect(listJobs({ type: 'streamsets_flow' }))(env)();
    expect(env.calls.map(({ request }) => request)).toEqual([
      { query: { asset_ref_type: 'streamsets_flow', limit: 100 } },
      { query: { asset_ref_type: 'streamsets_flow', limit: 100, next: '{"page":1}' } },
    ]);
  });
});

describe('finding a job by name', () => {
  const find = (jobs: readonly ReturnType<typeof row>[]) =>
    findJob('load')(
      fakeEnv({
        searchAssets: () => ({ results: [] }),
        listJobs: inTurn({ results: [...jobs] }),
        getJob: ({ path }) => row(path.job_id, 'load'),
      }),
    )();

  it('returns the job with exactly this name', async () => {
    expect(await find([row('a', 'load 2'), row('b', 'load')])).toMatchObject({ right: { id: 'b' } });
  });

  it('reports that no job has the name', async () => {
    expect(await find([row('a', 'Load')])).toMatchObject({
      left: { _tag: 'NotFound', message: 'no job is named "load"' },
    });
  });

  it('lists the candidates if several jobs have the name', async () => {
    expect(await find([row('a', 'load'), row('b', 'load')])).toMatchObject({
      left: { _tag: 'AmbiguousName', message: '2 jobs are named "load"', candidates: ['a', 'b'] },
    });
  });

  it('finds a name whose characters are written in another Unicode form, if none is exact', async () => {
    const [one, two] = ['caf\u00e9', 'cafe\u0301'];
    const env = (...names: readonly string[]) =>
      fakeEnv({
        searchAssets: () => ({ results: [] }),
        listJobs: inTurn({ results: names.map((name, i) => row(`id-${i}`, name)) }),
        getJob: ({ path }) => row(path.job_id, names[Number(path.job_id.slice(3))]),
      });
    expect(await findJob(one)(env('cafe', two))()).toMatchObject({ right: { id: 'id-1', name: two } });
    expect(await findJob(two)(env(one))()).toMatchObject({ right: { id: 'id-0' } });
    expect(await findJob(two)(env(one, two))()).toMatchObject({ right: { id: 'id-1' } });
    expect(await findJob('cafe')(env(one, two))()).toMatchObject({ left: { _tag: 'NotFound' } });
  });

  it('counts a repeated row as one job', async () => {
    expect(await find([row('a', 'load'), row('a', 'load')])).toMatchObject({ right: { id: 'a' } });
  });
});
