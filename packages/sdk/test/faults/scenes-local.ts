import type { Scene } from '@wxdi/testkit';
import type { ScenePlay } from './scene.js';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hostileName, jobId, newJob } from '@wxdi/testkit';
import { expect, onTestFinished } from 'vitest';
import { alike, plain } from './scene.js';

const temporary = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'wxdi-faults-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

const key = 'k';

/** A process is killed once its request is out, and run again with its key. */
const killed = (ifUnknown: 'stop' | 'resend'): ScenePlay => ({
  act: async ({ another, clock, server }, call) => {
    const folder = await temporary();
    // Killed: it never gets further than the first wait after its request.
    const sleep = () => () => new Promise<void>(() => undefined);
    const first = another({ journal: { folder }, clock: { ...clock, sleep } });
    void (call === 'create' ? first.jobs.create(newJob) : first.jobs.start(jobId, {}, { key }));
    while (!server.ledger.some(({ fault }) => fault !== undefined)) await new Promise(setImmediate);
    if (call === 'create') return another().jobs.create(newJob);
    expect(await readFile(join(folder, `start-${key}.json`), 'utf8')).toContain('"sending"');
    return another({ journal: { folder } }).jobs.start(jobId, {}, { key, ifUnknown });
  },
});

/** A start with a key and a journal whose folder is not as it should be. */
const journal = (spoil: (folder: string) => Promise<string>): ScenePlay => ({
  act: async (world, call) => {
    if (call === 'read') return plain(world, call);
    const folder = await spoil(await temporary());
    return world.another({ journal: { folder } }).jobs.start(jobId, {}, { key });
  },
});

const hostile = (id: string): ScenePlay => ({ act: (world, call) => plain(world, call, id) });

export const locals = {
  'killed, then again': killed('stop'),
  'killed, then resent': killed('resend'),
  'two processes': {
    act: async ({ another, clock, server }) => {
      const folder = await temporary();
      // Virtual time would be over before the one request is there.
      const sent = () => server.ledger.some(({ method }) => method === 'POST');
      const sleep: typeof clock.sleep = (ms, cancel) => async () => {
        while (!sent()) await new Promise(setImmediate);
        await clock.sleep(ms, cancel)();
      };
      const client = () => another({ journal: { folder }, clock: { ...clock, sleep } });
      const start = () => client().jobs.start(jobId, {}, { key });
      await alike([start(), start(), start()]);
    },
  },
  'no folder for the journal': journal(async (folder) => {
    await writeFile(join(folder, 'file'), '');
    return join(folder, 'file', 'wxdi');
  }),
  'damaged journal': journal(async (folder) => {
    await writeFile(join(folder, `start-${key}.json`), '{"key":"k","sta');
    return folder;
  }),
  'leftovers of a dead process': journal(async (folder) => {
    await writeFile(join(folder, `start-${key}.json.1.tmp`), '{"key":"k","sta');
    return folder;
  }),
  'id ..': hostile('..'),
  'id with an encoded slash': hostile('a%252fb'),
  'id with a line break': hostile('a\r\nhost: evil'),
  'names with escapes': {
    act: async ({ client }, call) => {
      const name = hostileName;
      const made = {
        read: async () => client.jobs.get(jobId),
        start: async () => (await client.jobs.start(jobId, { name })).started,
        create: async () => client.jobs.create({ ...newJob, name }),
        delete: async () => undefined,
      };
      // The caller's data is not touched; who prints it makes it visible.
      expect(await made[call]()).toMatchObject({ name });
    },
  },
  'log line of 1 MB': {
    options: { limits: {} },
    act: async ({ client }) => {
      const [entry] = await client.runs.logs(jobId, 'run-1');
      expect(entry?.text).toHaveLength(1_000_000);
    },
  },
} satisfies Partial<Record<Scene, ScenePlay>>;
