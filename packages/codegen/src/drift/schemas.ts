import { isFlagged } from '../document/directions.js';
import { nodeAt, type Node } from '../document/node.js';
import type { Change } from './change.js';
import { compareLimits } from './limits.js';
import { compareTypes, compareValues, type Comparison } from './types.js';
import { describe, nameOf, view, type Member, type View } from './view.js';

/** Compares two schemas and all nested ones. `where` is the path from the nearest named schema. */
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
  if (!isReplaced(c, a, b)) return compareViews(c, [ours, theirs], [a, b], where);
  const inner = compareViews({ ...c, seen: new Set(c.seen) }, [ours, theirs], [a, b], where);
  if (inner.length === 0) return [];
  const breaking = inner.some((change) => change.breaking);
  const [from, to] = [describe(c.ours, ours), describe(c.theirs, theirs)];
  return [{ subject: 'type', kind: 'retyped', where, from, to, direction: [c.direction], breaking }];
};

/** True if a place has another schema than before, and not the same one under a new name. */
const isReplaced = (c: Comparison, a: View, b: View): boolean => {
  if (a.name === undefined || b.name === undefined || a.name === b.name) return false;
  const has = (document: Node, name: string): boolean =>
    Object.hasOwn(nodeAt(nodeAt(document, 'components'), 'schemas'), name);
  return has(c.theirs, a.name) || has(c.ours, b.name);
};

const compareViews = (
  c: Comparison,
  [ours, theirs]: readonly [unknown, unknown],
  [a, b]: readonly [View, View],
  where: string,
): readonly Change[] => {
  const place = a.name ?? where;
  const types = compareTypes(c, a, b, where, [describe(c.ours, ours), describe(c.theirs, theirs)]);
  return [
    ...types,
    ...(types.length > 0 ? [] : compareValues(c, a, b, where)),
    ...compareLimits(c.direction, a.limits, b.limits, where),
    ...compareMembers(c, a, b, place),
    ...compareItems(c, a, b, place),
    ...(a.rest !== undefined && b.rest !== undefined ? compareSchemas(c, a.rest, b.rest, `${place}{}`) : []),
    ...[...new Set([...a.patterns.keys(), ...b.patterns.keys()])].flatMap((pattern) =>
      compareSchemas(c, a.patterns.get(pattern) ?? {}, b.patterns.get(pattern) ?? {}, `${place}{${pattern}}`),
    ),
    ...compareVariants(c, a, b, place),
  ];
};

/** Items that have no schema may be anything. */
const compareItems = (c: Comparison, a: View, b: View, place: string): readonly Change[] => {
  if (!a.types.has('array') || !b.types.has('array')) return [];
  const first = Array.from({ length: Math.max(a.first.length, b.first.length) }, (_, i) =>
    compareSchemas(c, a.first[i] ?? a.item ?? {}, b.first[i] ?? b.item ?? {}, `${place}[${i}]`),
  ).flat();
  return [...first, ...compareSchemas(c, a.item ?? {}, b.item ?? {}, `${place}[]`)];
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
      const breaking = sends && isRequired(c, c.theirs, theirs);
      return [{ subject: 'field', kind: 'added', where, to, direction, breaking }];
    }
    const [before, after] = [isRequired(c, c.ours, ours), isRequired(c, c.theirs, theirs)];
    const kind = after ? 'made required' : 'made optional';
    const changed: Change[] =
      before === after ? [] : [{ subject: 'field', kind, where, direction, breaking: sends === after }];
    return [...changed, ...compareSchemas(c, ours.schema, theirs.schema, where)];
  });
  return [...removed, ...others];
};

/** A property is required in the directions that it has. */
const isRequired = (c: Comparison, document: Node, { required, schema }: Member): boolean =>
  required && !isFlagged(document, schema, c.direction === 'request' ? 'readOnly' : 'writeOnly');

/** Matches the parts of two unions by name, or by description if they have none. */
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
