import type { Node } from '../document/node.js';
import type { Change, Direction } from './change.js';
import { describe, nameOf, view, type View } from './view.js';

/** Two documents and the way a value travels. */
export interface Comparison {
  readonly ours: Node;
  readonly theirs: Node;
  readonly direction: Direction;
  /** Pairs that have been looked at, in this direction: schemas contain each other. */
  readonly seen: Set<string>;
}

/** Compares two schemas and everything inside them. `where` is the way there, from the nearest schema with a name. */
export const compareSchemas = (
  c: Comparison,
  ours: unknown,
  theirs: unknown,
  where: string,
): readonly Change[] => {
  const [a, b] = [view(c.ours, ours), view(c.theirs, theirs)];
  const place = a.name ?? where;
  const pair = JSON.stringify([a.name ?? ours, b.name ?? theirs, place]);
  if (c.seen.has(pair)) return [];
  c.seen.add(pair);
  const types = compareTypes(c, a, b, where, [describe(c.ours, ours), describe(c.theirs, theirs)]);
  return [
    ...types,
    ...(types.length > 0 ? [] : compareValues(c, a, b, where)),
    ...compareMembers(c, a, b, place),
    ...(a.item !== undefined && b.item !== undefined ? compareSchemas(c, a.item, b.item, `${place}[]`) : []),
    ...(a.rest !== undefined && b.rest !== undefined ? compareSchemas(c, a.rest, b.rest, `${place}{}`) : []),
    ...compareVariants(c, a, b, place),
  ];
};

/** A type may be wider in what we receive only if we are ready for it, and narrower in what we send only if we fit. */
const compareTypes = (
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

const compareValues = (c: Comparison, a: View, b: View, where: string): Change[] => {
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

const compareMembers = (c: Comparison, a: View, b: View, place: string): readonly Change[] => {
  const direction = [c.direction];
  const sends = c.direction === 'request';
  const removed = [...a.members].flatMap(([name, { schema }]): Change[] =>
    b.members.has(name)
      ? []
      : [
          {
            subject: 'field',
            kind: 'removed',
            where: `${place}.${name}`,
            from: describe(c.ours, schema),
            direction,
            breaking: true,
          },
        ],
  );
  const others = [...b.members].flatMap(([name, theirs]): readonly Change[] => {
    const ours = a.members.get(name);
    const where = `${place}.${name}`;
    if (!ours) {
      const to = describe(c.theirs, theirs.schema);
      return [{ subject: 'field', kind: 'added', where, to, direction, breaking: sends && theirs.required }];
    }
    const kind = theirs.required ? 'made required' : 'made optional';
    const changed: Change[] =
      ours.required === theirs.required
        ? []
        : [{ subject: 'field', kind, where, direction, breaking: sends === theirs.required }];
    return [...changed, ...compareSchemas(c, ours.schema, theirs.schema, where)];
  });
  return [...removed, ...others];
};

/** The parts of a union are told apart by their names, or else by what they are. */
const compareVariants = (c: Comparison, a: View, b: View, place: string): readonly Change[] => {
  if (a.variants.length === 0 || b.variants.length === 0) return [];
  const keyed = (document: Node, variants: readonly unknown[]) =>
    new Map(variants.map((variant) => [nameOf(variant) ?? describe(document, variant), variant]));
  const [before, after] = [keyed(c.ours, a.variants), keyed(c.theirs, b.variants)];
  const change = (kind: 'added' | 'removed', name: string, breaking: boolean): Change => ({
    subject: 'type',
    kind,
    where: place,
    [kind === 'added' ? 'to' : 'from']: name,
    direction: [c.direction],
    breaking,
  });
  return [
    ...[...after.keys()]
      .filter((k) => !before.has(k))
      .map((k) => change('added', k, c.direction === 'response')),
    ...[...before].flatMap(([k, variant]) =>
      after.has(k)
        ? compareSchemas(c, variant, after.get(k), `${place}|${k}`)
        : [change('removed', k, c.direction === 'request')],
    ),
  ];
};
