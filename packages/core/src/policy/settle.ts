/** How a start whose answer was lost is looked for. */
export interface SettleSettings {
  /** How long to look: longer than the list lags plus a request may be late. */
  readonly windowMs: number;
  readonly firstMs: number;
  readonly factor: number;
}

export const defaultSettle: SettleSettings = { windowMs: 60_000, firstMs: 500, factor: 2 };

/**
 * The wait before look number `look` (0 is the first), `elapsedMs` into the window; `undefined` when the window is
 * over. The last look comes exactly at its end.
 */
export const settleDelay = (
  settings: SettleSettings,
  look: number,
  elapsedMs: number,
): number | undefined => {
  const left = settings.windowMs - elapsedMs;
  // Written so that a time that is no number ends the looking too.
  if (!(left > 0)) return undefined;
  return Math.min(left, settings.firstMs * settings.factor ** Math.min(look, 64));
};
