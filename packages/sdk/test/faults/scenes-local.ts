import type { Scene } from '@wxdi/testkit';
import type { ScenePlay } from './scene.js';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { alike, plain } from './scene.js';
import { calls } from './world.js';

const temporary = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'wxdi-faults-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

const lost = { ...calls.start, processed: true, wire: { reset: 'start' } } as const;
const key = 'k';

/** A process is killed once its request is out, and run again with its key. */
const killed = (ifUnknown: 'stop' | 'resend'): ScenePlay => ({
  script: () => [lost],
  act: async ({ another, clock, server }) => {
    const folder = await temporary();
    // Killed: it never gets further than the first wait after its request.
    const sleep = () => () => new Promise<void>(() => undefined);
    const first = another({ journal: { folder }, clock: { ...clock, sleep } });
    void first.jobs.start('job-1', {}, { key });
    while (server.ledger.length < 2) await new Promise(setImmediate);
    expect(await readFile(join(folder, `start-${key}.json`), 'utf8')).toContain('"sending"');
    await another({ journal: { folder } }).jobs.start('job-1', {}, { key, ifUnknown });
  },
});

/** A start with a key and a journal whose folder is not as it should be. */
const journal = (spoil: (folder: string) => Promise<string>): ScenePlay => ({
  act: async (world, call) => {
    if (call === 'read') return plain(world, call);
    const folder = await spoil(await temporary());
    return world.another({ journal: { folder } }).jobs.start('job-1', {}, { key });
  },
});

const hostile = (id: string): ScenePlay => ({
  act: async ({ client }, call) => (call === 'read' ? client.jobs.get(id) : client.jobs.start(id)),
});

const escapes = '\u001b[31mred\u202e\u0007\u009b2J';
const answer = (body: unknown) => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

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
      const start = () => client().jobs.start('job-1', {}, { key });
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
      if (call === 'read') return client.jobs.get('job-1');
      const { started } = await client.jobs.start('job-1', { name: escapes });
      // The caller's data is not touched; who prints it makes it visible.
      expect(started?.name).toBe(escapes);
      return started;
    },
  },
  'log line of 1 MB': {
    options: () => ({ limits: {} }),
    script: () => [
      {
        method: 'GET',
        route: '/v2/jobs/:job/runs/:run/logs',
        answer: answer({ results: ['x'.repeat(1_000_000)], total_count: 1 }),
      },
    ],
    act: async ({ client }) => {
      const [entry] = await client.runs.logs('job-1', 'run-1');
      expect(entry?.text).toHaveLength(1_000_000);
    },
  },
} satisfies Partial<Record<Scene, ScenePlay>>;
