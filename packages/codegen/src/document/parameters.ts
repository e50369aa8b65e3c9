import { dereference, isNode, listAt, type Node } from './node.js';
import type { Operation } from './operations.js';
import { typeOf } from './schema/property.js';
import { COLLECTION_FORMAT } from './swagger.js';

/** A parameter that the runtime cannot write, and the reason. */
export interface Unsendable {
  /** `query.filter`. */
  readonly name: string;
  readonly required: boolean;
  readonly reason: string;
}

/** The parameters of an operation that cannot be sent. Cookies are not among them: they belong to the session. */
export const unsendable = (document: Node, { node }: Operation): readonly Unsendable[] => {
  const seen = new Set<string>();
  return listAt(node, 'parameters').flatMap((parameter) => {
    if (!isNode(parameter) || parameter['in'] === 'cookie') return [];
    const name = `${String(parameter['in'])}.${String(parameter['name'])}`;
    const reason = seen.has(name.toLowerCase())
      ? 'its name differs from that of another parameter only in case'
      : refusal(document, parameter);
    seen.add(name.toLowerCase());
    return reason === undefined ? [] : [{ name, required: parameter['required'] === true, reason }];
  });
};

/** The placeholders of a path that no parameter describes. */
export const unfilled = ({ path, node }: Operation): readonly string[] => {
  const parameters = listAt(node, 'parameters').filter(isNode);
  return [...path.matchAll(/\{([^}]*)\}/g)]
    .map(([, name = '']) => name)
    .filter((name) => !parameters.some((one) => one['in'] === 'path' && one['name'] === name));
};

/** The styles that the runtime writes. A list in the query may also repeat the name. */
const STYLES: Readonly<Record<string, string>> = { path: 'simple', query: 'form', header: 'simple' };

const refusal = (document: Node, parameter: Node): string | undefined => {
  const style = STYLES[String(parameter['in'])];
  if (style === undefined) return `a parameter in ${String(parameter['in'])}`;
  const { style: own, [COLLECTION_FORMAT]: format } = parameter;
  if (typeof format === 'string') return `collectionFormat ${format}`;
  if (isNode(parameter['content'])) return `content ${Object.keys(parameter['content']).join(', ')}`;
  if (typeof own === 'string' && own !== style) return `style ${own}`;
  if (parameter['in'] === 'path' && typeOf(document, parameter['schema']) === 'boolean') return 'a boolean';
  return isWritable(document, parameter['schema'], true) ? undefined : 'an object';
};

/** True if at least one alternative of the schema is a text, a number or a boolean, or a list of those. */
const isWritable = (
  document: Node,
  schema: unknown,
  asList: boolean,
  seen: readonly unknown[] = [],
): boolean => {
  const node = dereference(document, schema);
  if (!isNode(node) || seen.includes(node)) return true;
  const inner = (part: unknown): boolean => isWritable(document, part, asList, [...seen, node]);
  const options = [...listAt(node, 'anyOf'), ...listAt(node, 'oneOf')].filter(
    (part) => !isNull(document, part),
  );
  if (options.length > 0 && !options.some(inner)) return false;
  if (!listAt(node, 'allOf').every(inner)) return false;
  const types = (
    Array.isArray(node['type']) ? (node['type'] as unknown[]) : [node['type'] ?? implied(node)]
  ).filter((type) => type !== 'null');
  return (
    types.length === 0 ||
    types.some((type) => {
      if (type === 'object') return false;
      return type !== 'array' || (asList && isWritable(document, node['items'], false, [...seen, node]));
    })
  );
};

const implied = (node: Node): string | undefined =>
  'items' in node ? 'array' : 'properties' in node || 'additionalProperties' in node ? 'object' : undefined;

const isNull = (document: Node, part: unknown): boolean => {
  const node = dereference(document, part);
  return isNode(node) && node['type'] === 'null';
};
