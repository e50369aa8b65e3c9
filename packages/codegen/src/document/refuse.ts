import { follow, isNode, listAt, nodeAt, refsIn, type Node } from './node.js';
import { unwritable } from './shield.js';

/** Throws for what can't be generated from, with the name of what is wrong. */
export const refuseUnsupported = (document: Node): void => {
  const problems = [
    ...refsIn(document)
      .filter(({ ref }) => follow(document, ref) === undefined)
      .map(({ ref, at }) => `${ref}, at ${at}, leads nowhere`),
    ...endless(document).map(
      (name) => `the schema ${name} contains itself with no object or list in between`,
    ),
    ...unwritable(document).map((at) => `the text at ${at} is not well-formed`),
  ];
  if (problems.length > 0) throw new Error(problems.join('\n'));
};

/** Schemas of which no value could ever be told to be one. */
const endless = (document: Node): readonly string[] => {
  const schemas = nodeAt(nodeAt(document, 'components'), 'schemas');
  const direct = new Map(
    Object.entries(schemas).map(([name, schema]) => [
      `#/components/schemas/${name}`,
      [...alternatives(schema)],
    ]),
  );
  return Object.keys(schemas).filter((name) => {
    const self = `#/components/schemas/${name}`;
    const seen = new Set<string>();
    const queue = [...(direct.get(self) ?? [])];
    for (let ref = queue.pop(); ref !== undefined; ref = queue.pop()) {
      if (ref === self) return true;
      if (seen.has(ref)) continue;
      seen.add(ref);
      queue.push(...(direct.get(ref) ?? []));
    }
    return false;
  });
};

/** What a schema refers to about the very same value. */
const alternatives = (schema: unknown): readonly string[] => {
  if (!isNode(schema)) return [];
  const own = typeof schema['$ref'] === 'string' ? [schema['$ref']] : [];
  return [
    ...own,
    ...['allOf', 'anyOf', 'oneOf'].flatMap((word) => listAt(schema, word).flatMap(alternatives)),
  ];
};
