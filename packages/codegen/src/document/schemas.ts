import { holdsData, holdsNames, LISTS, MAPS, SINGLE } from './keywords.js';
import { isNode, type Node } from './node.js';

/** How to change the schemas of a document. */
export interface Changes {
  /** Called before the schemas inside are visited. */
  readonly before?: ((schema: unknown) => unknown) | undefined;
  /** Called after the schemas inside are changed. */
  readonly after?: ((schema: unknown) => unknown) | undefined;
  /** Called for a reference that is not a schema, such as one to a parameter. */
  readonly reference?: ((node: Node) => unknown) | undefined;
}

const same = <A>(value: A): A => value;

/** A copy of a schema with the changes applied to it and to every schema inside. */
export const mapSchema = (value: unknown, changes: Changes): unknown => {
  const { before = same, after = same } = changes;
  const schema = before(value);
  if (!isNode(schema)) return after(schema);
  const inside = (child: unknown): unknown => mapSchema(child, changes);
  const entries = Object.entries(schema).map(([key, child]): [string, unknown] => {
    if (SINGLE.has(key) && isNode(child)) return [key, inside(child)];
    if (LISTS.has(key) && Array.isArray(child)) return [key, child.map(inside)];
    return MAPS.has(key) && isNode(child) ? [key, mapValues(child, inside)] : [key, child];
  });
  return after(Object.fromEntries(entries));
};

/** A copy of a document with the changes applied to every schema. Names and data are not mistaken for schemas. */
export const mapSchemas = (document: Node, changes: Changes): Node => {
  const { reference = same } = changes;
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit);
    if (!isNode(value)) return value;
    const node = typeof value['$ref'] === 'string' ? reference(value) : value;
    if (!isNode(node)) return node;
    return Object.fromEntries(
      Object.entries(node).map(([key, child]): [string, unknown] => {
        if (key === 'schema') return [key, mapSchema(child, changes)];
        if (key === 'schemas' && isNode(child))
          return [key, mapValues(child, (schema) => mapSchema(schema, changes))];
        if (holdsData(key) || key === 'example' || key === 'examples') return [key, child];
        return holdsNames(key) && isNode(child) ? [key, mapValues(child, visit)] : [key, visit(child)];
      }),
    );
  };
  return visit(document) as Node;
};

const mapValues = (node: Node, change: (value: unknown) => unknown): Node =>
  Object.fromEntries(Object.entries(node).map(([name, value]) => [name, change(value)]));
