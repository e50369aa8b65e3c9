/** Numbers and times as text: the same for every reader, whatever the locale. */

/** Epoch milliseconds, or `undefined` if it is not a time. */
export const instant = (text: string | undefined): number | undefined => {
  const ms = Date.parse(text ?? '');
  return Number.isNaN(ms) ? undefined : ms;
};

/** `2026-10-18 02:14:05`, UTC. */
export const dateTime = (ms: number): string => new Date(ms).toISOString().slice(0, -5).replace('T', ' ');

/** `2026-10-18 02:14`, UTC. */
export const dateMinute = (ms: number): string => dateTime(ms).slice(0, -3);

/** A number that makes sense: not negative, and at most 2⁵³. */
export const amount = (value: number | undefined): number | undefined =>
  value !== undefined && value >= 0 && value <= Number.MAX_SAFE_INTEGER ? value : undefined;

/** `1,234,567`. */
export const count = (value: number): string => {
  const [digits = '', fraction] = String(Math.round(value * 100) / 100).split('.');
  const grouped = digits.replace(/\B(?=(?:\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
};

/** `1 run`, `2 runs`. */
export const counted = (value: number, noun: string): string =>
  `${count(value)} ${noun}${value === 1 ? '' : 's'}`;

/** `0.4s`, `12s`, `3m 05s`, `2h 04m 10s`. The script of the page reads it back to sort by it. */
export const duration = (seconds: number): string => {
  if (seconds < 10) return `${Math.round(seconds * 10) / 10}s`;
  const whole = Math.round(seconds);
  const [h, m, s] = [Math.floor(whole / 3_600), Math.floor((whole % 3_600) / 60), whole % 60];
  if (h > 0) return `${h}h ${pad(m)}m ${pad(s)}s`;
  return m > 0 ? `${m}m ${pad(s)}s` : `${s}s`;
};

const pad = (value: number): string => String(value).padStart(2, '0');

/** A part of 1: `12.34%`. */
export const percent = (part: number): string => `${Math.round(part * 10_000) / 100}%`;
