/**
 * How much of each proof is run: a slice with every change, in seconds, and all of it with WXDI_PROOF=full, in
 * minutes (`npm run proof`). The same figures stand in docs/reliability.md.
 */
const full = process.env['WXDI_PROOF'] === 'full';
const of = (slice: number, all: number): number => (full ? all : slice);

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

/** No proof fails because a machine is slow. */
export const patience = { timeout: 3_600_000 } as const;
