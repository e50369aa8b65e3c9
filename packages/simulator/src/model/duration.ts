/** A time span: milliseconds, or a text such as `500ms`, `30s`, `5m`, `2h`, `1h30m` or `1d`. */
export type Duration = number | string;

const units: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

const part = /(\d+(?:\.\d+)?)(ms|[smhd])/g;
const whole = /^(?:\d+(?:\.\d+)?(?:ms|[smhd]))+$/;

/** The milliseconds of a duration; `undefined` if the text is none. */
export const readDuration = (duration: Duration): number | undefined => {
  if (typeof duration === 'number') return duration >= 0 ? duration : undefined;
  if (!whole.test(duration)) return undefined;
  return [...duration.matchAll(part)].reduce(
    (sum, [, count, unit = '']) => sum + Number(count) * (units[unit] ?? 0),
    0,
  );
};

/** The same; throws a `RangeError` that names the option. */
export const durationOf = (name: string, duration: Duration): number => {
  const ms = readDuration(duration);
  if (ms !== undefined) return ms;
  throw new RangeError(
    `${name}: "${duration}" is not a duration; use milliseconds, or a text such as 500ms, 30s, 5m, 2h or 1d`,
  );
};

/** `90000` as `1m30s`. */
export const showDuration = (ms: number): string => {
  const parts: string[] = [];
  let rest = ms;
  for (const [unit, size] of Object.entries(units).toReversed()) {
    const count = unit === 'ms' ? Math.round(rest) : Math.floor(rest / size);
    if (count > 0) parts.push(`${count}${unit}`);
    rest -= count * size;
  }
  return parts.join('') || '0s';
};
