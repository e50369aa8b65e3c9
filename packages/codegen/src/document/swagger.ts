import { dereference, isNode, listAt, nodeAt, type Node } from './node.js';
import { METHODS } from './operations.js';
import { inlined } from './references.js';

/** The mark of a list whose `collectionFormat` OpenAPI 3 does not have. */
export const COLLECTION_FORMAT = 'x-collection-format';

/**
 * A document of Swagger 2.0 in which each operation has all of its parameters, without references: the converter loses
 * some of those that are declared elsewhere, and the body among them.
 */
export const withOwnParameters = (document: Node): Node => {
  const { parameters: _, ...rest } = document;
  return {
    ...rest,
    paths: eachOperation(document, (operation, shared) => ({
      ...operation,
      parameters: parametersOf(document, [...shared, ...listAt(operation, 'parameters')]),
    })),
  };
};

const eachOperation = (document: Node, change: (operation: Node, shared: readonly unknown[]) => Node): Node =>
  Object.fromEntries(
    Object.entries(nodeAt(document, 'paths')).map(([path, value]) => {
      if (!isNode(value)) return [path, value];
      const { parameters: _, ...item } = inlined(document, value);
      const shared = listAt(inlined(document, value), 'parameters');
      const entries = Object.entries(item).map(([key, child]) => [
        key,
        METHODS.includes(key) && isNode(child) ? change(child, shared) : child,
      ]);
      return [path, Object.fromEntries(entries) as Node];
    }),
  );

const parametersOf = (document: Node, entries: readonly unknown[]): readonly Node[] => {
  const found = new Map<string, Node>();
  for (const entry of entries) {
    const parameter = dereference(document, entry);
    if (!isNode(parameter))
      throw new Error(`unresolved reference ${String(nodeAt({ entry }, 'entry')['$ref'])}`);
    const { in: place, name } = parameter;
    // An operation has one body, under any name.
    found.set(
      place === 'body' ? 'body' : `${String(place)} ${String(name)}`,
      marked(structuredClone(parameter)),
    );
  }
  return [...found.values()];
};

const marked = (parameter: Node): Node => {
  const { type, in: place, collectionFormat: format = 'csv' } = parameter;
  if (type !== 'array' || (place !== 'query' && place !== 'path' && place !== 'header')) return parameter;
  const isKnown = format === 'csv' || (place === 'query' && format !== 'tsv');
  return isKnown ? parameter : { ...parameter, [COLLECTION_FORMAT]: format };
};

/** Makes the body of an upgraded document required where a field of its form is. */
export const requireForms = (swagger: Node, upgraded: Node): Node => {
  const required = new Set<string>();
  for (const [path, item] of Object.entries(nodeAt(swagger, 'paths')))
    for (const [method, operation] of Object.entries(isNode(item) ? item : {}))
      if (listAt(operation, 'parameters').some(isRequiredField)) required.add(`${method} ${path}`);
  const paths = Object.entries(nodeAt(upgraded, 'paths')).map(([path, item]) => [
    path,
    Object.fromEntries(
      Object.entries(isNode(item) ? item : {}).map(([method, operation]) => [
        method,
        required.has(`${method} ${path}`) && isNode(operation)
          ? { ...operation, requestBody: { ...nodeAt(operation, 'requestBody'), required: true } }
          : operation,
      ]),
    ),
  ]);
  return { ...upgraded, paths: Object.fromEntries(paths) as Node };
};

const isRequiredField = (parameter: unknown): boolean =>
  isNode(parameter) && parameter['in'] === 'formData' && parameter['required'] === true;
