import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Source } from './document/load.js';

const USAGE = `Usage:
  npm run generate [-- --check]
  npm run regenerate -- --from FILE|URL [--token-file FILE]
  npm run regenerate -- --from FILE|URL [--token-file FILE] --all --out DIR
  npm run drift -- --from FILE|URL [--token-file FILE] [--json]

A token for a URL can also be given as WXDI_DOCS_TOKEN.
`;

const OPTIONS = {
  check: { type: 'boolean', default: false },
  from: { type: 'string' },
  'token-file': { type: 'string' },
  all: { type: 'boolean', default: false },
  out: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

class UsageError extends Error {}

// A copy of the tree has its own packages/codegen, so the root is where this file is.
const root = fileURLToPath(new URL('../../..', import.meta.url));
// npm changes the folder, and says where it was called.
const folder = process.env['INIT_CWD'] ?? process.cwd();

// Each command brings what it needs: the generator takes half a second to load.
const run = async (args: readonly string[]): Promise<number> => {
  const { values, positionals } = parse(args);
  switch (positionals.join(' ')) {
    case 'generate': {
      const { runGenerate } = await import('./commands/generate.js');
      return runGenerate(root, values);
    }
    case 'regenerate': {
      const source = await sourceOf(values);
      if (values.all !== (values.out !== undefined)) throw new UsageError('--all and --out go together');
      if (values.out !== undefined) {
        const { runWhole } = await import('./commands/whole.js');
        return runWhole(root, source, path.resolve(folder, values.out));
      }
      const { runRegenerate } = await import('./commands/regenerate.js');
      return runRegenerate(root, source);
    }
    case 'drift': {
      const source = await sourceOf(values);
      const { runDrift } = await import('./commands/drift.js');
      return runDrift(root, source, values);
    }
    default:
      throw new UsageError('which command?');
  }
};

const parse = (args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
};

const sourceOf = async (values: ReturnType<typeof parse>['values']): Promise<Source> => {
  const { from, 'token-file': file } = values;
  if (from === undefined || from === '') throw new UsageError('--from is missing');
  const token =
    file === undefined ? process.env['WXDI_DOCS_TOKEN'] : await readFile(path.resolve(folder, file), 'utf8');
  return { from, folder, token: token?.trim() || undefined };
};

process.exitCode = await run(process.argv.slice(2)).catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(error instanceof UsageError ? `${message}\n\n${USAGE}` : `${message}\n`);
  return error instanceof UsageError ? 2 : 1;
});
