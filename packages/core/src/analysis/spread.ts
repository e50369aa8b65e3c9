import { defined } from '../domain/defined.js';
import { quantile } from './quantile.js';
import { fewestRuns } from './usual.js';

/** How the values of some runs are distributed. A member is absent if there are too few values for it. */
export interface Spread {
  /** Number of values: runs of which it is known. */
  readonly count: number;
  /** The median; from 5 values on. */
  readonly p50?: number;
  /** From 20 values on: of fewer, it would be the greatest one. */
  readonly p95?: number;
  readonly least?: number;
  readonly most?: number;
}

const fewestForP95 = 20;

export const spreadOf = (values: readonly number[]): Spread =>
  defined({
    count: values.length,
    p50: values.length < fewestRuns ? undefined : quantile(values, 0.5),
    p95: values.length < fewestForP95 ? undefined : quantile(values, 0.95),
    least: quantile(values, 0),
    most: quantile(values, 1),
  });

/** How the durations of completed runs change, by the medians of the older and the newer half of them. */
export type Trend =
  | {
      readonly _tag: 'Steady' | 'Slower' | 'Faster';
      /** The median of the newer half divided by that of the older half. */
      readonly ratio: number;
    }
  | { readonly _tag: 'TooFew'; readonly count: number };

/** A change by less than a quarter is no trend. */
const steadyFactor = 1.25;

/** `values`: oldest first. `TooFew` for fewer than ten: five in each half. */
export const trendOf = (values: readonly number[]): Trend => {
  const half = Math.floor(values.length / 2);
  const [older, newer] = [quantile(values.slice(0, half), 0.5), quantile(values.slice(-half), 0.5)];
  if (half < fewestRuns || older === undefined || newer === undefined)
    return { _tag: 'TooFew', count: values.length };
  const ratio = older > 0 ? newer / older : newer > 0 ? Infinity : 1;
  if (ratio >= steadyFactor) return { _tag: 'Slower', ratio };
  return { _tag: ratio <= 1 / steadyFactor ? 'Faster' : 'Steady', ratio };
};

/** An outlier differs from the median by at least this factor. */
const outlierFactor = 1.5;

/**
 * Whether a value is an outlier of some values: more than 1.5 times the distance of the quartiles above or below them, and
 * at least half as much again as the median, or at most two thirds of it. None of fewer than 5 values is.
 */
export const outlierTest = (values: readonly number[]): ((value: number) => boolean) => {
  const [lower, middle, upper] = [0.25, 0.5, 0.75].map((q) => quantile(values, q));
  if (values.length < fewestRuns || lower === undefined || middle === undefined || upper === undefined)
    return () => false;
  const reach = 1.5 * (upper - lower);
  return (value) =>
    (value > upper + reach && value >= middle * outlierFactor) ||
    (value < lower - reach && value <= middle / outlierFactor);
};
