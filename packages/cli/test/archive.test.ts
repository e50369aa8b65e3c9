import type { Transport } from '@wxdi/sdk';
import type { SimulatorOptions } from '@wxdi/simulator';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { createNodeTransport } from '@wxdi/sdk';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { run } from './fakes/context.js';
import { simulated, type Simulated } from './fakes/simulated.js';

const hour = 3_600_000;
const ended = { startingMs: 0, runningMs: 20_000 };
const options: SimulatorOptions = {
  jobs: [
    {
      name: 'Nightly',
      assetRef: 'flow',
      runs: [
        { plan: { outcome: 'succeeds', ...ended }, ageMs: 48 * hour },
        { plan: { outcome: 'fails', ...ended }, ageMs: hour },
      ],
    },
  ],
};

let world: Simulated;
let root: string;
let dir: string;
beforeEach(async () => {
  world = await simulated(options);
  root = await mkdtemp(`${tmpdir()}/wxdi-`);
  dir = `${root}/runs`;
});
afterEach(async () => {
  await world.simulator.close();
  await rm(root, { recursive: true, force: true });
});

const now = () => Date.now();

/** A command line without settings, credential and network. */
const offline = async (...argv: readonly string[]) => await run([...argv], { env: {}, now });

describe('archive', () => {
  test('says what it did, and does nothing the second time', async () => {
    const first = await world.run(['archive', dir, '--logs', 'all'], { now });
    expect(first).toMatchObject({
      code: 0,
      out: 'Jobs  1\nRuns  2 added, 0 updated\nLogs  2 written\n',
      err: '',
    });
    const again = await world.run(['archive', dir, '--logs', 'all', '-o', 'json'], { now });
    expect(JSON.parse(again.out)).toEqual({
      jobs: 1,
      added: 0,
      updated: 0,
      logs: 0,
      withoutLog: 0,
      failures: [],
    });
  });

  test('with a time in the future, an unknown choice or an empty DIR is exit 2, and writes nothing', async () => {
    for (const words of [[dir, '--since', '2999-01-01'], [dir, '--logs', 'some'], [''], []])
      expect(await world.run(['archive', ...words], { now })).toMatchObject({ code: 2, out: '' });
    expect(existsSync(dir)).toBe(false);
  });

  test('of a folder of something else is exit 2, and writes nothing', async () => {
    await writeFile(`${root}/notes.txt`, 'x');
    const { code, err } = await world.run(['archive', root], { now });
    expect(code).toBe(2);
    expect(err).toContain('is not empty, and is not an archive');
    expect(await readdir(root)).toEqual(['notes.txt']);
  });

  test('that is incomplete names what is missing, keeps the rest, and is exit 6', async () => {
    const { simulator } = world;
    const { send, close } = createNodeTransport();
    const network: Transport = async (request) =>
      request.url.pathname.endsWith('/logs') ? { status: 503, headers: {}, body: '' } : await send(request);
    const env = {
      WXDI_URL: simulator.url,
      WXDI_PROJECT_ID: simulator.projectId,
      WXDI_BEARER_TOKEN: simulator.token,
    };
    const { code, out, err } = await run(['archive', dir, '--max-retries', '0'], { network, env, now });
    close();
    expect({ code, out }).toEqual({ code: 6, out: 'Jobs  1\nRuns  2 added, 0 updated\nLogs  0 written\n' });
    expect(err).toMatch(/the archive is incomplete: run \S+ of job Nightly could not be read/);
    expect(err).toContain(`wxdi archive ${dir}`);
  });
});

describe('--from', () => {
  beforeEach(async () => {
    await world.run(['archive', dir, '--logs', 'all'], { now });
  });

  test.each([
    ['job', 'history', 'Nightly'],
    ['run', 'explain', 'Nightly', '@latest'],
    ['run', 'diff', 'Nightly', '@latest'],
  ])('%s %s prints what it prints online, without settings and network', async (...words) => {
    const online = await world.run([...words], { now });
    const archived = await offline(...words, '--from', dir);
    expect(archived.err).toBe(online.err);
    expect(archived.code).toBe(online.code);
    const comparable = (text: string) =>
      text
        .split('\n')
        .filter(
          (line) => !/^Not compared|  Not compared|^Next|check its data|differ from the last/.test(line),
        )
        .join('\n');
    expect(comparable(archived.out)).toBe(comparable(online.out));
  });

  test('finds a job by its id', async () => {
    const { out } = await world.run(['job', 'list', '-o', 'name']);
    const jobs = await world.run(['job', 'list', '-o', 'json']);
    const [{ id }] = JSON.parse(jobs.out) as [{ id: string }];
    expect(await offline('job', 'history', id, '--from', dir, '-o', 'json')).toMatchObject({ code: 0 });
    expect(out).not.toBe('');
  });

  test('without the log of a run is exit 6, and never says that there are no errors', async () => {
    const other = `${root}/other`;
    await world.run(['archive', other, '--logs', 'none'], { now });
    const { code, out, err } = await offline('run', 'explain', 'Nightly', '@latest', '--from', other);
    expect(code).toBe(6);
    expect(out).toContain('cannot be read (the archive has no log of this run)');
    expect(err).toContain('the log cannot be read: the archive has no log of this run');
  });

  test('says which values cannot be compared, since the archive has them masked', async () => {
    const { out } = await offline('run', 'diff', 'Nightly', '@latest', '--from', dir);
    expect(out).toMatch(/Not compared +masked in both runs: .*NUM_PARTITIONS/);
  });

  test('a folder that is no archive is exit 2, as is a flag about the service', async () => {
    expect(await offline('job', 'history', 'Nightly', '--from', root)).toMatchObject({
      code: 2,
      err: expect.stringContaining('is not an archive'),
    });
    expect(await offline('job', 'history', 'Nightly', '--from', dir, '--project', 'P')).toMatchObject({
      code: 2,
      err: expect.stringContaining('--from and --project are mutually exclusive'),
    });
  });

  test('the report of an archive is that of the service, without settings and network', async () => {
    const since = new Date(now() - 72 * hour).toISOString();
    const words = ['report', '--since', since, '-o', 'json'];
    const online = await world.run([...words, '--exact'], { now });
    const archived = await offline(...words, '--from', dir);
    const { until: _, ...expected } = JSON.parse(online.out) as { until: string; total: number };
    expect(archived).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(archived.out)).toMatchObject(expected);
    expect(expected.total).toBe(2);
  });

  test('a job or run that was not archived is exit 3', async () => {
    expect(await offline('job', 'history', 'Nope', '--from', dir)).toMatchObject({ code: 3 });
    expect(await offline('run', 'explain', 'Nightly', 'nope', '--from', dir)).toMatchObject({ code: 3 });
  });
});
