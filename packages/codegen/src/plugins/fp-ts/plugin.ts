import { $, applyNaming, type IR } from '@hey-api/openapi-ts';
import { escapeComment } from '@hey-api/shared';
import { record, type Expr } from '../ast.js';
import { parametersOf } from './parameters.js';
import { okType, responsesOf } from './responses.js';
import type { FpTsPlugin } from './types.js';

type Instance = FpTsPlugin['Instance'];

const getFilePath = (): string => 'operations';

/** Writes `operations.gen.ts`: each operation as data, and the table of them all. */
export const handler: FpTsPlugin['Handler'] = ({ plugin }) => {
  const operation = plugin.symbolFactory.register('Operation', { external: './operation.js', kind: 'type' });
  // Registered first, so that an operation of this name is renamed.
  const all = plugin.symbol('operations', { getFilePath, priority: 1 });
  const table: (readonly [string, Expr])[] = [];
  plugin.forEach(
    'operation',
    (event) => {
      const symbol = plugin.symbol(applyNaming(event.operation.id, { casing: 'camelCase' }), { getFilePath });
      plugin.node(
        $.const(symbol)
          .export()
          .doc(docs(event.operation))
          .type(
            $.type(operation).generics(
              $.type.literal(event.operation.id),
              $.type(plugin.referenceSymbol({ ...typeMeta, resourceId: event.operation.id, role: 'data' })),
              okType(plugin, event.operation),
            ),
          )
          .assign(operationOf(plugin, event.operation)),
      );
      table.push([event.operation.id, $(symbol)]);
    },
    { order: 'declarations' },
  );
  plugin.node(
    $.const(all)
      .export()
      .doc('Every operation by its id. To use a single operation, import it by name instead.')
      .assign($(record(table)).as('const')),
  );
};

const typeMeta = { category: 'type', resource: 'operation' };

const operationOf = (plugin: Instance, operation: IR.OperationObject): Expr => {
  const { api } = plugin.getPluginOrThrow('io-ts');
  const name = applyNaming(operation.id, { casing: 'PascalCase' });
  const codecFor = (schema: IR.SchemaObject, suffix: string) =>
    api.codecFor(plugin, schema, `${name}${suffix}`);
  const resolve = (ref: string) => plugin.context.resolveIrRef<IR.SchemaObject>(ref);
  const { body } = operation;
  return record([
    ['id', $.literal(operation.id)],
    ['method', $.literal(operation.method.toUpperCase())],
    ['path', $.literal(operation.path)],
    ['parameters', $.array(...parametersOf(operation, resolve))],
    ...(body
      ? ([
          [
            'body',
            record([
              ['required', $.literal(body.required ?? false)],
              ['mediaType', $.literal(body.mediaType)],
              ['codec', codecFor(body.schema, 'Body')],
            ]),
          ],
        ] as const)
      : []),
    ['responses', responsesOf(operation, codecFor)],
  ]);
};

const docs = (operation: IR.OperationObject): string[] => {
  const { summary, description, method, path, deprecated } = operation;
  const paragraphs = [
    summary,
    description,
    `\`${method.toUpperCase()} ${path}\``,
    deprecated && '@deprecated',
  ];
  const written = paragraphs.flatMap((text) => (text ? [escapeComment(text).trim().split('\n')] : []));
  return written.flatMap((lines, i) => (i === 0 ? lines : ['', ...lines]));
};
