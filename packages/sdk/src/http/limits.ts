/** Time and size limits of a request. */
export interface Limits {
  /** Until the connection is open, including TLS. Milliseconds. */
  readonly connectMs: number;
  /** From the last byte of the request to the end of the answer's head. */
  readonly headersMs: number;
  /** Longest pause while the body arrives. */
  readonly idleMs: number;
  /** The whole attempt. */
  readonly totalMs: number;
  /** Largest body, after decompression, in bytes. */
  readonly bodyBytes: number;
}

/** 10 s to connect, 60 s for the head, 30 s between parts of the body, 120 s in total, 64 MiB. */
export const defaultLimits: Limits = {
  connectMs: 10_000,
  headersMs: 60_000,
  idleMs: 30_000,
  totalMs: 120_000,
  bodyBytes: 64 * 1024 * 1024,
};
