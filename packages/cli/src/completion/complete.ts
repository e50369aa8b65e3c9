import type { Context } from '../context.js';
import type { Secrets } from '../output/scrub.js';
import { parse } from '../args/parse.js';
import { tree } from '../commands.js';
import { exitCode } from '../exit-code.js';
import { isPlain } from '../render/visible.js';
import { suggest, type Suggestion } from './suggest.js';

/** Answers a shell that completes a command line: `__complete WORD...`. Whatever goes wrong, it says nothing. */
export const complete = async (context: Context, secrets: Secrets): Promise<number> => {
  const words = context.argv.slice(1);
  const current = words.at(-1) ?? '';
  const before = words.slice(0, -1);
  try {
    const found = suggest(tree, before, current);
    const suggestions = found === 'job' ? await names(context, before, secrets) : found;
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
  before: readonly string[],
  secrets: Secrets,
): Promise<readonly Suggestion[]> => {
  const { jobNames } = await import('./job-names.js');
  const { globals } = parse(before, tree);
  const all = await jobNames(context, globals, secrets);
  return all.filter((name) => isPlain(name) || !unsafe.test(name)).map((value) => ({ value }));
};

const unsafe = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u;
