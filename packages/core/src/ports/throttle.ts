/** Tells when the service asks for fewer requests. */
export interface HasThrottle {
  /**
   * Registers a listener for the waits that the service asks for (`Retry-After` of a 429), in milliseconds from now, and
   * returns a function that removes it.
   */
  readonly onThrottled?: ((listener: (ms: number) => void) => () => void) | undefined;
}
