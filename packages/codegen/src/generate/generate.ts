import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { normalise } from '../document/normalise.js';
import { rejectUnsupported } from '../document/unsupported.js';
import { shield, unshield } from '../document/shield.js';
import { finish } from './format.js';
import { runHeyApi, type Options } from './hey-api.js';
import { exportsOf, indexFile } from './index-file.js';
import { inTemporaryFolder } from './temporary.js';

/** The input of a generation. */
export interface Request extends Pick<Options, 'guards'> {
  readonly document: Record<string, unknown>;
  /** The name of the document in the header of the files. */
  readonly source: string;
  /** The target folder. It contains the hand-written runtime; `generate` only reads it. */
  readonly folder: string;
}

/** Generated files by name. */
export type Files = ReadonlyMap<string, string>;

/** The generated files whose exports `index.gen.ts` re-exports. */
const GENERATED = ['types.gen.ts', 'codecs.gen.ts', 'operations.gen.ts'] as const;

/** Generates the files, formatted and with their headers. Nothing is written to the target folder. */
export const generate = async (request: Request): Promise<Files> => {
  const files = new Map<string, string>();
  for (const [name, text] of await draft(request)) files.set(name, await finish(text, request.source));
  return files;
};

/** Generates the files without format and headers. Works in a temporary folder beside the target, and removes it. */
export const draft = async ({ document, folder, guards }: Omit<Request, 'source'>): Promise<Files> => {
  rejectUnsupported(document);
  const runtime = exportsOf('./runtime.js', await readFile(path.join(folder, 'runtime.ts'), 'utf8'));
  return inTemporaryFolder(path.dirname(folder), async (beside) => {
    await runHeyApi(shield(normalise(document)), beside, { guards, taken: runtime });
    const files = new Map<string, string>();
    // hey-api writes no file that would be empty.
    for (const name of GENERATED)
      files.set(name, unshield(await readFile(path.join(beside, name), 'utf8').catch(() => '')));
    const modules = [...files].map(([name, text]) => exportsOf(`./${name.replace(/\.ts$/, '.js')}`, text));
    return files.set('index.gen.ts', indexFile([runtime, ...modules]));
  });
};
