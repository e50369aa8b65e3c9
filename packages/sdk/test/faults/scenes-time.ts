import type { Client } from '@wxdi/sdk';
import type { ScenePlay } from './scene.js';
import { jobId } from '@wxdi/testkit';
import { expect } from 'vitest';
import { plain } from './scene.js';

export const startAndWait: ScenePlay = {
  act: async ({ client }) => {
    const run = await client.jobs.start(jobId);
    return run.wait();
  },
};

/** The events of a run that is followed with its log. */
export const startAndFollow: ScenePlay = {
  act: async ({ client }) => {
    const run = await client.jobs.start(jobId);
    const events = [];
    for await (const event of run.follow({ logs: true })) events.push(event);
    return events;
  },
};

/** A read is replaced by starting a run and waiting for it. */
export const waitInsteadOfRead: ScenePlay = {
  act: async (world, call) => (call === 'read' ? startAndWait.act?.(world, call) : plain(world, call)),
};

export const deletedRun: ScenePlay = {
  act: async (world, call) => {
    if (call !== 'read') return plain(world, call);
    const { runId } = await world.client.jobs.start(jobId);
    return world.client.runs.wait(jobId, runId);
  },
};

export const waitWithDeadline: ScenePlay = {
  act: async ({ client, service }) => {
    const run = await client.jobs.start(jobId);
    await run.wait({ timeoutMs: 4_000 }).finally(() => expect(service.runs()).toBe(1));
  },
};

/** In real time, with a limit that is shorter than those of a request. */
export const limitedCall: ScenePlay = {
  options: { clock: undefined, limits: {} },
  act: ({ client }, call) => plain({ client: limited(client, 500) }, call),
};

/** The client with a time limit for each of the calls of the table. */
const limited = ({ jobs, ...client }: Client, timeoutMs: number): Client => ({
  ...client,
  jobs: {
    ...jobs,
    get: (job) => jobs.get(job, { timeoutMs }),
    start: (job) => jobs.start(job, {}, { timeoutMs }),
    create: (draft) => jobs.create(draft, { timeoutMs }),
    delete: (job) => jobs.delete(job, { timeoutMs }),
  },
});

/** Pages are larger than the other bodies. */
const largePages = { limits: {} };

export const listAll: ScenePlay = {
  options: largePages,
  act: async (world, call) => (call === 'read' ? world.client.jobs.list().toArray() : plain(world, call)),
};

export const listSome: ScenePlay = {
  options: largePages,
  act: ({ client }) => client.jobs.list().toArray({ limit: 500 }),
};
