import { text } from './absent.js';

/** Smaller numbers are seconds or zero, not milliseconds: no job of the service is older. */
const earliest = Date.UTC(2001, 0, 1);

/** The latest instant that a Date can hold, in milliseconds. */
const limit = 8_640_000_000_000_000;

/** ISO 8601 in UTC, without a fraction of zero. */
export const iso = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z');

/** Epoch milliseconds as ISO 8601; the service sends 0 for an unknown time. Seconds are absent, not a time of 1970. */
export const fromMillis = (ms: unknown): string | undefined =>
  typeof ms === 'number' && ms >= earliest && ms <= limit ? iso(ms) : undefined;

/** The usual form of the service: UTC, to the second. It is returned as it is. */
const plain = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/**
 * A date, or a date and time with or without a zone. Date reads other forms in the local zone, so the result would
 * depend on the machine.
 */
const shape = /^(?:[+-]\d{2})?\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** Normalises ISO 8601 to UTC; a time without a zone is in UTC. Other text is returned unchanged. */
export const fromIso = (value: string | null | undefined): string | undefined => {
  const given = text(value);
  if (given === undefined || plain.test(given)) return given;
  if (given.endsWith('.000Z')) return fromIso(`${given.slice(0, -5)}Z`);
  const [, time, zone] = shape.exec(given) ?? [];
  const ms = toMillis(time !== undefined && zone === undefined ? `${given}Z` : given);
  return ms === undefined ? given : iso(ms);
};

const spaced = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})$/;

/** Times in metrics: epoch seconds with a fraction (2026), or `YYYY-MM-DD HH:MM:SS` in UTC (2022). */
export const fromMetric = (value: number | string | null | undefined): string | undefined => {
  if (typeof value === 'number') return fromMillis(Math.round(value * 1000));
  return fromIso(value?.replace(spaced, '$1T$2'));
};

/**
 * ISO 8601 (a date, or a time with its zone) as epoch milliseconds; NaN if it is absent or malformed, or if there is no
 * such day.
 *
 * @example
 * ```ts
 * assert.equal(instant('2026-02-28T06:00:00Z'), Date.UTC(2026, 1, 28, 6));
 * assert.equal(instant('2026-02-30'), Number.NaN);
 * ```
 */
export const instant = (value: string | undefined): number => {
  const [whole, time = '', zone] = shape.exec(value ?? '') ?? [];
  if (whole === undefined || (time !== '' && zone === undefined)) return NaN;
  const day = whole.slice(0, whole.length - time.length);
  const dayOfMonth = Number(day.slice(-2));
  // Date would read 30 February as 2 March.
  return dayOfMonth <= 28 || new Date(day).getUTCDate() === dayOfMonth ? Date.parse(whole) : NaN;
};

/** ISO 8601 with its zone as epoch milliseconds, for requests; `undefined` if it is absent or malformed. */
export const toMillis = (value: string | null | undefined): number | undefined => {
  const ms = instant(value ?? undefined);
  return Number.isNaN(ms) ? undefined : ms;
};
