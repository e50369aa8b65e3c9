import './locale.js';
import { applyNaming, createClient, reserved, type IR } from '@hey-api/openapi-ts';
import { listAt, nodeAt, type Node } from '../document/node.js';
import { operationsOf } from '../document/operations.js';
import { listed } from '../document/text.js';
import { fpTs } from '../plugins/fp-ts/index.js';
import { ioTs } from '../plugins/io-ts/index.js';
import { typescript } from '../plugins/typescript.js';
import type { Module } from './index-file.js';

export interface Options {
  /** Whether to generate guards. False only in tests and benchmarks. */
  readonly guards: boolean;
  /** The names that the runtime exports. */
  readonly taken: Pick<Module, 'types' | 'values'>;
}

// The names that hey-api reserves, before the first run adds to them.
let languageNames: readonly string[] | undefined;

/**
 * Reserves the names that no generated type may have: types that the generated code uses, exports of the runtime, and
 * names of codecs. hey-api renames a schema with such a name.
 */
const reserve = (document: Node, { types, values }: Options['taken']): void => {
  const schemas = Object.keys(nodeAt(nodeAt(document, 'components'), 'schemas'));
  const codecs = schemas
    .map((name) => applyNaming(name, { casing: 'PascalCase' }))
    .filter((name) => name.endsWith('Codec'));
  reserved.type.set((names) => {
    languageNames ??= names;
    return [...languageNames, 'Array', 'Omit', 'Record', ...types, ...values, ...codecs];
  });
};

/** Runs hey-api on a parsed document. Empties `folder`, then writes unformatted files to it. */
export const runHeyApi = async (
  document: Record<string, unknown>,
  folder: string,
  options: Options,
): Promise<void> => {
  reserve(document, options.taken);
  const [context] = await createClient({
    input: { path: document },
    logs: { level: 'silent', file: false },
    output: {
      path: folder,
      entryFile: false,
      header: null,
      module: { extension: '.js' },
      tsConfigPath: null,
    },
    // readWrite splits schemas by direction and loses free-form properties.
    parser: { transforms: { readWrite: false } },
    plugins: [typescript, ioTs({ guards: options.guards }), fpTs()],
  }).catch((error: unknown) => {
    throw new Error(`hey-api failed: ${messageOf(error)}`, { cause: error });
  });
  // hey-api only logs an input that it cannot read, and logging is off.
  if (!context) throw new Error('hey-api cannot read the document');
  if (Object.keys(context.ir.paths ?? {}).length === 0) throw new Error('the document has no operations');
  const missing = lost(document, context.ir);
  if (missing.length > 0)
    throw new Error(`hey-api lost these operations or parameters:\n${listed(missing).join('\n')}`);
};

/** The operations and parameters of the document that hey-api has not read. */
const lost = (document: Node, { paths = {} }: IR.Model): readonly string[] => {
  const read = new Set<string>();
  for (const [path, item] of Object.entries(paths))
    for (const [method, operation] of Object.entries(item as Record<string, IR.OperationObject>)) {
      const name = `${method.toUpperCase()} ${path}`;
      read.add(name);
      for (const [place, group] of Object.entries(operation.parameters ?? {}))
        for (const parameter of Object.values(group as Record<string, IR.ParameterObject>))
          read.add(`${name}: ${place}.${parameter.name}`);
    }
  const wanted = operationsOf(document).flatMap(({ method, template, node }) => {
    const name = `${method.toUpperCase()} ${template}`;
    const parameters = listAt(node, 'parameters') as readonly Node[];
    return [name, ...parameters.map((one) => `${name}: ${String(one['in'])}.${String(one['name'])}`)];
  });
  return wanted.filter((name) => !read.has(name));
};

// hey-api wraps the cause in several errors without a message.
const messageOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const { originalError } = error as { readonly originalError?: unknown };
  const inner =
    (originalError as { readonly error?: unknown } | undefined)?.error ?? originalError ?? error.cause;
  return inner === undefined ? error.message : messageOf(inner);
};
