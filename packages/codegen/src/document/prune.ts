import { escaped, follow, isNode, refsIn, type Node } from './node.js';

/** Removes the components that are not referred to, directly or indirectly. */
export const prune = (document: Node): Node => {
  const { components, ...rest } = document;
  const used = reachable(
    document,
    refsIn(rest).map(({ ref }) => ref),
  );
  const kept = Object.entries(isNode(components) ? components : {}).flatMap(([kind, entries]) => {
    if (kind === 'securitySchemes' || !isNode(entries)) return [[kind, entries] as const];
    const members = Object.entries(entries).filter(([name]) => used.has(refTo(kind, name)));
    return members.length === 0 ? [] : [[kind, Object.fromEntries(members)] as const];
  });
  return { ...rest, ...(kept.length === 0 ? {} : { components: Object.fromEntries(kept) }) };
};

/** The reference to a component. */
export const refTo = (kind: string, name: string): string => `#/components/${kind}/${escaped(name)}`;

const reachable = (document: Node, from: readonly string[]): ReadonlySet<string> => {
  const seen = new Set<string>();
  const queue = [...from];
  for (let ref = queue.pop(); ref !== undefined; ref = queue.pop()) {
    // A reference to a part of a component, such as a property, needs the whole component.
    const component = ref.split('/').slice(0, 4).join('/');
    if (seen.has(component)) continue;
    seen.add(component);
    queue.push(...refsIn(follow(document, component)).map((inner) => inner.ref));
  }
  return seen;
};
