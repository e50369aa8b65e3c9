import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Output } from './commands/output.js';
import type { Source } from './document/load.js';

const USAGE = `Usage:
  npm run generate [-- --check]
  npm run regenerate -- --from FILE|URL [--token-file FILE]
  npm run regenerate -- --from FILE|URL [--token-file FILE] --all --out DIR
  npm run drift -- --from FILE|URL [--token-file FILE] [--json]

To send a token to a URL, use --token-file or set WXDI_DOCS_TOKEN.
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

/** Where a command runs and what it writes to. */
export interface Surroundings extends Output {
  /** The root of the repository. */
  readonly root: string;
  /** The folder that relative paths on the command line start from. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Runs one command and returns its exit code: 1 for an error, 2 for a usage error, 20 if `drift` finds a difference. */
export const runCommandLine = async (args: readonly string[], at: Surroundings): Promise<number> => {
  try {
    return await dispatch(args, at);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    at.stderr(error instanceof UsageError ? `${message}\n\n${USAGE}` : `${message}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
};

// Commands are imported on demand: loading the generator takes half a second.
const dispatch = async (args: readonly string[], at: Surroundings): Promise<number> => {
  const { values, positionals } = parse(args);
  const command = positionals.join(' ');
  switch (command) {
    case 'generate': {
      const { runGenerate } = await import('./commands/generate.js');
      return runGenerate(at.root, values, at);
    }
    case 'regenerate': {
      const source = await sourceOf(values, at);
      if (values.all !== (values.out !== undefined)) throw new UsageError('use --all and --out together');
      if (values.out !== undefined) {
        const { runRegenerateAll } = await import('./commands/regenerate-all.js');
        return runRegenerateAll(at.root, source, path.resolve(at.folder, values.out), at);
      }
      const { runRegenerate } = await import('./commands/regenerate.js');
      return runRegenerate(at.root, source, at);
    }
    case 'drift': {
      const source = await sourceOf(values, at);
      const { runDrift } = await import('./commands/drift.js');
      return runDrift(at.root, source, values, at);
    }
    default:
      throw new UsageError(command === '' ? 'missing command' : `unknown command "${command}"`);
  }
};

const parse = (args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
};

const sourceOf = async (values: ReturnType<typeof parse>['values'], at: Surroundings): Promise<Source> => {
  const { from, 'token-file': file } = values;
  if (from === undefined || from === '') throw new UsageError('missing --from FILE|URL');
  const token =
    file === undefined
      ? at.environment['WXDI_DOCS_TOKEN']
      : await readFile(path.resolve(at.folder, file), 'utf8');
  return { from, folder: at.folder, token: token?.trim() || undefined };
};
