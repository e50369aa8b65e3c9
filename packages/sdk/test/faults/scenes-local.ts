import type { Transport } from '@wxdi/sdk';
import type { ScenePlay } from './scene.js';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createNodeTransport } from '@wxdi/sdk';
import { hostileName, jobId, newJob } from '@wxdi/testkit';
import { expect, onTestFinished } from 'vitest';
import { alike, plain } from './scene.js';

const temporaryFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'wxdi-faults-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

const key = 'k';

/** A process is killed after it sent its request, and run again with its key. */
export const killed = (ifUnknown: 'stop' | 'resend'): ScenePlay => ({
  act: async ({ another, clock, server }, call) => {
    const folder = await temporaryFolder();
    // Killed: it never finishes the first wait after its request.
    const sleep = () => () => new Promise<void>(() => undefined);
    const first = another({ journal: { folder }, clock: { ...clock, sleep } });
    void (call === 'create' ? first.jobs.create(newJob) : first.jobs.start(jobId, {}, { key }));
    while (!server.ledger.some(({ fault }) => fault !== undefined)) await new Promise(setImmediate);
    if (call === 'create') return another().jobs.create(newJob);
    const [entry = ''] = (await readdir(folder)).filter((name) => name.startsWith(`start-${key}@`));
    expect(await readFile(join(folder, entry), 'utf8')).toContain('"sending"');
    return another({ journal: { folder } }).jobs.start(jobId, {}, { key, ifUnknown });
  },
});

/** Three clients with one journal start a run with one key at the same time. */
export const twoProcesses: ScenePlay = {
  act: async ({ another, clock, server }) => {
    const folder = await temporaryFolder();
    // Without this, virtual time would be over before the only request arrives.
    const sent = () => server.ledger.some(({ method }) => method === 'POST');
    const sleep: typeof clock.sleep = (ms, cancel) => async () => {
      while (!sent()) await new Promise(setImmediate);
      await clock.sleep(ms, cancel)();
    };
    const client = () => another({ journal: { folder }, clock: { ...clock, sleep } });
    const start = () => client().jobs.start(jobId, {}, { key });
    await alike([start(), start(), start()]);
  },
};

/** The journal is at this path, relative to an empty folder with this one file. */
interface JournalFolder {
  readonly file: string;
  readonly text: string;
  readonly journal: string;
}

/** A start with a key, and a journal folder with this content. */
export const startWithJournal = ({ file, text, journal }: JournalFolder): ScenePlay => ({
  act: async (world, call) => {
    if (call === 'read') return plain(world, call);
    const folder = await temporaryFolder();
    await writeFile(join(folder, file), text);
    return world.another({ journal: { folder: join(folder, journal) } }).jobs.start(jobId, {}, { key });
  },
});

const fail = (): never => {
  throw new Error('a bug of the program');
};

export const hooksThatThrow: ScenePlay = { options: { onAttempt: fail, trace: () => ({ end: fail }) } };

/** The answer to the first request is lost by the transport itself. */
export const transportThatRejects: ScenePlay = {
  act: async ({ another }, call) => {
    const network = createNodeTransport();
    onTestFinished(network.close);
    let sent = 0;
    const transport: Transport = async (request) => {
      const outcome = await network.send(request);
      sent += 1;
      return sent === 1 ? fail() : outcome;
    };
    return plain({ client: another({ limits: undefined, transport }) }, call);
  },
};

export const hostileId = (id: string): ScenePlay => ({ act: (world, call) => plain(world, call, id) });

export const hostileNames: ScenePlay = {
  act: async ({ client }, call) => {
    const name = hostileName;
    const made = {
      read: async () => client.jobs.get(jobId),
      start: async () => (await client.jobs.start(jobId, { name })).started,
      create: async () => client.jobs.create({ ...newJob, name }),
      delete: async () => undefined,
    };
    // The library returns data unchanged; the code that prints it makes it visible.
    expect(await made[call]()).toMatchObject({ name });
  },
};

export const longLogLine: ScenePlay = {
  options: { limits: {} },
  act: async ({ client }) => {
    const [entry] = await client.runs.logs(jobId, 'run-1');
    expect(entry?.text).toHaveLength(1_000_000);
  },
};
