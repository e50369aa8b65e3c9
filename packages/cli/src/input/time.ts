import { instant } from '@wxdi/sdk';
import { UsageError } from '../errors.js';
import { parseDuration } from '../render/duration.js';

/** Milliseconds since 1970 of a time, which is in UTC if it has no zone, or of a duration before now. */
export const timeOrAgo = (flag: string, text: string, now: number): number => {
  const ago = parseDuration(text);
  if (ago !== undefined) return now - ago;
  const [whole, date = '', time, zone = 'Z'] =
    /^(\d{4}-\d{2}-\d{2})(?:[Tt ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)([Zz]|[+-]\d{2}:\d{2})?)?$/.exec(
      text,
    ) ?? [];
  const at = instant(time === undefined ? date : `${date}T${time}${zone.toUpperCase()}`);
  if (!Number.isNaN(at)) return at;
  throw new UsageError(
    whole === undefined
      ? `${flag} takes a time such as 2026-12-01T06:00:00Z, or a duration before now such as 12h, not "${text}"`
      : `${flag} ${text}: there is no such date or time`,
  );
};

/** A time for the library. Nothing of the service is older than 1970. */
export const isoTime = (ms: number): string => new Date(Math.max(0, ms)).toISOString();

/** The values of `--since` and `--until` in milliseconds since 1970. */
export const timeRange = (
  { since, until }: { readonly since?: string | undefined; readonly until?: string | undefined },
  now: number,
): { readonly from: number | undefined; readonly to: number | undefined } => {
  const from = since === undefined ? undefined : timeOrAgo('--since', since, now);
  const to = until === undefined ? undefined : timeOrAgo('--until', until, now);
  if (from !== undefined && from > (to ?? now))
    throw new UsageError(
      to === undefined
        ? `--since ${since} is in the future`
        : `--since ${since} is later than --until ${until}`,
    );
  return { from, to };
};
