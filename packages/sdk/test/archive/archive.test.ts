import type { Client } from '@wxdi/sdk';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { createClient, openArchive } from '@wxdi/sdk';
import { startSimulator, type Simulator } from '@wxdi/simulator';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const hour = 3_600_000;
const ended = { startingMs: 0, runningMs: 20_000 };

let root: string;
let folder: string;
let simulator: Simulator;
let client: Client;

beforeEach(async () => {
  root = await mkdtemp(`${tmpdir()}/wxdi-`);
  folder = `${root}/archive`;
  simulator = await startSimulator({
    jobs: [
      {
        name: 'Nightly',
        assetRef: 'flow',
        runs: [
          { plan: { outcome: 'succeeds', ...ended }, ageMs: 60 * 24 * hour },
          { plan: { outcome: 'warns', ...ended }, ageMs: 30 * 24 * hour },
          { plan: { outcome: 'fails', ...ended }, ageMs: hour },
        ],
      },
      { name: 'Never ran', assetRef: 'flow' },
    ],
  });
  client = createClient({
    url: simulator.url,
    project: simulator.projectId,
    auth: { type: 'bearertoken', token: simulator.token },
  });
});

afterEach(async () => {
  client.close();
  await simulator.close();
  await rm(root, { recursive: true, force: true });
});

const filesIn = async (path: string): Promise<ReadonlyMap<string, string>> => {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => `${entry.parentPath}/${entry.name}`);
  return new Map(
    await Promise.all(paths.sort().map(async (file) => [file, await readFile(file, 'utf8')] as const)),
  );
};

describe('an archive', () => {
  it('answers as the service did, after the service is gone', async () => {
    const job = (await client.jobs.find('Nightly')).id;
    const runs = await client.runs.list(job).toArray();
    const ids = runs.map(({ id }) => id);
    const read = async (from: Client) => {
      const { id } = await from.jobs.find('Nightly');
      const { futureScheduledRuns: _, ...found } = await from.jobs.get(id);
      return {
        found,
        names: (await from.jobs.list().toArray()).map(({ name }) => name).sort(),
        runs: await Promise.all(ids.map((run) => from.runs.get(id, run))),
        listed: (await from.runs.list(id).toArray()).map((run) => run.id),
        searched: (await from.runs.search().toArray()).map((run) => run.id).sort(),
        latest: (await from.runs.latest(id)).id,
        logs: await Promise.all(ids.map((run) => from.runs.readLog(id, run))),
        history: await from.jobs.history(id),
        explanation: await from.runs.explain(id, ids[0] ?? ''),
        diff: await from.runs.diff(id, ids[0] ?? ''),
      };
    };
    const online = await read(client);
    expect(await client.runs.archive(folder, { logs: 'all', withValues: true })).toEqual({
      jobs: 2,
      added: 3,
      updated: 0,
      logs: 3,
      withoutLog: 0,
      failures: [],
    });
    await simulator.close();
    expect(await read(await openArchive(folder))).toEqual(online);
  });

  it('has files that only their owner can read, and the same ones after a second time', async () => {
    await client.runs.archive(folder);
    const before = await filesIn(folder);
    expect(before.size).toBe(7);
    for (const file of before.keys()) expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(`${folder}/jobs`)).mode & 0o777).toBe(0o700);
    await client.runs.archive(folder);
    expect(await filesIn(folder)).toEqual(before);
  });

  it('without a log of a run says so, never that there are no errors', async () => {
    await client.runs.archive(folder, { logs: 'none' });
    const archived = await openArchive(folder);
    const { id } = await archived.jobs.find('Nightly');
    const run = (await archived.runs.latest(id)).id;
    expect((await archived.runs.explain(id, run)).log).toMatchObject({
      _tag: 'Unread',
      failure: { kind: 'NotFound', message: 'the archive has no log of this run' },
    });
    expect((await archived.runs.diff(id, run)).diff.messages).toMatchObject({ _tag: 'NotCompared' });
    await expect(archived.runs.logs(id, run)).rejects.toMatchObject({ kind: 'NotFound' });
  });

  it('does not have other jobs and runs, and no path leads out of it', async () => {
    await client.runs.archive(folder);
    await writeFile(`${root}/job.json`, '{}');
    const archived = await openArchive(folder);
    const { id } = await archived.jobs.find('Nightly');
    for (const other of ['nope', '../..', '..', '.', '', 'a/../../..'])
      await expect(archived.jobs.get(other)).rejects.toMatchObject({ kind: 'NotFound' });
    await expect(archived.runs.get(id, '../x')).rejects.toMatchObject({ kind: 'NotFound' });
    await expect(archived.runs.list('nope').toArray()).rejects.toMatchObject({ kind: 'NotFound' });
    expect(await archived.runs.list((await archived.jobs.find('Never ran')).id).toArray()).toEqual([]);
  });

  it('can only be read', async () => {
    await client.runs.archive(folder);
    const archived = await openArchive(folder);
    const { id } = await archived.jobs.find('Nightly');
    await expect(archived.jobs.start(id)).rejects.toMatchObject({ kind: 'Refused' });
    await expect(archived.jobs.delete(id)).rejects.toMatchObject({ kind: 'Refused' });
  });

  it('with a damaged row lists the others, and reports it', async () => {
    await client.runs.archive(folder);
    const [month] = [...(await filesIn(folder)).keys()].filter((file) => file.endsWith('.jsonl'));
    await writeFile(month ?? '', `${await readFile(month ?? '', 'utf8')}{"run":{"metadata":`);
    const archived = await openArchive(folder);
    const { id } = await archived.jobs.find('Nightly');
    const rows: unknown[] = [];
    expect(await archived.runs.list(id, { onUnreadable: (row) => rows.push(row) }).toArray()).toHaveLength(3);
    expect(rows).toHaveLength(1);
    await expect(archived.runs.list(id).toArray()).rejects.toMatchObject({ kind: 'Undecodable' });
  });

  it.each([
    ['that does not exist', async () => `${root}/none`],
    ['with other files', async () => root],
  ])('is not a folder %s', async (_, path) => {
    await writeFile(`${root}/notes.txt`, 'x');
    await expect(openArchive(await path())).rejects.toMatchObject({
      kind: 'InvalidInput',
      message: expect.stringContaining('is not an archive'),
    });
  });

  it('is not begun in a folder with other files, or under a file', async () => {
    await writeFile(`${root}/notes.txt`, 'x');
    const sent = simulator.requests().length;
    await expect(client.runs.archive(root)).rejects.toMatchObject({ kind: 'InvalidInput' });
    await expect(client.runs.archive(`${root}/notes.txt`)).rejects.toMatchObject({ kind: 'InvalidInput' });
    expect(simulator.requests()).toHaveLength(sent);
    expect(await readdir(root)).toEqual(['notes.txt']);
  });

  it('is continued after drafts of a process that was killed', async () => {
    await client.runs.archive(folder);
    const before = await filesIn(folder);
    const [month] = [...before.keys()].filter((file) => file.endsWith('.jsonl'));
    await writeFile(`${folder}/.wxdi-archive-drafts/half`, '{"run":');
    await rm(month ?? '');
    await client.runs.archive(folder);
    expect(await filesIn(folder)).toEqual(before);
  });

  it('is not changed by an abort, which rejects', async () => {
    const abort = new AbortController();
    abort.abort();
    await expect(client.runs.archive(folder, { signal: abort.signal })).rejects.toMatchObject({
      kind: 'Aborted',
    });
  });
});
