import type { ClientOptions } from '@wxdi/sdk';
import type { Call } from '@wxdi/testkit';
import type { World } from './world.js';
import { jobId, newJob } from '@wxdi/testkit';

/** The half of a scene that is the library's own. */
export interface ScenePlay {
  /** With what the client is made. */
  readonly options?: Partial<ClientOptions>;
  /** What is done in place of the one call. */
  readonly act?: (world: World, call: Call) => Promise<unknown>;
}

/** The one call of the table. */
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

/** Many calls that all end alike: the end of one, or an error that says how they differ. */
export const alike = async (all: readonly Promise<unknown>[]): Promise<unknown> => {
  const ends = await Promise.allSettled(all);
  const said = new Set(ends.map((end) => (end.status === 'fulfilled' ? 'well' : String(end.reason))));
  if (said.size > 1) throw new Error(`they ended differently: ${[...said].join('; ')}`);
  const [first] = ends;
  if (first?.status === 'rejected') throw first.reason;
  return undefined;
};
