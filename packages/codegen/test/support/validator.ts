import { Ajv2020 } from 'ajv/dist/2020.js';
import { dereference, isNode, listAt, nodeAt, type Node } from '../../src/document/node.js';
import { propertyOf } from '../../src/document/schema/property.js';
import { isLimit } from '../../src/drift/limits.js';
import { mapSchemas } from '../../src/document/schemas.js';

/** An independent JSON Schema validator for each schema of a document. */
export const validators = (document: Node): ReadonlyMap<string, (value: unknown) => boolean> => {
  const ajv = new Ajv2020({ strict: false, ownProperties: true, validateFormats: false, logger: false });
  ajv.addSchema(document, 'document');
  return new Map(
    Object.keys(schemasOf(document)).map((name) => [
      name,
      ajv.compile({ $ref: `document#/components/schemas/${encodeURIComponent(name)}` }),
    ]),
  );
};

/** The schemas of a document by name. */
export const schemasOf = (document: Node): Node => nodeAt(nodeAt(document, 'components'), 'schemas');

const onNodes = (document: Node, change: (node: Node) => Node): Node =>
  mapSchemas(document, { after: (schema) => (isNode(schema) ? change(schema) : schema) });

/** A document that says what codecs require beyond JSON Schema: types that properties or items imply, and mapped tags. */
export const stricter = (document: Node): Node =>
  onNodes(document, (node) => withTags(document, withType(node)));

const withType = (node: Node): Node => {
  if ('type' in node || '$ref' in node) return node;
  const has = (...words: readonly string[]): boolean => words.some((word) => word in node);
  if (has('items', 'prefixItems')) return { ...node, type: 'array' };
  const isObject = has('properties', 'required', 'additionalProperties', 'patternProperties');
  return isObject ? { ...node, type: 'object' } : node;
};

const withTags = (document: Node, node: Node): Node => {
  const { propertyName, mapping } = nodeAt(node, 'discriminator');
  const name = String(propertyName);
  const tagged = (part: unknown): unknown => {
    const target = String(isNode(part) ? part['$ref'] : '')
      .split('/')
      .at(-1);
    const tags = Object.entries(isNode(mapping) ? mapping : {}).filter(
      ([, to]) => String(to).split('/').at(-1) === target,
    );
    const isText =
      nodeAt({ it: dereference(document, propertyOf(document, part, name)?.schema) }, 'it')['type'] ===
      'string';
    if (tags.length === 0 || !isText) return part;
    return { allOf: [part, { properties: { [name]: { enum: tags.map(([tag]) => tag) } } }] };
  };
  const words = ['oneOf', 'anyOf'].filter((word) => word in node);
  return { ...node, ...Object.fromEntries(words.map((word) => [word, listAt(node, word).map(tagged)])) };
};

/** A document without what codecs leave open, see docs/adr/0005-codecs.md. */
export const looser = (document: Node): Node =>
  onNodes(document, (node) => [open, closed, options, values].reduce((changed, step) => step(changed), node));

const UNCHECKED: ReadonlySet<string> = new Set([
  'contains',
  'dependentRequired',
  'dependentSchemas',
  'else',
  'if',
  'not',
  'propertyNames',
  'then',
  'unevaluatedItems',
  'unevaluatedProperties',
]);

/** Lengths, ranges and conditions are not checked, nor is binary content. */
const open = (node: Node): Node => {
  if (node['format'] === 'binary') return {};
  if ('prefixItems' in node && node['minItems'] !== undefined && node['minItems'] === node['maxItems'])
    return node;
  const { prefixItems, items, ...rest } = node;
  const others = Object.fromEntries(
    Object.entries(rest).filter(([word]) => !isLimit(word) && !UNCHECKED.has(word)),
  );
  // A tuple of variable length is a list.
  return prefixItems === undefined && items !== undefined ? { ...others, items } : others;
};

/** Objects are open. A typed map may have the values of its properties and patterns under any name. */
const closed = (node: Node): Node => {
  const { additionalProperties: rest, patternProperties: patterns, ...others } = node;
  if (!isNode(rest)) return others;
  const types = [
    rest,
    ...Object.values(nodeAt(node, 'properties')),
    ...Object.values(isNode(patterns) ? patterns : {}),
  ];
  return { ...others, additionalProperties: types.length === 1 ? rest : { anyOf: types } };
};

/** Several parts of `oneOf` may match. */
const options = (node: Node): Node => {
  const { oneOf, ...rest } = node;
  return oneOf === undefined ? node : { ...rest, allOf: [...listAt(rest, 'allOf'), { anyOf: oneOf }] };
};

/** Constant objects may have more members. */
const values = (node: Node): Node => {
  const { const: constant, enum: _, ...rest } = node;
  const isOpen = (value: unknown): boolean => typeof value === 'object' && value !== null;
  return [constant, ...listAt(node, 'enum')].some(isOpen) ? rest : node;
};
