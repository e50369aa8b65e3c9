import type { ClientOptions } from '@wxdi/sdk';
import type { Call } from '@wxdi/testkit';
import type { World } from './world.js';
import { jobId, newJob } from '@wxdi/testkit';

/** How the library plays a scene. */
export interface ScenePlay {
  /** Options of the client. */
  readonly options?: Partial<ClientOptions>;
  /** Replaces the single call. */
  readonly act?: (world: World, call: Call) => Promise<unknown>;
}

/** The single call of the table. */
export const plain = async (
  { client }: Pick<World, 'client'>,
  call: Call,
  job: string = jobId,
): Promise<unknown> => {
  switch (call) {
    case 'read':
      return client.jobs.get(job);
    case 'start':
      return client.jobs.start(job);
    case 'create':
      return client.jobs.create(newJob);
    case 'delete':
      return client.jobs.delete(job);
  }
};

/** Has the result of all these calls; fails if their results differ. */
export const alike = async (all: readonly Promise<unknown>[]): Promise<unknown> => {
  const results = await Promise.allSettled(all);
  const ends = new Set(results.map((each) => (each.status === 'fulfilled' ? 'ok' : String(each.reason))));
  if (ends.size > 1) throw new Error(`they ended differently: ${[...ends].join('; ')}`);
  const [first] = results;
  if (first?.status === 'rejected') throw first.reason;
  return undefined;
};
