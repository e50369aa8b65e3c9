/** The direction in which a value is sent: a change may be breaking in one direction only. */
export type Direction = 'request' | 'response';

type Subject =
  'operation' | 'parameter' | 'body' | 'response' | 'field' | 'type' | 'enum member' | 'limit' | 'correction';

type Kind =
  'added' | 'removed' | 'changed' | 'retyped' | 'made required' | 'made optional' | 'renamed' | 'outdated';

/** One difference between our document and a newer one. */
export interface Change {
  readonly subject: Subject;
  readonly kind: Kind;
  /** `listJobs`, `listJobs.query.limit`, `JobRunDetail.state`. */
  readonly where: string;
  /** The old and the new value, in short form, if there is one. */
  readonly from?: string;
  readonly to?: string;
  readonly direction?: readonly Direction[];
  /** True if code that works today may fail. */
  readonly breaking: boolean;
  /** The other values of the enumeration: `locate` finds the affected files by them. Not part of a report. */
  readonly peers?: readonly string[];
  /** The affected files of core, as far as known. */
  readonly core?: readonly string[];
}

/** Merges changes that differ only in direction. The result is breaking if one of them is. */
export const unite = (changes: readonly Change[]): readonly Change[] => {
  const united = new Map<string, Change>();
  for (const change of changes) {
    const { subject, kind, where, from, to } = change;
    const key = JSON.stringify([subject, kind, where, from, to]);
    const known = united.get(key);
    const direction = [...new Set([...(known?.direction ?? []), ...(change.direction ?? [])])].sort();
    united.set(key, {
      ...change,
      ...(direction.length === 0 ? {} : { direction }),
      breaking: change.breaking || (known?.breaking ?? false),
    });
  }
  return [...united.values()];
};
