import { iso } from './iso.js';
import { text } from './said.js';

/** The earliest and latest instants that a Date can hold, in milliseconds. */
const limit = 8_640_000_000_000_000;

/** Epoch milliseconds as ISO 8601; 0 is the service's way to say that it does not know. */
export const fromMillis = (ms: unknown): string | undefined =>
  typeof ms === 'number' && ms > 0 && ms <= limit ? iso(ms) : undefined;

/** What the service mostly writes: UTC, to the second. It needs no reading to be what it is. */
const plain = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/**
 * A date, or a time of a day with its zone or without. Whatever else a Date can read, it reads in the zone of this
 * machine, and so as another moment on another machine.
 */
const shape = /^(?:[+-]\d{2})?\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** ISO 8601 as ISO 8601 in UTC, which is also what a time without a zone is in; other text is kept as it came. */
export const fromIso = (value: string | null | undefined): string | undefined => {
  const said = text(value);
  if (said === undefined || plain.test(said)) return said;
  const [, time, zone] = shape.exec(said) ?? [];
  const ms = toMillis(time !== undefined && zone === undefined ? `${said}Z` : said);
  return ms === undefined ? said : iso(ms);
};

const spaced = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})$/;

/** Times in metrics: epoch seconds with a fraction (2026), or `YYYY-MM-DD HH:MM:SS` in UTC (2022). */
export const fromMetric = (value: number | string | null | undefined): string | undefined => {
  if (typeof value === 'number') return fromMillis(Math.round(value * 1000));
  return fromIso(value?.replace(spaced, '$1T$2'));
};

/**
 * ISO 8601, a date or a time with its zone, as epoch milliseconds; NaN, which is neither before nor after anything,
 * when it is absent or no such text.
 */
export const instant = (value: string | undefined): number => {
  const [said, time, zone] = shape.exec(value ?? '') ?? [];
  return said === undefined || (time !== undefined && zone === undefined) ? NaN : Date.parse(said);
};

/** ISO 8601 with its zone to epoch milliseconds, for requests; `undefined` when it is absent or no such text. */
export const toMillis = (value: string | undefined): number | undefined => {
  const ms = instant(value);
  return Number.isNaN(ms) ? undefined : ms;
};
