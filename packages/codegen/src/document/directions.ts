import { dereference, follow, isNode, listAt, nodeAt, refsIn, type Node } from './node.js';
import { METHODS } from './operations.js';
import { refTo } from './prune.js';
import { free } from './references.js';
import { mapSchema, mapSchemas, type Changes } from './schemas.js';

type Flag = 'readOnly' | 'writeOnly';

/** What a client sends, in an operation, in a path or in the components. All else is received. */
const SENT: ReadonlySet<string> = new Set(['parameters', 'requestBody', 'requestBodies']);

/**
 * A required property that is `readOnly` is required only in responses, and one that is `writeOnly` only in requests. A
 * schema that contains such a property and is used in both directions gets a copy for requests.
 */
export const separate = (document: Node): Node => {
  const components = nodeAt(document, 'components');
  const schemas = nodeAt(components, 'schemas');
  const names = new Map(Object.keys(schemas).map((name) => [refTo('schemas', name), name]));
  const [sent, received] = [rootsOf(document, true), rootsOf(document, false)].map((roots) =>
    reachable(document, roots),
  ) as [ReadonlySet<string>, ReadonlySet<string>];
  const copies = new Map<string, string>();
  const taken = new Set(names.values());
  for (const ref of affected(document, names)) {
    if (!sent.has(ref) || !received.has(ref)) continue;
    const name = free(`${names.get(ref) as string}Request`, taken);
    taken.add(name);
    copies.set(ref, name);
  }
  const toCopy = (schema: unknown): unknown => {
    const copy = isNode(schema) ? copies.get(String(schema['$ref'])) : undefined;
    return copy === undefined ? schema : { ...(schema as Node), $ref: refTo('schemas', copy) };
  };
  const request: Changes = { after: (schema) => toCopy(relaxed(document, schema, 'readOnly')) };
  const response: Changes = { after: (schema) => relaxed(document, schema, 'writeOnly') };
  const part = (key: string, child: unknown): unknown =>
    mapSchemas({ [key]: child }, SENT.has(key) ? request : response)[key];
  const item = (key: string, child: unknown): unknown =>
    isNode(child) ? mapEntries(child, part) : part(key, child);
  const own = mapEntries(schemas, (name, schema) => {
    const ref = refTo('schemas', name);
    return mapSchema(schema, sent.has(ref) && !received.has(ref) ? request : response);
  });
  const extra = [...copies].map(([ref, name]) => [name, mapSchema(follow(document, ref), request)]);
  const { schemas: _, ...others } = components;
  return {
    ...document,
    paths: mapEntries(nodeAt(document, 'paths'), (_path, child) =>
      isNode(child) ? mapEntries(child, item) : child,
    ),
    components: {
      ...mapEntries(others, part),
      schemas: { ...own, ...(Object.fromEntries(extra) as Node) },
    },
  };
};

const mapEntries = (node: Node, change: (key: string, child: unknown) => unknown): Node =>
  Object.fromEntries(Object.entries(node).map(([key, child]) => [key, change(key, child)]));

/** A schema without the requirements that do not apply in a direction. */
const relaxed = (document: Node, schema: unknown, flag: Flag): unknown => {
  if (!isNode(schema) || !Array.isArray(schema['required'])) return schema;
  const required = listAt(schema, 'required').filter(
    (name) => !isFlagged(document, nodeAt(schema, 'properties')[String(name)], flag),
  );
  if (required.length === listAt(schema, 'required').length) return schema;
  const { required: _, ...rest } = schema;
  return required.length === 0 ? rest : { ...rest, required };
};

/** True if a property, or the schema that it refers to, is only read or only written. */
export const isFlagged = (document: Node, property: unknown, flag: Flag): boolean =>
  isNode(property) &&
  (property[flag] === true || nodeAt({ target: dereference(document, property) }, 'target')[flag] === true);

/** The schemas that differ by direction, because of their own properties or of a schema that they refer to. */
const affected = (document: Node, names: ReadonlyMap<string, string>): ReadonlySet<string> => {
  const found = new Set([...names.keys()].filter((ref) => differs(document, follow(document, ref))));
  const users = [...names.keys()].map((ref) => [ref, refsIn(follow(document, ref))] as const);
  for (let before = -1; before !== found.size;) {
    before = found.size;
    for (const [ref, used] of users) if (used.some((one) => found.has(one.ref))) found.add(ref);
  }
  return found;
};

const differs = (document: Node, schema: unknown): boolean => {
  let found = false;
  const look = (inner: unknown): unknown => {
    found ||= (['readOnly', 'writeOnly'] as const).some((flag) => relaxed(document, inner, flag) !== inner);
    return inner;
  };
  mapSchema(schema, { before: look });
  return found;
};

/** The references from what is sent, or from what is received. */
const rootsOf = (document: Node, sends: boolean): readonly string[] => {
  const holders = [
    ...Object.values(nodeAt(document, 'paths')),
    ...Object.values(nodeAt(document, 'paths')).flatMap((item) => Object.values(isNode(item) ? item : {})),
    nodeAt(document, 'components'),
  ];
  return holders
    .flatMap((holder) => Object.entries(isNode(holder) ? holder : {}))
    .filter(([key]) => key !== 'schemas' && SENT.has(key) === sends && !METHODS.includes(key))
    .flatMap(([, child]) => refsIn(child).map(({ ref }) => ref));
};

/** The schemas that these references lead to. References to other components are roots of their own. */
const reachable = (document: Node, roots: readonly string[]): ReadonlySet<string> => {
  const seen = new Set<string>();
  const queue = roots.filter((ref) => ref.startsWith('#/components/schemas/'));
  for (let ref = queue.pop(); ref !== undefined; ref = queue.pop()) {
    if (seen.has(ref)) continue;
    seen.add(ref);
    queue.push(...refsIn(follow(document, ref)).map((inner) => inner.ref));
  }
  return seen;
};
