/** The search after a start whose answer was lost. */
export interface SettleSettings {
  /** How long to search: longer than the delay of the list plus that of a late request. */
  readonly windowMs: number;
  /** Wait after the first search, in milliseconds. */
  readonly firstMs: number;
  /** Growth of the wait from search to search. */
  readonly factor: number;
}

/** A search of 60 s, first after 0.5 s. */
export const defaultSettle: SettleSettings = { windowMs: 60_000, firstMs: 500, factor: 2 };

/**
 * The wait before the next search after `searches` searches, `elapsedMs` into the window; `undefined` after its end.
 * The last search is exactly at its end.
 */
export const settleDelay = (
  settings: SettleSettings,
  searches: number,
  elapsedMs: number,
): number | undefined => {
  const left = settings.windowMs - elapsedMs;
  // This form also ends the search if the time is NaN.
  if (!(left > 0)) return undefined;
  return Math.min(left, settings.firstMs * settings.factor ** Math.min(searches, 64));
};
