import { $, type IR, type PluginInstance } from '@hey-api/openapi-ts';
import { record, type Expr } from '../ast.js';

/** The codec for each declared status; null if there is no body to decode. */
export const responsesOf = (
  operation: IR.OperationObject,
  codecFor: (schema: IR.SchemaObject, name: string) => Expr,
): Expr =>
  record(
    Object.entries(operation.responses ?? {}).flatMap(([status, response]) => {
      if (!response) return [];
      const { schema } = response;
      const codec = isEmpty(schema) ? $.literal(null) : codecFor(schema, `Response${pascal(status)}`);
      return [[status, codec] as const];
    }),
  );

/** True for the schema of a response without a body, see `openBodies`. */
const isEmpty = (schema: IR.SchemaObject): boolean => schema.type === 'null';

const pascal = (status: string): string => status.charAt(0).toUpperCase() + status.slice(1);

/** The type of the 2xx bodies; `unknown` if the document declares none. */
export const okType = (plugin: PluginInstance, operation: IR.OperationObject): ReturnType<typeof $.type> => {
  const declared = Object.keys(operation.responses ?? {}).some((status) => /^2(\d\d|XX)$/.test(status));
  const written = plugin.querySymbol({
    category: 'type',
    resource: 'operation',
    resourceId: operation.id,
    role: 'response',
  });
  return declared && written ? $.type(written) : $.type('unknown');
};
