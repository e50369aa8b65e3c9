import type { Command } from './declaration.js';
import type { Flag, FlagSet } from './flag.js';
import { UsageError } from '../usage-error.js';
import { globalFlags } from './globals.js';
import { findWord, isCommand, type Tree } from './tree.js';
import { laterFlag, unknownCommand, unknownFlag } from './unknown.js';

/** A command line as far as it was read. */
export interface Scanned {
  node: Tree;
  path: readonly string[];
  command: Command | undefined;
  readonly args: string[];
  readonly globals: Record<string, unknown>;
  readonly values: Record<string, unknown>;
  readonly given: Set<string>;
  /** The first mistake; kept, since help may still be asked for behind it. */
  problem: Error | undefined;
}

const initials = (flags: FlagSet): Record<string, unknown> =>
  Object.fromEntries(Object.entries(flags).map(([name, { initial }]) => [name, initial as unknown]));

/** Sorts words into commands, flags and arguments; the rules between them are not its business. */
export const scan = (argv: readonly string[], tree: Tree): Scanned => {
  const state: Scanned = {
    node: tree,
    path: [],
    command: undefined,
    args: [],
    globals: initials(globalFlags),
    values: {},
    given: new Set(),
    problem: undefined,
  };
  const words = [...argv];
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    try {
      if (word === '--') {
        for (const rest of words.splice(0)) takeWord(state, rest);
      } else if (word.startsWith('--')) takeLong(state, word, words);
      else if (word.startsWith('-') && word !== '-') takeShorts(state, word, words);
      else takeWord(state, word);
    } catch (problem) {
      state.problem ??= asError(problem);
    }
  }
  return state;
};

const takeWord = (state: Scanned, word: string): void => {
  if (state.command !== undefined) {
    state.args.push(word);
    return;
  }
  const found = findWord(state.node, word);
  if (found === undefined) throw unknownCommand(state.path, word, state.node);
  state.path = [...state.path, found.name];
  if (isCommand(found.entry)) {
    state.command = found.entry;
    Object.assign(state.values, initials(found.entry.flags));
  } else state.node = found.entry;
};

const takeLong = (state: Scanned, word: string, words: string[]): void => {
  const [, name = '', inline] = /^--([^=]*)(?:=([\s\S]*))?$/.exec(word) ?? [];
  take(state, name, `--${name}`, inline, words);
};

/** `-q`, `-qv`, `-o json`, `-ojson`, `-o=json`. */
const takeShorts = (state: Scanned, word: string, words: string[]): void => {
  for (let at = 1; at < word.length; at += 1) {
    const letter = word[at] as string;
    const found = [state.command?.flags ?? {}, globalFlags]
      .flatMap((flags: FlagSet) => Object.entries(flags))
      .find(([, flag]) => flag.short === letter);
    if (found === undefined)
      throw laterFlag(state.command, letter) ?? unknownFlag(state.command, `-${letter}`);
    const [name, flag] = found;
    const rest = word.slice(at + 1).replace(/^=/, '');
    if (flag.placeholder === undefined) {
      take(state, name, `-${letter}`, undefined, words);
      continue;
    }
    take(state, name, `-${letter}`, rest === '' ? undefined : rest, words);
    return;
  }
};

const take = (
  state: Scanned,
  name: string,
  written: string,
  inline: string | undefined,
  words: string[],
): void => {
  const own = ownFlag(state.command?.flags, name);
  const flag: Flag<unknown> | undefined = own ?? ownFlag(globalFlags, name);
  if (flag === undefined) throw laterFlag(state.command, name) ?? unknownFlag(state.command, written);
  const values = own === undefined ? state.globals : state.values;
  const value = valueOf(flag, written, inline, words);
  // A shell alias may hold global flags, so the last of those wins; a command's own flag twice is a slip.
  if (own !== undefined && flag.repeatable !== true && state.given.has(name)) {
    throw new UsageError(`flag ${written} is given twice`);
  }
  state.given.add(name);
  values[name] = flag.read(value, values[name], written);
};

const ownFlag = (flags: FlagSet | undefined, name: string): Flag<unknown> | undefined =>
  flags !== undefined && Object.hasOwn(flags, name) ? (flags[name] as Flag<unknown>) : undefined;

const valueOf = (
  flag: Flag<unknown>,
  written: string,
  inline: string | undefined,
  words: string[],
): string => {
  if (flag.placeholder === undefined) {
    if (inline !== undefined) throw new UsageError(`flag ${written} takes no value`);
    return '';
  }
  if (inline !== undefined) return inline;
  const next = words[0];
  if (next === undefined || next === '--' || /^--[a-z]/i.test(next)) {
    throw new UsageError(
      `flag ${written} needs a value: ${written} ${flag.placeholder}` +
        (next === undefined ? '' : ` (write ${written}=${next} if that is the value)`),
    );
  }
  words.shift();
  return next;
};

/** What was thrown, as an error. */
export const asError = (thrown: unknown): Error =>
  thrown instanceof Error ? thrown : new Error(String(thrown));
