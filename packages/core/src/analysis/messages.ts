import type { LogEntry, Severity } from '../domain/log-entry.js';
import { defined } from '../domain/defined.js';

/** Log entries with the same message id; entries without an id belong together if their text is the same. */
export interface MessageGroup {
  /** The message id as the engine wrote it. */
  readonly id?: string;
  /** The highest severity of the entries. */
  readonly severity?: Severity;
  /** Number of entries. */
  readonly count: number;
  /** The time of the earliest and the latest entry, as the log has it. */
  readonly firstAt?: string;
  readonly lastAt?: string;
  /** The text of the first entry. */
  readonly text: string;
}

/** By rising severity. */
const severities: readonly (Severity | undefined)[] = [
  undefined,
  'trace',
  'debug',
  'info',
  'warning',
  'error',
  'fatal',
];

const rank = (severity: Severity | undefined): number => severities.indexOf(severity);

/** Whether an entry is an error: of severity `error` or `fatal`. */
export const isErrorEntry = ({ severity }: Pick<LogEntry, 'severity'>): boolean =>
  rank(severity) >= rank('error');

/**
 * The entries of a log in groups, in the order of their first entries. Each entry is in exactly one group.
 *
 * @example
 * ```ts
 * const [group] = groupMessages([
 *   { id: 'IIS-DSEE-TFIP-00040', severity: 'error', text: '3 rows were rejected', raw: '' },
 *   { id: 'IIS-DSEE-TFIP-00040', severity: 'error', text: '5 rows were rejected', raw: '' },
 * ]);
 * assert.equal(group?.count, 2);
 * assert.equal(group?.text, '3 rows were rejected');
 * ```
 */
export const groupMessages = (entries: readonly LogEntry[]): readonly MessageGroup[] => {
  const groups = new Map<string, MessageGroup>();
  for (const entry of entries) {
    const key = entry.id === undefined ? `text ${entry.text}` : `id ${entry.id}`;
    groups.set(key, plus(groups.get(key), entry));
  }
  return [...groups.values()];
};

const plus = (group: MessageGroup | undefined, { id, severity, time, text }: LogEntry): MessageGroup => {
  if (group === undefined) return defined({ id, severity, count: 1, firstAt: time, lastAt: time, text });
  const { firstAt = time, lastAt = time } = group;
  return defined({
    ...group,
    severity: rank(severity) > rank(group.severity) ? severity : group.severity,
    count: group.count + 1,
    // Times of one log have one form, which sorts as text.
    firstAt: time !== undefined && firstAt !== undefined && time < firstAt ? time : firstAt,
    lastAt: time !== undefined && lastAt !== undefined && time > lastAt ? time : lastAt,
  });
};
