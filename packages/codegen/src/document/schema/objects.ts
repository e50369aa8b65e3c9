import { isNode, type Node } from '../node.js';

const OF_OBJECTS = ['properties', 'required', 'additionalProperties', 'patternProperties'];
const OF_LISTS = ['items', 'prefixItems'];

/** A schema that describes properties or items describes objects or lists, although it does not say so. */
export const typed = (node: Node): Node => {
  if (['type', '$ref', 'enum', 'const'].some((word) => word in node)) return node;
  const [objects, lists] = [OF_OBJECTS, OF_LISTS].map((words) => words.some((word) => word in node));
  if (objects === lists) return node;
  return { ...node, type: objects ? 'object' : 'array' };
};

/**
 * Codecs do not match names with patterns. Where other properties may have any value, all properties may; where they have
 * a type, a property has that type or the type of one of the patterns.
 */
export const patterns = (node: Node): Node => {
  const { patternProperties, additionalProperties: rest, ...others } = node;
  if (!isNode(patternProperties)) return node;
  return {
    ...others,
    additionalProperties: isNode(rest)
      ? { anyOf: [rest, ...Object.values(patternProperties)] }
      : !('properties' in node) || rest === true,
  };
};

/** A longer list of fixed length would become a tuple with as many items in the code. */
const LONGEST_TUPLE = 16;

/** A tuple of variable length becomes an array of any of its items. */
export const openTuple = (node: Node): Node => {
  const { prefixItems, items, minItems, maxItems, ...rest } = node;
  if (!Array.isArray(prefixItems))
    return typeof maxItems === 'number' && maxItems > LONGEST_TUPLE && maxItems === minItems
      ? { ...rest, ...(items === undefined ? {} : { items }) }
      : node;
  const { length } = prefixItems;
  const isFixed = (items === false || maxItems === length) && minItems === length;
  if (isFixed) return { ...rest, prefixItems, minItems, maxItems: length };
  const tail =
    items === false || maxItems === length ? [] : [items === undefined || items === true ? {} : items];
  const parts = [...(prefixItems as unknown[]), ...tail];
  const range = {
    ...(minItems === undefined ? {} : { minItems }),
    ...(maxItems === undefined ? {} : { maxItems }),
  };
  return {
    ...rest,
    ...range,
    ...(parts.length === 0 ? {} : { items: parts.length === 1 ? parts[0] : { anyOf: parts } }),
  };
};
