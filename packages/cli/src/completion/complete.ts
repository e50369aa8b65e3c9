import type { Context } from '../context.js';
import type { Secrets } from '../output/secrets.js';
import type { Tree } from '../command-line/definition.js';
import { exitCode } from '../exit-code.js';
import { readUserConfig } from '../settings/config-file.js';
import { jobNames } from './job-names.js';
import { suggest, type Names, type Suggestion } from './suggest.js';

/** Answers a shell that completes a command line: `__complete WORD...`. Errors are not printed. */
export const complete = async (context: Context, tree: Tree, secrets: Secrets): Promise<number> => {
  const words = context.argv.slice(1);
  const current = words.at(-1) ?? '';
  const before = words.slice(0, -1);
  try {
    const wanted = suggest(tree, before, current);
    const suggestions = 'of' in wanted ? await namesOf(context, wanted, before, current, secrets) : wanted;
    const text = suggestions
      .filter(({ value }) => value.startsWith(current))
      .map(({ value, about }) => `${value}${about === undefined ? '' : `\t${about}`}\n`)
      .join('');
    if (text !== '') await context.stdout.write(text);
  } catch {
    // The shell has no place for an error.
  }
  return exitCode.done;
};

/** Names that can be inserted; one with control characters cannot. */
const namesOf = async (
  context: Context,
  { of, prefix }: Names,
  before: readonly string[],
  current: string,
  secrets: Secrets,
): Promise<readonly Suggestion[]> => {
  const all = await find[of](context, before, current.slice(prefix.length), secrets);
  return all.filter((name) => !unsafe.test(name)).map((name) => ({ value: `${prefix}${name}` }));
};

const unsafe = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u;

type Find = (
  context: Context,
  before: readonly string[],
  typed: string,
  secrets: Secrets,
) => Promise<readonly string[]>;

const find: Readonly<Record<Names['of'], Find>> = {
  job: jobNames,
  profile: async (context, _before, _typed, secrets) =>
    Object.keys((await readUserConfig(context, secrets))?.profiles ?? {}),
  file: async (context, _before, typed) => {
    const folder = typed.slice(0, typed.lastIndexOf('/') + 1);
    const hidden = typed.slice(folder.length).startsWith('.');
    const entries = await context.listFolder(folder === '' ? '.' : folder);
    return entries.filter((name) => hidden || !name.startsWith('.')).map((name) => `${folder}${name}`);
  },
};
