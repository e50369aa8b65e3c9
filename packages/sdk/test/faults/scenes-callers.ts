import type { ScenePlay } from './scene.js';
import type { LedgerEntry } from '@wxdi/simulator/faults';
import { jobName } from '@wxdi/testkit';
import { expect } from 'vitest';
import { alike, plain } from './scene.js';

/** Earlier requests of the same client look the job up by name; for a read, they are the call. */
export const findFirst = {
  act: async (world, call) => {
    const found = world.client.jobs.find(jobName);
    if (call === 'read') return found;
    await found;
    return plain(world, call);
  },
} satisfies ScenePlay;

/** A start or a creation never uses a connection that was used before. */
export const withoutReuse: ScenePlay = {
  act: async (world, call) => {
    await findFirst.act(world, call);
    const isRead = ({ method, target }: LedgerEntry): boolean =>
      method === 'GET' || /\/search(?:\?|$)/.test(target);
    const seen = world.server.ledger;
    const reads = seen.filter(isRead).map(({ connection }) => connection);
    for (const { method, connection } of seen.filter((request) => !isRead(request)))
      if (method === 'POST') expect(reads).not.toContain(connection);
  },
};

/** Reads in six rounds of 50 concurrent calls; or 50 concurrent changes. */
export const fiftyCallers: ScenePlay = {
  // Concurrent starts need different keys.
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
};

export const twoHundredCallers: ScenePlay = {
  options: { random: Math.random },
  act: (world, call) => alike(Array.from({ length: 200 }, () => plain(world, call))),
};
