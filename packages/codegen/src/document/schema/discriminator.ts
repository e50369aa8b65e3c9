import { dereference, isNode, listAt, nodeAt, partsOf, type Node } from '../node.js';
import { propertyOf } from './property.js';

/**
 * Replaces a discriminator by the tag of each part of the union. A part that declares the tag as `const` or `enum` already
 * has it. A part with a required text has the values that the mapping names for it, or else its own name. A part in which
 * the tag is optional, undeclared or not a text stays as it is.
 *
 * A discriminator on a base schema is removed: it would restrict each schema that extends it to one value.
 */
export const tagged =
  (document: Node) =>
  (node: Node): Node => {
    const { discriminator, ...rest } = node;
    const { propertyName } = isNode(discriminator) ? discriminator : {};
    if (typeof propertyName !== 'string') return rest;
    const mapping = Object.entries(nodeAt(discriminator, 'mapping'));
    const withTag = (part: unknown): unknown => {
      const ref = isNode(part) ? part['$ref'] : undefined;
      if (typeof ref !== 'string' || !needsTag(document, part, propertyName)) return part;
      const mapped = mapping.filter(([, target]) => target === ref || target === nameOf(ref));
      const tags = mapped.length === 0 ? [nameOf(ref)] : mapped.map(([tag]) => tag);
      const tag = {
        type: 'object',
        required: [propertyName],
        properties: { [propertyName]: { enum: tags } },
      };
      return { allOf: [tag, part] };
    };
    const unions = ['oneOf', 'anyOf'].filter((word) => Array.isArray(node[word]));
    return { ...rest, ...Object.fromEntries(unions.map((word) => [word, listAt(node, word).map(withTag)])) };
  };

const needsTag = (document: Node, part: unknown, name: string): boolean => {
  const property = propertyOf(document, part, name);
  const schema = dereference(document, property?.schema);
  if (property?.required !== true || !isNode(schema)) return false;
  return schema['type'] === 'string' && !('enum' in schema) && !('const' in schema);
};

const nameOf = (ref: string): string => partsOf(ref).at(-1) ?? ref;
