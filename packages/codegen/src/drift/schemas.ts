import type { Node } from '../document/node.js';
import type { Change } from './change.js';
import { compareTypes, compareValues, type Comparison } from './types.js';
import { describe, nameOf, view, type View } from './view.js';

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
