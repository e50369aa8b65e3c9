/**
 * The size of a proof: a slice with every change, which takes seconds; all of it with WXDI_PROOF=full (`npm run proof`),
 * which takes minutes. docs/reliability.md lists the same figures.
 */
export const proofSize = (slice: number, all: number): number => (isFullProof() ? all : slice);

export const isFullProof = (): boolean => process.env['WXDI_PROOF'] === 'full';

/** A slow machine never fails a proof. */
export const patience = { timeout: 3_600_000 } as const;
