import { text } from './said.js';

/** The earliest and latest instants that a Date can hold, in milliseconds. */
const limit = 8_640_000_000_000_000;

const iso = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z');

/** Epoch milliseconds as ISO 8601; 0 is the service's way to say that it does not know. */
export const fromMillis = (ms: unknown): string | undefined =>
  typeof ms === 'number' && ms > 0 && ms <= limit ? iso(ms) : undefined;

/** What the service mostly writes: UTC, to the second. It needs no reading to be what it is. */
const plain = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/** ISO 8601 as ISO 8601 in UTC; text that is no date is kept as it came. */
export const fromIso = (value: string | null | undefined): string | undefined => {
  const said = text(value);
  if (said !== undefined && plain.test(said)) return said;
  const ms = toMillis(said);
  return ms === undefined ? said : iso(ms);
};

const spaced = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})$/;

/** Times in metrics: epoch seconds with a fraction (2026), or `YYYY-MM-DD HH:MM:SS` in UTC (2022). */
export const fromMetric = (value: number | string | null | undefined): string | undefined => {
  if (typeof value === 'number') return fromMillis(Math.round(value * 1000));
  return fromIso(value?.replace(spaced, '$1T$2Z'));
};

/** ISO 8601 as epoch milliseconds; NaN, which is neither before nor after anything, when it is absent or no date. */
export const instant = (value: string | undefined): number => new Date(value ?? NaN).getTime();

/** ISO 8601 to epoch milliseconds, for requests; `undefined` when it is absent or no date. */
export const toMillis = (value: string | undefined): number | undefined => {
  const ms = instant(value);
  return Number.isNaN(ms) ? undefined : ms;
};
