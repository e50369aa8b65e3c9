import { isAnnotation } from './keywords.js';
import { isNode, type Node } from './node.js';
import { typed } from './schema/objects.js';

const COMBINING = ['$ref', 'allOf', 'anyOf', 'oneOf'];

/**
 * In OpenAPI 3.0, `nullable` counts only beside a `type`. Documents use it beside anything, and mean that null is valid:
 * such a schema becomes a union with null. Where there is a type, the converter makes null one of the types.
 */
export const nullable = (schema: unknown): unknown => {
  if (!isNode(schema)) return schema;
  const { nullable: isNullable, ...found } = schema;
  const node = withoutSiblings(found);
  if (isNullable !== true) return isNullable === undefined ? node : { ...node, nullable: isNullable };
  if (COMBINING.some((word) => word in node)) {
    const [annotations, rest] = [true, false].map((wanted) =>
      Object.fromEntries(Object.entries(node).filter(([word]) => isAnnotation(word) === wanted)),
    );
    return { ...annotations, anyOf: [unwrapped(rest ?? {}), { type: 'null' }] };
  }
  // Most documents only add `nullable` to an `enum`; null must be one of the values.
  const values = node['enum'];
  const listed =
    Array.isArray(values) && !values.includes(null)
      ? { ...node, enum: [...(values as unknown[]), null] }
      : node;
  const whole = typed(listed);
  // One that says nothing else is null, as a part of a union.
  const isKept = 'type' in whole || Object.keys(whole).every(isAnnotation);
  return isKept ? { ...whole, nullable: true } : whole;
};

/** In OpenAPI 3.0, what stands beside a reference is ignored. Descriptions are kept. */
const withoutSiblings = (node: Node): Node =>
  typeof node['$ref'] === 'string'
    ? Object.fromEntries(Object.entries(node).filter(([word]) => word === '$ref' || isAnnotation(word)))
    : node;

const unwrapped = (node: Node): unknown => {
  const { allOf, ...rest } = node;
  return Array.isArray(allOf) && allOf.length === 1 && Object.keys(rest).length === 0 ? allOf[0] : node;
};

/** OpenAPI 3.1 has no such keyword. The converter leaves it where it means nothing. */
export const withoutNullable = (schema: unknown): unknown => {
  if (!isNode(schema)) return schema;
  const { nullable: _, ...rest } = schema;
  return rest;
};
