import type { Names } from '@wxdi/core';
import { foundName } from './support/search.js';
import { apiError, fakeEnv, outage } from './support/fakes.js';
import { wireJob } from './support/wire.js';
import { findEnvironment, findFlow, findJob, findProject, findSpace } from '@wxdi/core';
import { describe, expect, it } from 'vitest';

const answered = (status: number) => ({
  request: { operation: 'searchAssets', method: 'POST', path: '/', status },
});

/** A service with these jobs, by id, whose search finds these rows. */
const service = (
  jobs: Readonly<Record<string, string>>,
  found: readonly ReturnType<typeof foundName>[] | ReturnType<typeof apiError>,
) => {
  const job = (id: string) => wireJob({}, { asset_id: id, name: jobs[id] ?? '' });
  return fakeEnv({
    searchAssets: () => ('_tag' in found ? found : { results: [...found], total_rows: found.length }),
    getJob: ({ path }) => (path.job_id in jobs ? job(path.job_id) : apiError('not-found')),
    listJobs: () => ({ results: Object.keys(jobs).map(job) }),
  });
};

const sent = ({ calls }: ReturnType<typeof service>) => calls.map(({ operation }) => operation);

describe('a job is found by its name', () => {
  it('with one search and one read', async () => {
    const env = service({ a: 'load' }, [foundName('a', 'load')]);
    expect(await findJob('load')(env)()).toMatchObject({ right: { id: 'a', name: 'load' } });
    expect(env.calls).toEqual([
      {
        operation: 'searchAssets',
        request: { path: { asset_type: 'job' }, body: { query: 'asset.name:"load"', limit: 200 } },
      },
      { operation: 'getJob', request: { path: { job_id: 'a' } } },
    ]);
  });

  it('among others that the phrase matches too', async () => {
    const env = service({ a: 'load', b: 'load 2' }, [foundName('b', 'load 2'), foundName('a', 'load')]);
    expect(await findJob('load')(env)()).toMatchObject({ right: { id: 'a' } });
    expect(sent(env)).toEqual(['searchAssets', 'getJob']);
  });

  it.each<[string, Parameters<typeof service>[1]]>([
    ['does not know the job yet', []],
    ['still knows a job that is gone', [foundName('gone', 'load')]],
    ['knows a job by a name that it no longer has', [foundName('b', 'load')]],
    ['returns the job of another project', [foundName('b', 'load', { project_id: 'other' })]],
    ['is not permitted', apiError('forbidden', answered(403))],
    ['does not exist', apiError('not-found', answered(404))],
    ['rejects the query', apiError('rejected', answered(400))],
    ['is out of order', outage(answered(503))],
    ['returns something else', apiError('undecodable', answered(200))],
  ])('from the list, if the search %s', async (_, found) => {
    const env = { ...service({ a: 'load', b: 'store' }, found), scope: { project_id: 'mine' } };
    expect(await findJob('load')(env)()).toMatchObject({ right: { id: 'a' } });
    expect(sent(env)).toContain('listJobs');
  });

  it.each([
    ['the credential is not accepted', apiError('unauthenticated', answered(401)), 'NotPermitted'],
    [
      'there are too many requests',
      apiError('throttled', { class: 'unsent', ...answered(429) }),
      'Unavailable',
    ],
    ['there is no connection', apiError('unreachable', { class: 'unsent' }), 'Unavailable'],
  ])('unless %s, when the list would fail too', async (_, found, _tag) => {
    const env = service({ a: 'load' }, found);
    expect(await findJob('load')(env)()).toMatchObject({ left: { _tag } });
    expect(sent(env)).toEqual(['searchAssets']);
  });

  it('and is ambiguous only if several jobs have the name now', async () => {
    const rows = [foundName('a', 'load'), foundName('b', 'load'), foundName('c', 'load')];
    expect(await findJob('load')(service({ a: 'load', b: 'load', c: 'other' }, rows))()).toMatchObject({
      left: { _tag: 'AmbiguousName', candidates: ['a', 'b'] },
    });
    expect(await findJob('load')(service({ a: 'load', b: 'x', c: 'y' }, rows))()).toMatchObject({
      right: { id: 'a' },
    });
  });

  it('and the error of a read is an error, not another job', async () => {
    const env = { ...service({ a: 'load' }, [foundName('a', 'load')]) };
    const api = { ...env.api, getJob: fakeEnv({ getJob: () => outage() }).api.getJob };
    expect(await findJob('load')({ ...env, api })()).toMatchObject({ left: { _tag: 'Unavailable' } });
  });
});

