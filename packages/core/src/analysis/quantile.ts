/**
 * The quantile of some numbers, from 0 (the least) to 1 (the greatest), interpolated linearly between the two nearest
 * values; 0.5 is the median. `undefined` for no numbers.
 *
 * @example
 * ```ts
 * assert.equal(quantile([4, 1, 2, 3], 0.5), 2.5);
 * assert.equal(quantile([], 0.5), undefined);
 * ```
 */
export const quantile = (values: readonly number[], q: number): number | undefined => {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * Math.min(1, Math.max(0, q));
  const [lower, upper] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  if (lower === undefined || upper === undefined) return undefined;
  return lower + (upper - lower) * (at - Math.floor(at));
};

/** The middle of some numbers; `undefined` for none. */
export const median = (values: readonly number[]): number | undefined => quantile(values, 0.5);
