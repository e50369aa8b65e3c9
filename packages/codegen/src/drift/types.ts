import type { Node } from '../document/node.js';
import type { Change, Direction } from './change.js';
import type { View } from './view.js';

/** Two documents and the direction of the values. */
export interface Comparison {
  readonly ours: Node;
  readonly theirs: Node;
  readonly direction: Direction;
  /** Pairs already compared in this direction: schemas can be recursive. */
  readonly seen: Set<string>;
}

/** A wider type is breaking in a response, a narrower one in a request. */
export const compareTypes = (
  c: Comparison,
  a: View,
  b: View,
  where: string,
  [from, to]: [string, string],
): Change[] => {
  const gained = [...b.types].some((type) => !covers(a, type));
  const lost = [...a.types].some((type) => !covers(b, type));
  // A change from a closed enumeration to an open one, or back, is also a change of type.
  const opened = a.values !== undefined && b.values === undefined && b.types.size > 0;
  const closed = a.values === undefined && b.values !== undefined && a.types.size > 0;
  const unions = a.variants.length > 0 !== b.variants.length > 0;
  const extra = (a.rest === undefined) !== (b.rest === undefined) && (a.rest ?? b.rest) !== undefined;
  // What is received is open in any case.
  const shut = c.direction === 'request' && a.isClosed !== b.isClosed;
  const tags = a.tag !== b.tag;
  if (!gained && !lost && !opened && !closed && !unions && !extra && !shut && !tags) return [];
  // A discriminator counts in a union only.
  const retagged = tags && (a.variants.length > 0 || b.variants.length > 0);
  const wider = gained || opened || unions || retagged || (extra && b.rest === undefined);
  const narrower =
    lost || closed || unions || retagged || b.isClosed > a.isClosed || (extra && a.rest === undefined);
  // Typed additional properties reject bodies that were valid.
  const stricter = extra && c.direction === 'response' && b.rest !== undefined;
  const breaking = c.direction === 'response' ? wider || stricter : narrower;
  const suffix = (v: View): string =>
    [
      extra && v.rest !== undefined ? ' with typed additional properties' : '',
      shut && v.isClosed ? ' without additional properties' : '',
      tags && v.tag !== undefined ? ` ${v.tag}` : '',
    ].join('');
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

/** Compares the values of closed enumerations, and the known values of open ones. */
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
