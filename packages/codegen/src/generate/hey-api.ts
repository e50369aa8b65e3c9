import { createClient } from '@hey-api/openapi-ts';
import { fpTs } from '../plugins/fp-ts/index.js';
import { ioTs } from '../plugins/io-ts/index.js';
import { typescript } from '../plugins/typescript.js';

export interface Options {
  /** Write guards beside the stock codecs? Always, but for tests and benchmarks. */
  readonly guards: boolean;
}

/** Runs hey-api over a parsed document and writes raw files into `folder`, which it empties first. */
export const runHeyApi = async (
  document: Record<string, unknown>,
  folder: string,
  options: Options,
): Promise<void> => {
  const contexts = await createClient({
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
  });
  // An input that cannot be read is only printed by hey-api, and printing is off.
  const [context] = contexts;
  if (!context) throw new Error('the document could not be read');
  if (Object.keys(context.ir.paths ?? {}).length === 0) throw new Error('the document has no operation');
};
