import { createClient, reserved } from '@hey-api/openapi-ts';
import { fpTs } from '../plugins/fp-ts/index.js';
import { ioTs } from '../plugins/io-ts/index.js';
import { typescript } from '../plugins/typescript.js';

export interface Options {
  /** Write guards beside the stock codecs? Always, but for tests and benchmarks. */
  readonly guards: boolean;
}

// Types that generated code uses by these names: a schema of the same name gets another one.
reserved.type.set((names) => [...names, 'Array', 'Omit', 'Record']);

/** Runs hey-api over a parsed document and writes raw files into `folder`, which it empties first. */
export const runHeyApi = async (
  document: Record<string, unknown>,
  folder: string,
  options: Options,
): Promise<void> => {
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
    plugins: [typescript, ioTs(options), fpTs()],
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
