import { extent as of } from '@wxdi/testkit';

/** How much of each proof is run. */
export const slices = {
  /** Starts over real sockets, with faults. */
  starts: of(200, 2_000),
  /** Processes that are killed and run again. */
  kills: of(15, 300),
  /** Answers that are made of anything; all of them with every change, in half a minute. */
  documents: 100_000,
  /** Ids that try to leave their place in a path. */
  ids: of(20_000, 100_000),
  /** Calls that are aborted. */
  aborts: of(500, 10_000),
  /** Histories of a client and a service. */
  histories: of(200, 5_000),
} as const;

export { patience } from '@wxdi/testkit';
