/** Which way a value travels: what is harmless in one direction breaks in the other. */
export type Direction = 'request' | 'response';

type Subject =
  'operation' | 'parameter' | 'body' | 'answer' | 'field' | 'type' | 'enum member' | 'correction';

type Kind = 'added' | 'removed' | 'retyped' | 'made required' | 'made optional' | 'renamed' | 'outdated';

/** One difference between our document and a newer one. */
export interface Change {
  readonly subject: Subject;
  readonly kind: Kind;
  /** `listJobs`, `listJobs.query.limit`, `JobRunDetail.state`. */
  readonly where: string;
  /** What it was and what it is now, in few words, where that says something. */
  readonly from?: string;
  readonly to?: string;
  readonly direction?: readonly Direction[];
  /** True when code that is right today may be wrong tomorrow. */
  readonly breaking: boolean;
  /** The other values of the set, for whoever looks for the files concerned. Not part of a report. */
  readonly peers?: readonly string[];
  /** The files of core that are concerned, as far as that is known. */
  readonly core?: readonly string[];
}

/** Changes that are the same but for their direction become one, which is breaking when one of them was. */
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
