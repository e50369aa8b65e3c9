import { dereference, follow, isNode, listAt, nodeAt, type Node } from '../document/node.js';
import { isLimit } from './limits.js';

/** A schema in normal form: `allOf` is merged, null is a type of its own, references have names. */
export interface View {
  /** The name of the component, if it is one. */
  readonly name?: string;
  /** The primitive types, including `any`; empty for a union of schemas. */
  readonly types: ReadonlySet<string>;
  /** The values of a closed enumeration. */
  readonly values?: ReadonlySet<string>;
  /** The known values of an open enumeration. */
  readonly known: ReadonlySet<string>;
  readonly members: ReadonlyMap<string, Member>;
  /** The schema of the items, and of the first ones if those have their own. */
  readonly item?: unknown;
  readonly first: readonly unknown[];
  readonly rest?: unknown;
  /** True if other properties than the declared ones are not allowed. */
  readonly isClosed: boolean;
  /** The schemas of other properties by the pattern of their names. */
  readonly patterns: ReadonlyMap<string, unknown>;
  /** The discriminator, in short form. */
  readonly tag?: string;
  /** Lengths, ranges and patterns. */
  readonly limits: Node;
  readonly variants: readonly unknown[];
}

export interface Member {
  readonly required: boolean;
  readonly schema: unknown;
}

const texts = (values: readonly unknown[]): ReadonlySet<string> =>
  new Set(values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))));

/** The normal form of a schema. */
export const view = (document: Node, schema: unknown): View => {
  const name = nameOf(lastReference(document, schema));
  const resolved = dereference(document, schema);
  const node = isNode(resolved) ? { ...resolved, ...siblings(schema) } : {};
  const own = { ...(name === undefined ? {} : { name }), ...plain(node) };
  const parts = listAt(node, 'allOf').map((part) => view(document, part));
  return alternatives(document, node, parts.reduce<View>(join, own));
};

/** The name of the component that a schema refers to. */
export const nameOf = (schema: unknown): string | undefined =>
  isNode(schema) && typeof schema['$ref'] === 'string' ? schema['$ref'].split('/').at(-1) : undefined;

/** The last reference of a chain: it points to the schema itself. */
const lastReference = (document: Node, schema: unknown, seen: readonly unknown[] = []): unknown => {
  const next =
    isNode(schema) && typeof schema['$ref'] === 'string' ? follow(document, schema['$ref']) : undefined;
  const leads = isNode(next) && typeof next['$ref'] === 'string' && !seen.includes(next);
  return leads ? lastReference(document, next, [...seen, next]) : schema;
};

const siblings = (schema: unknown): Node => {
  const { $ref: _, ...rest } = isNode(schema) ? schema : {};
  return rest;
};

const plain = (node: Node): View => {
  const required = new Set(listAt(node, 'required'));
  const { const: constant, additionalProperties: rest } = node;
  const properties = nodeAt(node, 'properties');
  const values = constant === undefined ? listAt(node, 'enum') : [constant];
  return {
    types: typesOf(node, values),
    ...(values.length === 0 ? {} : { values: texts(values) }),
    known: texts(listAt(node, 'x-known-values')),
    // A name may be required and not declared.
    members: new Map(
      [...new Set([...Object.keys(properties), ...[...required].map(String)])].map((key) => [
        key,
        { required: required.has(key), schema: Object.hasOwn(properties, key) ? properties[key] : {} },
      ]),
    ),
    first: listAt(node, 'prefixItems'),
    isClosed: rest === false,
    patterns: new Map(Object.entries(nodeAt(node, 'patternProperties'))),
    ...tagOf(node),
    limits: Object.fromEntries(Object.entries(node).filter(([word]) => isLimit(word))),
    ...('items' in node ? { item: node['items'] } : {}),
    ...(isNode(rest) && Object.keys(rest).length > 0 ? { rest } : {}),
    variants: [],
  };
};

const typesOf = (node: Node, values: readonly unknown[]): ReadonlySet<string> => {
  const { type } = node;
  if (Array.isArray(type)) return texts(type);
  if (typeof type === 'string') return new Set([type]);
  if (values.length > 0) return new Set(values.map((value) => (value === null ? 'null' : typeof value)));
  if (['properties', 'additionalProperties', 'patternProperties', 'required'].some((word) => word in node))
    return new Set(['object']);
  if ('items' in node || 'prefixItems' in node) return new Set(['array']);
  return 'allOf' in node || 'anyOf' in node || 'oneOf' in node ? new Set() : new Set(['any']);
};

const isEmpty = (schema: unknown): boolean => isNode(schema) && Object.keys(schema).length === 0;

const both = (a: Member | undefined, b: Member | undefined): Member => {
  const [declared] = [a, b].filter((member) => member !== undefined && !isEmpty(member.schema));
  const schema = declared?.schema ?? {};
  return { schema, required: (a?.required ?? false) || (b?.required ?? false) };
};

const tagOf = (node: Node): Pick<View, 'tag'> => {
  const { propertyName, mapping } = nodeAt(node, 'discriminator');
  if (typeof propertyName !== 'string') return {};
  const tags = Object.entries(isNode(mapping) ? mapping : {}).map(
    ([tag, target]) => `${tag}: ${String(target).split('/').at(-1)}`,
  );
  return { tag: `by ${propertyName}${tags.length === 0 ? '' : ` (${tags.sort().join(', ')})`}` };
};

const join = (a: View, b: View): View => ({
  ...b,
  ...a,
  types: new Set([...a.types, ...b.types].filter((type, _, all) => type !== 'any' || all.length === 1)),
  members: new Map(
    [...b.members, ...a.members].map(([name]) => [name, both(a.members.get(name), b.members.get(name))]),
  ),
  first: a.first.length > 0 ? a.first : b.first,
  isClosed: a.isClosed || b.isClosed,
  patterns: new Map([...b.patterns, ...a.patterns]),
  limits: { ...b.limits, ...a.limits },
  known: new Set([...a.known, ...b.known]),
  variants: [...a.variants, ...b.variants],
});

/** `anyOf` with one schema and null is that schema or null; with plain types it is a list of types. */
const alternatives = (document: Node, node: Node, own: View): View => {
  const options = [...listAt(node, 'anyOf'), ...listAt(node, 'oneOf')];
  if (options.length === 0) return own;
  const rest = options.filter((option) => !isNull(document, option));
  const nothing = rest.length < options.length ? ['null'] : [];
  const [only] = rest;
  if (rest.length > 1) return { ...own, types: new Set([...own.types, ...nothing]), variants: rest };
  const inner = view(document, only);
  return { ...inner, types: new Set([...inner.types, ...nothing]) };
};

const isNull = (document: Node, option: unknown): boolean => {
  const resolved = dereference(document, option);
  return isNode(resolved) && resolved['type'] === 'null';
};

/** A short description of a type: `string | null`, `JobRun[]`, `ErrorModel | ErrorEnvelope`. */
export const describe = (document: Node, schema: unknown, depth = 0): string => {
  const { name, types, values, item, variants } = view(document, schema);
  const written = [...types].map((type) => {
    if (type === 'array' && item !== undefined && depth < 4) {
      const inner = describe(document, item, depth + 1);
      return inner.includes(' ') ? `(${inner})[]` : `${inner}[]`;
    }
    if (values && type !== 'null') return [...values].map((value) => JSON.stringify(value)).join(' | ');
    return type === 'object' && name !== undefined ? name : type;
  });
  const options = variants.map((variant) => describe(document, variant, depth + 1));
  return [...new Set([...written.filter((type) => type !== 'null'), ...options, ...written])].join(' | ');
};
