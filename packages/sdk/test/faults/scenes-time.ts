import type { Scene } from '@wxdi/testkit';
import type { ScenePlay } from './scene.js';
import { jobId } from '@wxdi/testkit';
import { expect } from 'vitest';
import { plain } from './scene.js';

/** A read is the wait for a run that was started just now. */
const waitInstead: ScenePlay = {
  act: async (world, call) => {
    if (call !== 'read') return plain(world, call);
    const run = await world.client.jobs.start(jobId);
    return run.wait();
  },
};

/** Pages are larger than what else is read. */
const largePages = { limits: {} };

export const times = {
  'one run': { act: ({ client }) => client.runs.get(jobId, jobId) },
  'wall clock jumps ahead': waitInstead,
  'wall clock jumps back': waitInstead,
  'process stopped': waitInstead,
  'outage of four minutes': waitInstead,
  'outage of six minutes': waitInstead,
  'run deleted': {
    act: async (world, call) => {
      if (call !== 'read') return plain(world, call);
      const { runId } = await world.client.jobs.start(jobId);
      return world.client.runs.wait(jobId, runId);
    },
  },
  wait: waitInstead,
  'wait with a deadline': {
    act: async ({ client, service }) => {
      const run = await client.jobs.start(jobId);
      await run.wait({ timeoutMs: 4_000 }).finally(() => expect(service.runs()).toBe(1));
    },
  },
  list: {
    options: largePages,
    act: async (world, call) => (call === 'read' ? world.client.jobs.list().toArray() : plain(world, call)),
  },
  'list without end': {
    options: largePages,
    act: ({ client }) => client.jobs.list().toArray({ limit: 500 }),
  },
} satisfies Partial<Record<Scene, ScenePlay>>;
