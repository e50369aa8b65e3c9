import { isNode, listAt, type Node } from '../node.js';

/** hey-api compares only plain values: a constant object or list becomes an object or list of constants. */
export const constant = (node: Node): Node => {
  const { const: value, type: _, ...rest } = node;
  return typeof value === 'object' && value !== null ? { ...rest, ...schemaFor(value) } : node;
};

/** The schema of a single value. Like every object, a constant one may have more members. */
const schemaFor = (value: unknown): Node => {
  if (value === null) return { type: 'null' };
  // hey-api reads an empty list as it is.
  if (Array.isArray(value) && value.length === 0) return { type: 'array', const: value };
  if (Array.isArray(value))
    return {
      type: 'array',
      prefixItems: value.map(schemaFor),
      minItems: value.length,
      maxItems: value.length,
    };
  if (!isNode(value)) return { const: value };
  const properties = Object.entries(value).map(([name, child]) => [name, schemaFor(child)]);
  return {
    type: 'object',
    ...(properties.length === 0 ? {} : { required: Object.keys(value) }),
    properties: Object.fromEntries(properties) as Node,
  };
};

/** hey-api drops null, objects and arrays from an `enum`, except null if it is one of the types. */
export const enumeration = (node: Node): Node => {
  const { enum: values, type, ...rest } = node;
  if (!Array.isArray(values)) return node;
  const all = values as readonly unknown[];
  const odd = all.filter((value) => typeof value === 'object');
  if (
    odd.length === 0 ||
    (odd.every((value) => value === null) && listAt(node, 'type').length > 1 && all.length > odd.length)
  )
    return node;
  const plain = all.filter((value) => typeof value !== 'object');
  const parts = [
    ...(plain.length === 0
      ? []
      : [{ ...(type === undefined || Array.isArray(type) ? {} : { type }), enum: plain }]),
    ...odd.map(schemaFor),
  ];
  const [only] = parts;
  return parts.length === 1 && only ? { ...rest, ...only } : { ...rest, anyOf: parts };
};
