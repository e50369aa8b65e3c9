import type { Scene } from '@wxdi/testkit';
import type { ScenePlay } from './scene.js';
import { jobId, jobName } from '@wxdi/testkit';
import { expect } from 'vitest';
import { alike, plain } from './scene.js';

/** The job is looked for by its name first: by an earlier request of the same process. */
const byName: NonNullable<ScenePlay['act']> = async (world, call) => {
  await world.client.jobs.find(jobName);
  return plain(world, call);
};

export const callers = {
  'kept connection': {
    act: async (world, call) => {
      await byName(world, call);
      const of = (method: string) =>
        world.server.ledger.filter((seen) => seen.method === method).map(({ connection }) => connection);
      for (const connection of of('POST')) expect(of('GET')).not.toContain(connection);
    },
  },
  // What is made at once shall not have one key.
  'fifty callers': {
    options: { random: Math.random },
    act: async ({ another, ...world }, call) => {
      const client = another({ random: () => 0.5 });
      if (call !== 'read') return alike(Array.from({ length: 50 }, () => plain(world, call)));
      const rounds = [];
      for (let round = 0; round < 6; round += 1) {
        const calling = Array.from({ length: 50 }, () => plain({ client }, call));
        rounds.push(...calling);
        await Promise.allSettled(calling);
      }
      return alike(rounds);
    },
  },
  'token revoked': { act: byName },
  'every token refused': {},
  'token expires': { act: byName },
  'token expires while paging': {
    options: { limits: {} },
    act: ({ client }) => client.jobs.list().toArray(),
  },
  'token expires while waiting': {
    act: async ({ client }) => {
      const run = await client.jobs.start(jobId);
      return run.wait();
    },
  },
  'token service': {},
  'API key': {},
  'two hundred callers': {
    options: { random: Math.random },
    act: (world, call) => alike(Array.from({ length: 200 }, () => plain(world, call))),
  },
} satisfies Partial<Record<Scene, ScenePlay>>;
