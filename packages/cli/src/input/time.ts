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

/** The same in ISO 8601, for a time that is not in the future. */
export const pastTime = (flag: string, text: string | undefined, now: number): string | undefined => {
  if (text === undefined) return undefined;
  const at = timeOrAgo(flag, text, now);
  if (at > now) throw new UsageError(`${flag} ${text} is in the future`);
  return new Date(at).toISOString();
};
