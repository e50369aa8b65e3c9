import { describe, expect, test } from 'vitest';
import { matches, readLucene, type Quirks } from '../src/index.js';
import { t0, world, type Json } from './world.js';

const hour = 3_600_000;

const open = (quirks: Partial<Quirks> = {}) => {
  const w = world({
    jobs: [
      { name: 'load', runs: [{ ageMs: 2 * hour }, { ageMs: hour, plan: 'hangs' }] },
      { name: 'load all', runs: [{ ageMs: 60_000 }] },
    ],
    flows: { f: { name: 'clicks', type: 'streamsets_flow' } },
    environments: { e: 'px' },
    projects: { other: 'Simulated twin' },
    quirks: { searchNumbers: 'integers', ...quirks },
  });
  const search = (type: string, body: object) => w.send('POST', `/v2/asset_types/${type}/search`, { body });
  const names = (type: string, query: string): Json =>
    search(type, { query }).json.results.map((row: Json) => row.metadata.name);
  return { w, search, names };
};

const at = (ms: number): string => new Date(ms).toISOString();

describe('a search for assets', () => {
  test('finds by name, and by the words of a phrase', () => {
    expect(open().names('job', 'asset.name:"load"')).toHaveLength(2);
    expect(open({ searchPhrase: 'exact' }).names('job', 'asset.name:"load"')).toEqual(['load']);
    expect(open().names('job', 'asset.name:load*')).toHaveLength(2);
    expect(open().names('job', 'asset.name:"load all"')).toEqual(['load all']);
    expect(open().names('streamsets_flow', 'asset.name:"clicks"')).toEqual(['clicks']);
    expect(open().names('data_intg_flow', '*:*')).toEqual([]);
    expect(open().names('environment', '*:*')).toEqual(['px']);
  });

  test('finds runs by time and by job', () => {
    const { w, search } = open();
    const [job] = [...w.state.jobs.keys()];
    const count = (query: string): Json => search('job_run', { query }).json.total_rows;
    expect(count(`asset.created_at: [${at(t0 - 1.5 * hour)} TO ${at(t0)}]`)).toBe(2);
    expect(count(`job_run.job_ref:${job}`)).toBe(2);
    expect(count(`job_run.job_ref:${job} AND asset.created_at:[${at(t0 - 1.5 * hour)} TO *]`)).toBe(1);
  });

  test('returns the position of the next page, which is sent back as it is', () => {
    const { search } = open({ searchCeiling: 2 });
    const first = search('job_run', { query: '*:*', limit: 200, include: 'entity' }).json;
    expect(first).toMatchObject({ total_rows: 3, next: { query: '*:*', limit: 200, include: 'entity' } });
    const second = search('job_run', first.next).json;
    expect(second.results).toHaveLength(1);
    expect(second).not.toHaveProperty('next');
    expect(second.results[0].entity.job_run).toMatchObject({ state: 'Completed', job_name: 'load' });
    expect(
      open({ searchCeiling: 2, searchOverCeiling: 400 }).search('job', { query: '*:*', limit: 3 }).status,
    ).toBe(400);
  });

  test('returns entities only if asked for, or never', () => {
    const body = { query: '*:*', include: 'entity' };
    expect(open().search('job', { query: '*:*' }).json.results[0]).not.toHaveProperty('entity');
    expect(open().search('job', body).json.results[0]).toHaveProperty('entity');
    expect(open({ searchEntities: 'missing' }).search('job', body).json.results[0]).not.toHaveProperty(
      'entity',
    );
  });

  test('writes integers as floats, can lag behind, and can be refused', () => {
    const text = open({ searchNumbers: 'floats' }).search('job', { query: '*:*' }).body as string;
    expect(text).toMatch(/^\{"total_rows":2\.0,/);
    expect(JSON.parse(text)).toEqual(open().search('job', { query: '*:*' }).json);
    expect(open({ searchLagMs: 61_000 }).search('job_run', { query: '*:*' }).json.total_rows).toBe(2);
    expect(open({ searchRefused: 403 }).search('job', { query: '*:*' }).status).toBe(403);
  });

  test.each([['asset.name:'], ['asset.name:"open'], ['(*:*'], ['*:* OR '], ['name'], [''], [5]])(
    'rejects %j',
    (query) => {
      expect(open().search('job', { query }).status).toBe(400);
    },
  );
});

describe('the lists of projects and spaces', () => {
  const names = (quirks: Partial<Quirks>, name: string): Json =>
    open(quirks)
      .w.send('GET', '/v2/projects', { query: { name } })
      .json.resources.map((each: Json) => each.entity.name);

  test('filter by a part of the name, by all of it, or not at all', () => {
    expect(names({}, 'simulated')).toHaveLength(2);
    expect(names({ nameFilter: 'exact' }, 'Simulated twin')).toEqual(['Simulated twin']);
    expect(names({ nameFilter: 'ignored' }, 'nothing')).toHaveLength(2);
    expect(open().w.send('GET', '/v2/spaces').json.resources).toHaveLength(1);
  });
});

test('AND binds closer than OR', () => {
  const query = readLucene('a:1 OR a:2 AND b:3');
  const asset = (a: string, b: string) => ({ words: {}, keywords: { a, b }, times: {} });
  if (query === undefined) throw new Error('no query');
  expect([asset('1', '0'), asset('2', '0'), asset('2', '3')].map((each) => matches(query, each))).toEqual([
    true,
    false,
    true,
  ]);
});
