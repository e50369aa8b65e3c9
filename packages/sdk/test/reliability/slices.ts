import { proofSize } from '@wxdi/testkit';

/** The size of each proof: with every change, and in `npm run proof`. */
export const slices = {
  /** Starts over real sockets, with faults. */
  starts: proofSize(200, 2_000),
  /** Processes that are killed and run again. */
  kills: proofSize(15, 300),
  /** Random response bodies. */
  documents: proofSize(20_000, 100_000),
  /** Ids that try to leave their segment of the path. */
  ids: proofSize(20_000, 100_000),
  /** Aborted calls. */
  aborts: proofSize(500, 10_000),
  /** Histories of a client and a service. */
  histories: proofSize(200, 5_000),
} as const;

export { patience } from '@wxdi/testkit';
