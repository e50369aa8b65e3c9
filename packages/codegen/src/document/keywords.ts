/** Keywords of a schema that hold one schema. */
export const SINGLE: ReadonlySet<string> = new Set([
  'items',
  'additionalItems',
  'additionalProperties',
  'contains',
  'else',
  'if',
  'not',
  'propertyNames',
  'then',
  'unevaluatedItems',
  'unevaluatedProperties',
]);

/** Keywords of a schema that hold a list of schemas. */
export const LISTS: ReadonlySet<string> = new Set(['allOf', 'anyOf', 'oneOf', 'prefixItems']);

/** Keywords of a schema that hold schemas by name. */
export const MAPS: ReadonlySet<string> = new Set([
  '$defs',
  'definitions',
  'dependentSchemas',
  'patternProperties',
  'properties',
]);

/** Other keywords whose keys are names, not keywords. */
const NAMED: ReadonlySet<string> = new Set([
  'callbacks',
  'content',
  'encoding',
  'examples',
  'headers',
  'links',
  'parameters',
  'pathItems',
  'paths',
  'requestBodies',
  'responses',
  'schemas',
  'securitySchemes',
  'webhooks',
]);

/** True if the keys of the mapping under this keyword are names, such as those of properties, and not keywords. */
export const holdsNames = (keyword: string): boolean => MAPS.has(keyword) || NAMED.has(keyword);

/** True if the value of this keyword is data, in which nothing is a keyword. */
export const holdsData = (keyword: string): boolean =>
  keyword === 'const' || keyword === 'default' || keyword === 'enum' || keyword.startsWith('x-');

const DESCRIPTIVE: ReadonlySet<string> = new Set([
  '$comment',
  'default',
  'deprecated',
  'description',
  'example',
  'examples',
  'externalDocs',
  'readOnly',
  'summary',
  'title',
  'writeOnly',
  'xml',
]);

/** True for a keyword that describes a schema and does not restrict its values. */
export const isAnnotation = (keyword: string): boolean =>
  DESCRIPTIVE.has(keyword) || keyword.startsWith('x-');
