import { UsageError } from '../errors.js';
import { parseDuration } from '../render/duration.js';

/** Milliseconds since 1970 of a time, which is in UTC if it has no zone, or of a duration back from now. */
export const timeOrAgo = (flag: string, text: string, now: number): number => {
  const ago = parseDuration(text);
  if (ago !== undefined) return now - ago;
  const shape =
    /^\d{4}-\d{2}-\d{2}(?:([Tt ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)([Zz]|[+-]\d{2}:\d{2})?)?$/.exec(text);
  const [whole, time, zone] = shape ?? [];
  const at = whole === undefined ? NaN : Date.parse(time === undefined || zone ? text : `${text}Z`);
  if (!Number.isNaN(at)) return at;
  throw new UsageError(
    `${flag} takes a time such as 2026-12-01T06:00:00Z, or a duration back from now such as 12h, not "${text}"`,
  );
};

/** A time as ISO 8601 in UTC. Without a zone it would mean another time on another machine, so it is refused. */
export const momentOf = (flag: string, text: string): string => {
  const shape = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2}))?$/;
  const at = shape.test(text) ? new Date(text) : undefined;
  if (at !== undefined && !Number.isNaN(at.getTime())) return at.toISOString();
  throw new UsageError(
    `${flag} takes a time with its zone, such as 2026-12-01T06:00:00Z, or a date, not "${text}"`,
  );
};

/** Checks that there are five fields; the service checks their values. */
export const cronOf = (flag: string, text: string): string => {
  const fields = text.trim().split(/\s+/);
  if (fields.length === 5 && fields.every((field) => /^[\w*/,?#-]+$/.test(field))) return fields.join(' ');
  throw new UsageError(
    `${flag} takes a cron expression of five fields in UTC, such as "0 6 * * *", not "${text}"`,
  );
};
