import { $, type IR } from '@hey-api/openapi-ts';
import { record, type Expr } from '../ast.js';
import type { Resolve } from '../shape/shape.js';

// Cookies belong to the session, not to a request.
const places = ['path', 'query', 'header'] as const;

/** The parameters of an operation as data, each group in the order of the document. */
export const parametersOf = (operation: IR.OperationObject, resolve: Resolve): readonly Expr[] =>
  places.flatMap((place) =>
    Object.values(operation.parameters?.[place] ?? {}).map((parameter) => {
      const list = listStyle(parameter, resolve);
      return record([
        ['name', $.literal(parameter.name)],
        ['in', $.literal(place)],
        ['required', $.literal(parameter.required ?? false)],
        ...(list ? ([['list', $.literal(list)]] as const) : []),
      ]);
    }),
  );

const listStyle = (parameter: IR.ParameterObject, resolve: Resolve): 'comma' | 'repeat' | undefined => {
  if (!isList(parameter.schema, resolve)) return undefined;
  return parameter.explode && parameter.location === 'query' ? 'repeat' : 'comma';
};

const isList = (schema: IR.SchemaObject, resolve: Resolve, seen: readonly string[] = []): boolean => {
  if (schema.$ref !== undefined) {
    return !seen.includes(schema.$ref) && isList(resolve(schema.$ref), resolve, [...seen, schema.$ref]);
  }
  if (schema.type !== undefined) return schema.type === 'array' || schema.type === 'tuple';
  return schema.items?.some((item) => isList(item, resolve, seen)) ?? false;
};
