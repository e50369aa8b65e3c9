import { withoutExamples } from './examples.js';
import { follow, isNode, listAt, nodeAt, refsIn, type Node } from './node.js';
import { operationsOf } from './operations.js';
import { unfilled, unsendable } from './parameters.js';
import { refTo } from './prune.js';
import { localise } from './references.js';
import { unwritable } from './shield.js';

/** Throws if no code can be generated from the document, and names each problem. */
export const rejectUnsupported = (given: Node): void => {
  const document = withoutExamples(given) as Node;
  const problems = [
    ...refsIn(document)
      .filter(({ ref }) => follow(document, ref) === undefined)
      .map(({ ref, at }) => `unresolved reference ${ref} at ${at}`),
    ...endless(localise(document)).map(
      (name) => `schema ${name} refers to itself without an object or array in between`,
    ),
    ...operationsOf(document).flatMap((operation) => {
      const name = `${operation.method.toUpperCase()} ${operation.path}`;
      return [
        ...unfilled(operation).map((placeholder) => `${name}: no parameter describes {${placeholder}}`),
        ...unsendable(document, operation).map(
          (one) => `${name}: the parameter ${one.name} cannot be sent: ${one.reason}`,
        ),
      ];
    }),
    ...unwritable(document).map((at) => `the string at ${at} is not well-formed Unicode`),
  ];
  if (problems.length > 0) throw new Error(problems.join('\n'));
};

/** Schemas whose validation would never end. */
const endless = (document: Node): readonly string[] => {
  const schemas = nodeAt(nodeAt(document, 'components'), 'schemas');
  const direct = new Map(
    Object.entries(schemas).map(([name, schema]) => [refTo('schemas', name), [...alternatives(schema)]]),
  );
  return Object.keys(schemas).filter((name) => {
    const self = refTo('schemas', name);
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

/** The references of a schema that apply to the same value, not to a part of it. */
const alternatives = (schema: unknown): readonly string[] => {
  if (!isNode(schema)) return [];
  const own = typeof schema['$ref'] === 'string' ? [schema['$ref']] : [];
  return [
    ...own,
    ...['allOf', 'anyOf', 'oneOf'].flatMap((word) => listAt(schema, word).flatMap(alternatives)),
  ];
};
