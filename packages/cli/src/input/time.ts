import { UsageError } from '../errors.js';

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
