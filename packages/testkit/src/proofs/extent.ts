/**
 * How much of a proof is run: a slice with every change, in seconds, and all of it with WXDI_PROOF=full, in minutes
 * (`npm run proof`). The same figures stand in docs/reliability.md.
 */
export const extent = (slice: number, all: number): number => (isFullProof() ? all : slice);

export const isFullProof = (): boolean => process.env['WXDI_PROOF'] === 'full';

/** No proof fails because a machine is slow. */
export const patience = { timeout: 3_600_000 } as const;
