import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SimulatorOptions } from '@wxdi/simulator';
import { createClient } from '@wxdi/sdk';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { environmentId } from '../src/ids.js';
import { files } from '../src/process/files.js';
import { simulated, type Simulated } from './fakes/simulated.js';
import type { World } from './fakes/context.js';

const flow = '0191d1a0-7b1e-7000-8000-0000000000f7';
const other = '0191d1a0-7b1e-7000-8000-0000000000f8';

let folder: string;
let service: Simulated;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wxdi-names-'));
});
afterEach(async () => {
  await service.simulator.close();
  await rm(folder, { recursive: true });
});

const open = async (options: SimulatorOptions = {}) => {
  service = await simulated({ jobs: [{ name: 'load' }, { name: 'load 2' }], ...options });
  const run = (argv: readonly string[], world: World = {}) =>
    service.run(argv, { ...world, disk: files, env: { XDG_CACHE_HOME: folder, ...world.env } });
  /** Runs a command, and returns its requests. */
  const requestsOf = async (argv: readonly string[], world: World = {}) => {
    const before = service.simulator.requests().length;
    const ended = await run(argv, world);
    const sent = service.simulator.requests().slice(before);
    return { ...ended, sent: sent.map(({ method, path }) => `${method} ${path}`) };
  };
  return { ...service, run, requestsOf, ids: service.simulator.inspect().jobs.map(({ id }) => id) };
};

const cached = async (): Promise<string> => {
  const names = await readdir(join(folder, 'wxdi'));
  return join(folder, 'wxdi', names.find((name) => name.startsWith('ids-')) ?? 'none');
};

describe('a job by its name', () => {
  test('is one search and one read, and one read when it is known', async () => {
    const { requestsOf, ids } = await open();
    const first = await requestsOf(['job', 'get', 'load', '-o', 'tsv']);
    expect([first.code, first.out.split('\t')[0]]).toEqual([0, ids[0]]);
    expect(first.sent).toEqual(['POST /v2/asset_types/job/search', `GET /v2/jobs/${ids[0]}`]);
    expect((await requestsOf(['job', 'get', 'load'])).sent).toEqual([`GET /v2/jobs/${ids[0]}`]);
  });

  test('is looked up again after ten minutes', async () => {
    const { requestsOf } = await open();
    await requestsOf(['job', 'get', 'load'], { now: () => 1_000_000 });
    const known = await requestsOf(['job', 'get', 'load'], { now: () => 1_599_999 });
    expect(known.sent).toHaveLength(1);
    const late = await requestsOf(['job', 'get', 'load'], { now: () => 1_600_000 });
    expect(late.sent).toHaveLength(2);
    // A clock that was set back does not keep it for ever.
    expect((await requestsOf(['job', 'get', 'load'], { now: () => 5 })).sent).toHaveLength(2);
  });

  test('is another job when another one got the name', async () => {
    const { requestsOf, run, ids } = await open();
    await run(['job', 'get', 'load']);
    await run(['job', 'update', ids[0] ?? '', '--name', 'old']);
    await run(['job', 'update', ids[1] ?? '', '--name', 'load']);
    expect((await requestsOf(['job', 'get', 'load', '-o', 'tsv'])).out.split('\t')[0]).toBe(ids[1]);
    await run(['job', 'delete', ids[1] ?? '', '--yes']);
    expect((await run(['job', 'get', 'load'])).code).toBe(3);
    expect(await readFile(await cached(), 'utf8')).not.toContain('load');
  });

  test('is cached for one project and credential only, without the credential', async () => {
    const { requestsOf, simulator } = await open({
      projects: { [other]: 'other' },
      apiKey: 'key-of-somebody',
    });
    await requestsOf(['job', 'get', 'load']);
    const elsewhere = await requestsOf(['job', 'get', 'load', '--project', other]);
    expect(elsewhere.code).toBe(3);
    const as = {
      WXDI_AUTH_TYPE: 'zenapikey',
      WXDI_USERNAME: 'admin',
      WXDI_APIKEY: 'key-of-somebody',
      WXDI_BEARER_TOKEN: '',
    };
    expect((await requestsOf(['job', 'get', 'load'], { env: as })).sent).toHaveLength(2);
    const names = await readdir(join(folder, 'wxdi'));
    const texts = await Promise.all(names.map((name) => readFile(join(folder, 'wxdi', name), 'utf8')));
    for (const secret of [simulator.token, 'key-of-somebody'])
      expect(names.join() + texts.join()).not.toContain(secret);
  });

  test('is cached in a file that only its owner can read', async () => {
    const { run } = await open();
    await run(['job', 'get', 'load']);
    expect((await stat(await cached())).mode & 0o777).toBe(0o600);
    expect(await readdir(join(folder, 'wxdi'))).toHaveLength(1);
  });

  test.each([
    ['', 'nothing'],
    ['{', 'no JSON'],
    ['[1]', 'a list'],
    ['{"load":null}', 'no entry'],
    ['{"load":{"id":"../x","at":0}}', 'no id'],
    [`{"load":{"id":"${other}","at":0}}`, 'the id of a job that is gone'],
    ['{"load":{"id":5,"at":"now"}}', 'wrong types'],
  ])('is found, and the cache repaired, if the cache has %j (%s)', async (text) => {
    const { run, requestsOf } = await open();
    await run(['job', 'get', 'load']);
    await writeFile(await cached(), text);
    expect((await run(['job', 'get', 'load'])).code).toBe(0);
    expect((await requestsOf(['job', 'get', 'load'])).sent).toHaveLength(1);
  });

  test('is found without a folder for the cache, or one that cannot be written', async () => {
    const { run } = await open();
    expect((await run(['job', 'get', 'load'], { env: { XDG_CACHE_HOME: '' } })).code).toBe(0);
    await writeFile(join(folder, 'file'), '');
    expect((await run(['job', 'get', 'load'], { env: { XDG_CACHE_HOME: join(folder, 'file') } })).code).toBe(
      0,
    );
  });

  test('survives many processes that save at once', async () => {
    const names = Array.from({ length: 20 }, (_, i) => `job ${i}`);
    const { run, requestsOf } = await open({ jobs: names.map((name) => ({ name })) });
    const codes = await Promise.all(names.map(async (name) => (await run(['job', 'get', name])).code));
    expect(new Set(codes)).toEqual(new Set([0]));
    expect(JSON.parse(await readFile(await cached(), 'utf8'))).toBeTypeOf('object');
    await run(['job', 'get', 'job 7']);
    expect((await requestsOf(['job', 'get', 'job 7'])).sent).toHaveLength(1);
  });
});

