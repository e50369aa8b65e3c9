import { applyNaming, createClient, reserved } from '@hey-api/openapi-ts';
import { nodeAt, type Node } from '../document/node.js';
import { fpTs } from '../plugins/fp-ts/index.js';
import { ioTs } from '../plugins/io-ts/index.js';
import { typescript } from '../plugins/typescript.js';
import type { Module } from './index-file.js';

export interface Options {
  /** Write guards beside the stock codecs? Always, but for tests and benchmarks. */
  readonly guards: boolean;
  /** What the runtime exports beside the generated names. */
  readonly taken: Pick<Module, 'types' | 'values'>;
}

// What hey-api reserves by itself, before a first run added to it.
let languageNames: readonly string[] | undefined;

/**
 * Names that no generated type may have, so that a schema of such a name gets another one: the types that generated
 * code uses itself, what the runtime exports, and what codecs are called.
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

/** Runs hey-api over a parsed document and writes raw files into `folder`, which it empties first. */
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
    // readWrite splits schemas by direction, and loses free-form properties as it does so.
    parser: { transforms: { readWrite: false } },
    plugins: [typescript, ioTs({ guards: options.guards }), fpTs()],
  }).catch((error: unknown) => {
    throw new Error(`hey-api failed: ${messageOf(error)}`, { cause: error });
  });
  // An input that cannot be read is only printed by hey-api, and printing is off.
  if (!context) throw new Error('the document could not be read');
  if (Object.keys(context.ir.paths ?? {}).length === 0) throw new Error('the document has no operation');
};

// hey-api wraps what went wrong in an error without a message, more than once.
const messageOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const { originalError } = error as { readonly originalError?: unknown };
  const inner =
    (originalError as { readonly error?: unknown } | undefined)?.error ?? originalError ?? error.cause;
  return inner === undefined ? error.message : messageOf(inner);
};
