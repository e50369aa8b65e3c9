import { withoutExamples } from './examples.js';
import { separate } from './directions.js';
import { isNode, listAt, type Node } from './node.js';
import { localise } from './references.js';
import { combined, wrappedReference } from './schema/combine.js';
import { tagged } from './schema/discriminator.js';
import { openTuple, patterns, typed } from './schema/objects.js';
import { requirements } from './schema/required.js';
import { constant, enumeration } from './schema/values.js';
import { mapSchemas } from './schemas.js';

/**
 * Rewrites constructs that hey-api misreads into equivalent ones. If hey-api would generate a type that is stricter than
 * the document, and so reject valid bodies, the result here is the looser one.
 */
export const normalise = (document: Node): Node => {
  const local = localise(withoutExamples(document) as Node);
  const explicit = mapSchemas(local, {
    before: onNodes((node) => requirements(local)(withoutNever(node))),
    after: withoutBooleans,
  });
  const steps = [
    withoutDefault,
    tagged(local),
    wrappedReference,
    constant,
    enumeration,
    typed,
    patterns,
    openTuple,
    combined(local),
  ];
  const after = onNodes((node) => steps.reduce((changed, step) => step(changed), node));
  return separate(mapSchemas(explicit, { after }));
};

// A codec does not fill in default values, and hey-api would look for references in them.
const withoutDefault = ({ default: _, ...rest }: Node): Node => rest;

const onNodes =
  (change: (node: Node) => Node) =>
  (schema: unknown): unknown =>
    isNode(schema) ? change(schema) : schema;

/** `true` is any value. `false` is none: it is left out of a union, and elsewhere the value is left open. */
const withoutBooleans = (schema: unknown): unknown => {
  if (typeof schema === 'boolean') return {};
  if (!isNode(schema) || typeof schema['items'] !== 'boolean' || 'prefixItems' in schema) return schema;
  const { items: _, ...rest } = schema;
  return { type: 'array', ...rest, items: {} };
};

const withoutNever = (node: Node): Node => {
  const unions = ['anyOf', 'oneOf'].filter((word) => listAt(node, word).includes(false));
  const parts = unions.map((word) => [word, listAt(node, word).filter((part) => part !== false)] as const);
  return { ...node, ...(Object.fromEntries(parts) as Node) };
};
