/** Time and size limits of one request. */
export interface Limits {
  /** Until the connection stands, TLS included. Milliseconds. */
  readonly connectMs: number;
  /** From the request's last byte to the end of the answer's head. */
  readonly headersMs: number;
  /** Longest silence while the body arrives. */
  readonly idleMs: number;
  /** All of one attempt. */
  readonly totalMs: number;
  /** Largest body, after decompression, in bytes. */
  readonly bodyBytes: number;
}

export const defaultLimits: Limits = {
  connectMs: 10_000,
  headersMs: 60_000,
  idleMs: 30_000,
  totalMs: 120_000,
  bodyBytes: 64 * 1024 * 1024,
};
