import { isNode, listAt, type Node } from '../document/node.js';
import { operationsOf, type Operation } from '../document/operations.js';
import { unfilled, unsendable } from '../document/parameters.js';
import { serverOf } from '../document/servers.js';

/** A complete document, ready for generation, and what of it cannot be sent. */
export interface Complete {
  readonly document: Node;
  /** The number of operations of the given document, and of those that are left. */
  readonly given: number;
  readonly kept: number;
  /** One line for each operation or parameter that is left out, or sent elsewhere than described. */
  readonly notes: readonly string[];
}

/** A document with resolved parameters, without `Authorization` and without what cannot be sent. */
export const completeDocument = (document: Node): Complete => {
  const operations = operationsOf(document);
  const { origin } = serverOf(document, {}, {}, 'the document');
  const paths: Record<string, Node> = {};
  const notes: string[] = [];
  let kept = 0;
  for (const operation of operations) {
    const { path, method, node } = operation;
    const name = `${method.toUpperCase()} ${path}`;
    const reason = omission(document, operation, paths[path]?.[method] !== undefined);
    if (reason !== undefined) {
      notes.push(`${name} is left out: ${reason}`);
      continue;
    }
    kept += 1;
    // The path contains that of the server.
    const { servers: _, ...rest } = node;
    (paths[path] ??= {})[method] = { ...rest, parameters: parametersOf(document, operation) };
    for (const { name: parameter, reason: why } of unsendable(document, operation))
      notes.push(`${name} is sent without ${parameter}: ${why}`);
    for (const parameter of listAt(node, 'parameters'))
      if (isNode(parameter) && parameter['in'] === 'cookie')
        notes.push(
          `${name} is sent without cookie.${String(parameter['name'])}: cookies belong to the session`,
        );
    if (operation.origin !== '' && operation.origin !== origin)
      notes.push(`${name} is described on another server: ${operation.origin}`);
  }
  const { servers: _, ...rest } = document;
  return { document: { ...rest, paths }, given: operations.length, kept, notes };
};

const omission = (document: Node, operation: Operation, isTaken: boolean): string | undefined => {
  if (isTaken) return 'another operation has the same method and path';
  const [placeholder] = unfilled(operation);
  if (placeholder !== undefined) return `no parameter describes {${placeholder}}`;
  const required = unsendable(document, operation).find((one) => one.required);
  return required && `${required.name} is required and cannot be sent: ${required.reason}`;
};

const parametersOf = (document: Node, operation: Operation): readonly unknown[] => {
  const refused = new Set(unsendable(document, operation).map(({ name }) => name));
  return listAt(operation.node, 'parameters')
    .filter(isNode)
    .filter((parameter) => !refused.has(`${String(parameter['in'])}.${String(parameter['name'])}`));
};
