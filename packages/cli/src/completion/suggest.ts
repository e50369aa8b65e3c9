import type { Command } from '../args/declaration.js';
import type { Flag, FlagSet } from '../args/flag.js';
import { globalFlags } from '../args/globals.js';
import { findWord, isCommand, type Tree } from '../args/tree.js';

/** What may stand under the cursor. */
export interface Suggestion {
  readonly value: string;
  readonly about?: string;
}

/** Names that stand elsewhere than in the declarations: at the service, in the configuration, in folders. */
export interface Names {
  readonly of: 'job' | 'profile' | 'file';
  /** What stands before the name in its word: `--profile=`, `@`. */
  readonly prefix: string;
}

export type Suggestions = readonly Suggestion[] | Names;

interface Place {
  node: Tree;
  command: Command | undefined;
  /** Words that are no flags, after the command. */
  args: readonly string[];
  /** The flag whose value comes next. */
  pending: Flag<unknown> | undefined;
}

/** What fits after some words, judged by the declarations alone. Mistakes in the words are passed over. */
export const suggest = (tree: Tree, before: readonly string[], current: string): Suggestions => {
  const place: Place = { node: tree, command: undefined, args: [], pending: undefined };
  for (const word of before) step(place, word);
  if (place.pending !== undefined) return valuesOf(place.pending, current, '');
  const [, name = '', value = ''] = /^--([^=]+)=([\s\S]*)$/.exec(current) ?? [];
  if (name !== '') {
    const flag = flagNamed(place.command, name);
    return flag === undefined ? [] : valuesOf(flag, value, `--${name}=`);
  }
  if (current.startsWith('-')) return flagsOf(place.command);
  if (place.command !== undefined) return argumentsOf(place.command, place.args, tree);
  return wordsOf(place.node);
};

const step = (place: Place, word: string): void => {
  if (place.pending !== undefined) {
    place.pending = undefined;
    return;
  }
  if (word.startsWith('-') && word !== '-') {
    const long = /^--([^=]+)$/.exec(word)?.[1];
    const short = /^-([a-z])$/.exec(word)?.[1];
    const flag = long === undefined ? flagLettered(place.command, short) : flagNamed(place.command, long);
    if (flag?.placeholder !== undefined) place.pending = flag;
    return;
  }
  if (place.command !== undefined) {
    place.args = [...place.args, word];
    return;
  }
  const found = findWord(place.node, word);
  if (found === undefined) return;
  if (isCommand(found.entry)) place.command = found.entry;
  else place.node = found.entry;
};

const allFlags = (command: Command | undefined): FlagSet => ({ ...globalFlags, ...command?.flags });

const flagNamed = (command: Command | undefined, name: string): Flag<unknown> | undefined => {
  const flags = allFlags(command);
  return Object.hasOwn(flags, name) ? (flags[name] as Flag<unknown>) : undefined;
};

const flagLettered = (command: Command | undefined, letter: string | undefined): Flag<unknown> | undefined =>
  letter === undefined ? undefined : Object.values(allFlags(command)).find(({ short }) => short === letter);

const flagsOf = (command: Command | undefined): readonly Suggestion[] =>
  Object.entries({ ...command?.flags, ...globalFlags }).map(([name, flag]) => ({
    value: `--${name}`,
    about: flag.brief,
  }));

const wordsOf = (node: Tree): readonly Suggestion[] =>
  Object.entries(node).map(([value, entry]) =>
    isCommand(entry) ? { value, about: entry.brief } : { value },
  );

/** How help writes the value of a flag that takes a file. */
const fileForm = /^(?:F|FILE|@f|[a-z]+\.yaml)$/;

/** A name, a file, or one of the choices; of a list with commas, the last member. */
const valuesOf = (flag: Flag<unknown>, current: string, prefix: string): Suggestions => {
  const { choices = [], placeholder = '' } = flag;
  if (flag === globalFlags.profile) return { of: 'profile', prefix };
  if (fileForm.test(placeholder))
    return { of: 'file', prefix: placeholder.startsWith('@') ? `${prefix}@` : prefix };
  const head = current.slice(0, current.lastIndexOf(',') + 1);
  return choices.map((choice) => ({ value: `${prefix}${head}${choice}` }));
};

const fixed: Readonly<Record<string, readonly string[]>> = {
  RUN: ['@latest', '@active'],
  SHELL: ['bash', 'zsh', 'fish'],
  METHOD: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'],
};

const argumentsOf = ({ args }: Command, words: readonly string[], tree: Tree): Suggestions => {
  const argument = args[words.length] ?? args.find(({ many }) => many === true);
  if (argument === undefined) return [];
  if (argument.name === 'JOB') return { of: 'job', prefix: '' };
  if (argument.name === 'COMMAND') return wordsBehind(tree, words);
  return (fixed[argument.name] ?? []).map((value) => ({ value }));
};

/** The words that may follow some words of a command. */
const wordsBehind = (tree: Tree, words: readonly string[]): readonly Suggestion[] => {
  let node = tree;
  for (const word of words) {
    const entry = findWord(node, word)?.entry;
    if (entry === undefined || isCommand(entry)) return [];
    node = entry;
  }
  return wordsOf(node);
};
