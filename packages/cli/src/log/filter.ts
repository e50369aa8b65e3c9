import type { LogEntry, Severity } from '@wxdi/sdk';
import { UsageError } from '../errors.js';

/** By rising severity. */
const severities: readonly Severity[] = ['trace', 'debug', 'info', 'warning', 'error', 'fatal'];

export interface LogFilters {
  readonly level?: Severity | undefined;
  /** Milliseconds since 1970. */
  readonly since?: number | undefined;
  /** A regular expression. */
  readonly grep?: string | undefined;
}

/** Whether an entry is shown. An entry without a level or a time is always shown by the filter of that property. */
export const logFilter = async ({
  level,
  since,
  grep,
}: LogFilters): Promise<(entry: LogEntry) => boolean> => {
  const least = level === undefined ? -1 : severities.indexOf(level);
  // Most engines write whole seconds.
  const from = since === undefined ? -Infinity : Math.floor(since / 1_000) * 1_000;
  const matches = grep === undefined ? () => true : await matcherOf(grep);
  return (entry) => {
    if (entry.severity !== undefined && severities.indexOf(entry.severity) < least) return false;
    const at = from === -Infinity ? undefined : timeOf(entry);
    return (at === undefined || at >= from) && matches(entry.raw);
  };
};

/** The time of an entry in milliseconds since 1970. A time without a zone is taken as UTC. */
export const timeOf = ({ time }: LogEntry): number | undefined => {
  if (time === undefined) return undefined;
  const at = Date.parse(/(?:Z|[+-]\d{2}:?\d{2})$/.test(time) ? time : `${time}Z`);
  return Number.isNaN(at) ? undefined : at;
};

/** RE2 matches in linear time: no expression can hang on a line. `^` and `$` match at each line of an entry. */
const matcherOf = async (pattern: string): Promise<(text: string) => boolean> => {
  const { RE2JS, RE2JSException } = await import('re2js');
  try {
    const expression = RE2JS.compile(pattern, RE2JS.MULTILINE);
    return (text) => expression.test(text);
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    throw new UsageError(`flag --grep takes an RE2 regular expression: ${error.message}`);
  }
};
