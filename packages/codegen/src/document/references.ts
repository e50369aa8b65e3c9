import { dereference, follow, isNode, nodeAt, partsOf, type Node } from './node.js';
import { refTo } from './prune.js';
import { mapSchema, mapSchemas } from './schemas.js';

/**
 * Makes every reference point to a component, which is all that hey-api follows reliably. A schema elsewhere, such as
 * `#/components/schemas/Job/properties/owner`, becomes a component. Any other reference is replaced by its target if it
 * leads elsewhere or to another reference.
 */
export const localise = (document: Node): Node => {
  const named = new Map<string, string>();
  const taken = new Set(Object.keys(nodeAt(nodeAt(document, 'components'), 'schemas')));
  const queue: string[] = [];
  const schema = (value: unknown): unknown => {
    const ref = isNode(value) ? value['$ref'] : undefined;
    if (!isNode(value) || typeof ref !== 'string' || isComponent(ref, 'schemas')) return value;
    if (follow(document, ref) === undefined) return value;
    const name = named.get(ref) ?? free(nameOf(ref), taken);
    if (!named.has(ref)) queue.push(ref);
    named.set(ref, name);
    taken.add(name);
    return { ...value, $ref: refTo('schemas', name) };
  };
  const reference = (node: Node): unknown => {
    const target = follow(document, String(node['$ref']));
    const isDirect = isNode(target) && !('$ref' in target);
    return isComponent(String(node['$ref'])) && isDirect ? node : inlined(document, node);
  };
  const changes = { before: schema, reference };
  const result = mapSchemas(document, changes);
  const added: Node = {};
  for (let ref = queue.shift(); ref !== undefined; ref = queue.shift())
    added[named.get(ref) as string] = mapSchema(follow(document, ref), changes);
  if (Object.keys(added).length === 0) return result;
  const components = nodeAt(result, 'components');
  return {
    ...result,
    components: { ...components, schemas: { ...nodeAt(components, 'schemas'), ...added } },
  };
};

/** The target of a reference. A path may have members of its own beside it. */
export const inlined = (document: Node, node: Node): Node => {
  const { $ref: _, ...own } = node;
  const target = dereference(document, node);
  return isNode(target) ? { ...target, ...own } : node;
};

const isComponent = (ref: string, kind?: string): boolean => {
  const [root, found, name, ...rest] = partsOf(ref);
  return (
    root === 'components' && name !== undefined && rest.length === 0 && (kind === undefined || kind === found)
  );
};

const STRUCTURE: ReadonlySet<string> = new Set([
  'components',
  'content',
  'paths',
  'properties',
  'schema',
  'schemas',
]);

/** `JobOwner` for `#/components/schemas/Job/properties/owner`. */
const nameOf = (ref: string): string =>
  partsOf(ref)
    .filter((part) => !STRUCTURE.has(part))
    .flatMap((part) => part.split(/[^\p{L}\p{N}]+/u))
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('') || 'Document';

/** A name that is not taken: the given one, or one with a number. */
export const free = (name: string, taken: ReadonlySet<string>, count = 1): string => {
  const wanted = count === 1 ? name : `${name}${count}`;
  return taken.has(wanted) ? free(name, taken, count + 1) : wanted;
};
