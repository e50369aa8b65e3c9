import type { ClientOptions } from '@wxdi/sdk';
import type { Fault } from '@wxdi/testkit';
import type { World, WorldOptions } from './world.js';

export type Call = 'read' | 'start';

/** What a fault needs that no script can say. */
export interface ScenePlay {
  readonly script?: (call: Call) => readonly Fault[];
  /** Where the client is pointed, and with what. */
  readonly options?: () => Partial<ClientOptions> | Promise<Partial<ClientOptions>>;
  readonly between?: (call: Call) => NonNullable<WorldOptions['between']>;
  /** What is done in place of the one read or start. */
  readonly act?: (world: World, call: Call) => Promise<unknown>;
}

/** The one read or start of the table. */
export const plain = async ({ client }: Pick<World, 'client'>, call: Call): Promise<unknown> =>
  call === 'read' ? client.jobs.get('job-1') : client.jobs.start('job-1');

/** Many calls that all end alike: the end of one, or an error that says how they differ. */
export const alike = async (all: readonly Promise<unknown>[]): Promise<unknown> => {
  const ends = await Promise.allSettled(all);
  const said = new Set(ends.map((end) => (end.status === 'fulfilled' ? 'well' : String(end.reason))));
  if (said.size > 1) throw new Error(`they ended differently: ${[...said].join('; ')}`);
  const [first] = ends;
  if (first?.status === 'rejected') throw first.reason;
  return undefined;
};
