import type { Node } from '../document/node.js';
import type { Change, Direction } from './change.js';
import type { View } from './view.js';

/** Two documents and the way a value travels. */
export interface Comparison {
  readonly ours: Node;
  readonly theirs: Node;
  readonly direction: Direction;
  /** Pairs that have been looked at, in this direction: schemas contain each other. */
  readonly seen: Set<string>;
}

/** A type may be wider in what we receive only if we are ready for it, and narrower in what we send only if we fit. */
export const compareTypes = (
  c: Comparison,
  a: View,
  b: View,
  where: string,
  [from, to]: [string, string],
): Change[] => {
  const gained = [...b.types].some((type) => !covers(a, type));
  const lost = [...a.types].some((type) => !covers(b, type));
  // A closed set that opens or closes is a change of type too.
  const opened = a.values !== undefined && b.values === undefined && b.types.size > 0;
  const closed = a.values === undefined && b.values !== undefined && a.types.size > 0;
  const unions = a.variants.length > 0 !== b.variants.length > 0;
  const extra = (a.rest === undefined) !== (b.rest === undefined) && (a.rest ?? b.rest) !== undefined;
  if (!gained && !lost && !opened && !closed && !unions && !extra) return [];
  const wider = gained || opened || unions || (extra && b.rest === undefined);
  const narrower = lost || closed || unions || (extra && a.rest === undefined);
  // Further members that must be of a type refuse bodies that were fine.
  const stricter = extra && c.direction === 'response' && b.rest !== undefined;
  const breaking = c.direction === 'response' ? wider || stricter : narrower;
  const suffix = (v: View): string => (extra && v.rest !== undefined ? ' with typed further members' : '');
  return [
    {
      subject: 'type',
      kind: 'retyped',
      where,
      from: from + suffix(a),
      to: to + suffix(b),
      direction: [c.direction],
      breaking,
    },
  ];
};

const covers = ({ types, variants }: View, type: string): boolean =>
  types.has(type) ||
  types.has('any') ||
  (type === 'integer' && types.has('number')) ||
  (variants.length > 0 && type !== 'null');

/** Compares closed sets of values, and what is known of open ones. */
export const compareValues = (c: Comparison, a: View, b: View, where: string): Change[] => {
  const closed = a.values !== undefined || b.values !== undefined;
  const nothing: ReadonlySet<string> = new Set();
  const [before, after] = closed ? [a.values ?? nothing, b.values ?? nothing] : [a.known, b.known];
  const change = (kind: 'added' | 'removed', value: string, breaking: boolean): Change => ({
    subject: 'enum member',
    kind,
    where,
    [kind === 'added' ? 'to' : 'from']: value,
    direction: [c.direction],
    breaking: closed && breaking,
    peers: [...before],
  });
  return [
    ...[...after].filter((v) => !before.has(v)).map((v) => change('added', v, c.direction === 'response')),
    ...[...before].filter((v) => !after.has(v)).map((v) => change('removed', v, c.direction === 'request')),
  ];
};