describe('a project or space by its name', () => {
  test.each([
    ['a flag', ['--project', 'Simulated project'], {}],
    ['the environment', [], { WXDI_PROJECT_ID: 'Simulated project' }],
    ['a space', ['--space', 'Simulated space'], { WXDI_PROJECT_ID: '' }],
  ])('is set by %s', async (what, flags, env) => {
    const { run } = await open();
    const { code, out } = await run(['job', 'list', '-o', 'json', ...flags], { env });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toHaveLength(what === 'a space' ? 0 : 2);
    expect((await run(['api', 'GET', '/v2/jobs', ...flags], { env })).code).toBe(0);
    expect((await run(['doctor', ...flags], { env, now: Date.now })).code).toBe(0);
  });

  test('that does not exist is exit 3, and an ambiguous one exit 2 with the ids', async () => {
    const { run } = await open({ projects: { [flow]: 'twin', [other]: 'twin' } });
    const missing = await run(['job', 'list', '--project', 'simulated project']);
    expect([missing.code, missing.out]).toEqual([3, '']);
    expect(missing.err).toContain('no project is named "simulated project"');
    const twin = await run(['job', 'list', '--project', 'twin']);
    expect(twin.code).toBe(2);
    for (const id of [flow, other]) expect(twin.err).toContain(id);
    expect(
      (await run(['doctor', '--project', 'nothing'])).err +
        (await run(['doctor', '--project', 'nothing'])).out,
    ).toContain('no project is named "nothing"');
  });

  test('is looked up in a dry run too', async () => {
    const { run, ...sent } = await open();
    const { code, out } = await run(['job', 'delete', 'load', '--project', 'Simulated project', '-n']);
    expect(code).toBe(0);
    expect(out).toMatch(/^DELETE \/v2\/jobs\/\S+\?project_id=/);
    expect(sent.mutations()).toEqual([]);
  });
});

describe('a flow or environment by its name', () => {
  const named: SimulatorOptions = {
    flows: { [flow]: { name: 'Customers' }, [other]: { name: 'Clicks', type: 'streamsets_flow' } },
    environments: { [other]: 'Small', [flow]: 'Large' },
  };

  test('is the asset of a new job', async () => {
    const { run } = await open(named);
    const made = await run(['job', 'create', '--name', 'a', '--flow', 'Clicks', '-o', 'json']);
    expect(JSON.parse(made.out)).toMatchObject({ assetId: other, type: 'streamsets_flow' });
    const byId = await run(['job', 'create', '--name', 'b', '--flow', flow, '-o', 'json']);
    expect(JSON.parse(byId.out)).toMatchObject({ assetId: flow });
  });

  test.each<[string, SimulatorOptions]>([
    ['it does not exist', named],
    ['nobody may search', { ...named, quirks: { searchRefused: 403 } }],
  ])('that is not found is an error that names the flag for ids, if %s', async (_, options) => {
    const { run, ...sent } = await open(options);
    const { code, err } = await run(['job', 'create', '--name', 'a', '--flow', 'customers']);
    expect([code, sent.mutations()]).toEqual([options.quirks === undefined ? 3 : 4, []]);
    expect(err).toContain('--asset ID');
  });

  test('and --asset or --type are mutually exclusive', async () => {
    const { run } = await open();
    for (const flag of ['--asset', '--type'])
      expect((await run(['job', 'create', '--name', 'a', '--flow', 'x', flag, 'y'])).code).toBe(2);
  });

  test('is the environment, if it does not end like an id', async () => {
    const { simulator } = await open(named);
    const client = createClient({
      url: simulator.url,
      project: simulator.projectId,
      auth: { type: 'bearertoken', token: simulator.token },
    });
    const idOf = (text: string) =>
      environmentId({ signal: new AbortController().signal, client: async () => client }, text);
    expect(await idOf('Small')).toBe(other);
    for (const id of [flow, `default_datastage_px-${flow}`]) expect(await idOf(id)).toBe(id);
    await expect(idOf('small')).rejects.toMatchObject({
      hint: expect.stringContaining('--environment ID') as string,
    });
  });
});