describe('a name that is known from before', () => {
  const remembering = (ids: Record<string, string | undefined>): Names => ({
    find: (name) => async () => ids[name],
    save: (name, id) => async () => void (ids[name] = id),
  });

  it('costs one read', async () => {
    const env = service({ a: 'load' }, []);
    const names = remembering({ load: 'a' });
    expect(await findJob('load')({ ...env, names })()).toMatchObject({ right: { id: 'a' } });
    expect(sent(env)).toEqual(['getJob']);
  });

  it('is saved when it was found', async () => {
    const ids = {};
    const env = service({ a: 'load' }, [foundName('a', 'load')]);
    await findJob('load')({ ...env, names: remembering(ids) })();
    expect(ids).toEqual({ load: 'a' });
  });

  it.each([
    ['is gone', 'gone'],
    ['has another name', 'b'],
  ])('is forgotten, and looked up again, if the job %s', async (_, id) => {
    const ids = { load: id };
    const env = service({ a: 'load', b: 'store' }, [foundName('a', 'load')]);
    expect(await findJob('load')({ ...env, names: remembering(ids) })()).toMatchObject({
      right: { id: 'a' },
    });
    expect(ids).toEqual({ load: 'a' });
  });

  it('is forgotten even if no job has the name any more', async () => {
    const ids = { load: 'b' };
    const env = service({ b: 'store' }, []);
    expect(await findJob('load')({ ...env, names: remembering(ids) })()).toMatchObject({
      left: { _tag: 'NotFound' },
    });
    expect(ids).toEqual({ load: undefined });
  });

  it.each<[string, () => Promise<never>]>([
    [
      'throws',
      () => {
        throw new Error('broken');
      },
    ],
    ['rejects', async () => Promise.reject(new Error('broken'))],
  ])('counts as unknown if its store %s', async (_, broken) => {
    const env = service({ a: 'load' }, [foundName('a', 'load')]);
    const names: Names = { find: () => broken, save: () => broken };
    expect(await findJob('load')({ ...env, names })()).toMatchObject({ right: { id: 'a' } });
  });
});

describe('other names', () => {
  it('of flows are searched for in both types of flows', async () => {
    const env = fakeEnv({
      searchAssets: ({ path }) => ({
        results:
          path.asset_type === 'streamsets_flow' ? [foundName('f', 'clicks')] : [foundName('g', 'clicks 2')],
      }),
    });
    expect(await findFlow('clicks')(env)()).toMatchObject({ right: 'f' });
    expect(env.calls).toHaveLength(2);
  });

  it('of environments are exact, and an error of the search is an error', async () => {
    const env = fakeEnv({
      searchAssets: () => ({ results: [foundName('e', 'px L'), foundName('f', 'px')] }),
    });
    expect(await findEnvironment('px')(env)()).toMatchObject({ right: 'f' });
    expect(await findEnvironment('p')(env)()).toMatchObject({ left: { _tag: 'NotFound' } });
    const refusing = fakeEnv({ searchAssets: () => apiError('forbidden', answered(403)) });
    expect(await findEnvironment('px')(refusing)()).toMatchObject({ left: { _tag: 'NotPermitted' } });
  });

  const resource = (id: object, name: string) => ({ metadata: id, entity: { name } });

  it('of projects and spaces are compared here, whatever the service filters by', async () => {
    const listProjects = () => ({
      resources: [resource({ guid: 'p' }, 'sales'), resource({ guid: 'q' }, 'sales 2')],
    });
    const listSpaces = () => ({ resources: [resource({ id: 's' }, 'live'), resource({ id: 't' }, 'live')] });
    const env = fakeEnv({ listProjects, listSpaces });
    expect(await findProject('sales')(env)()).toMatchObject({ right: 'p' });
    expect(await findProject('Sales')(env)()).toMatchObject({ left: { _tag: 'NotFound' } });
    expect(await findSpace('live')(env)()).toMatchObject({
      left: { _tag: 'AmbiguousName', candidates: ['s', 't'], message: '2 spaces are named "live"' },
    });
  });

  it.each([true, false])('of projects are read in pages, if the service knows them: %s', async (pages) => {
    const all = Array.from({ length: 250 }, (_, i) => resource({ guid: `p${i}` }, `name ${i}`));
    const env = fakeEnv({
      listProjects: ({ query: { skip = 0, limit = 0 } = {} }) => ({
        resources: pages ? all.slice(skip, skip + limit) : all.slice(0, limit),
      }),
    });
    expect(await findProject(pages ? 'name 249' : 'name 99')(env)()).toMatchObject({
      right: pages ? 'p249' : 'p99',
    });
    expect(env.calls).toHaveLength(pages ? 3 : 2);
  });
});
