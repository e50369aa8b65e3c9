import type { Context } from '../context.js';
import type { Secrets } from '../output/scrub.js';
import { parse } from '../args/parse.js';
import { tree } from '../commands.js';
import { exitCode } from '../exit-code.js';
import { isPlain } from '../render/visible.js';
import { suggest, type Names, type Suggestion } from './suggest.js';

/** Answers a shell that completes a command line: `__complete WORD...`. Whatever goes wrong, it says nothing. */
export const complete = async (context: Context, secrets: Secrets): Promise<number> => {
  const words = context.argv.slice(1);
  const current = words.at(-1) ?? '';
  const before = words.slice(0, -1);
  try {
    const wanted = suggest(tree, before, current);
    const suggestions = 'of' in wanted ? await names(context, wanted, before, current, secrets) : wanted;
    const fitting = suggestions.filter(({ value }) => value.startsWith(current));
    const text = fitting
      .map(({ value, about }) => `${value}${about === undefined ? '' : `\t${about}`}\n`)
      .join('');
    if (text !== '') await context.stdout.write(text);
  } catch {
    // A shell that completes has nowhere to show an error.
  }
  return exitCode.done;
};

/** Names that can stand on a command line; one with control characters is not put there. */
const names = async (
  context: Context,
  { of, prefix }: Names,
  before: readonly string[],
  current: string,
  secrets: Secrets,
): Promise<readonly Suggestion[]> => {
  const all = await find[of](context, before, current.slice(prefix.length), secrets);
  return all
    .filter((name) => isPlain(name) || !unsafe.test(name))
    .map((name) => ({ value: `${prefix}${name}` }));
};

type Find = (
  context: Context,
  before: readonly string[],
  typed: string,
  secrets: Secrets,
) => Promise<readonly string[]>;

const find: Readonly<Record<Names['of'], Find>> = {
  job: async (context, before, _typed, secrets) => {
    const { jobNames } = await import('./job-names.js');
    return await jobNames(context, parse(before, tree).globals, secrets);
  },
  profile: async (context, _before, _typed, secrets) => {
    const { readUserConfig } = await import('../settings/config-file.js');
    return Object.keys((await readUserConfig(context, secrets))?.profiles ?? {});
  },
  file: async (context, _before, typed) => {
    const folder = typed.slice(0, typed.lastIndexOf('/') + 1);
    const hidden = typed.slice(folder.length).startsWith('.');
    const entries = await context.listFolder(folder === '' ? '.' : folder);
    return entries.filter((name) => hidden || !name.startsWith('.')).map((name) => `${folder}${name}`);
  },
};

const unsafe = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u;
