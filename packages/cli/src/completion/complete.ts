import { Command, type Option } from '@commander-js/extra-typings';
import type { Definition, Node, Tree } from '../command-line/definition.js';
import type { Context } from '../context.js';
import type { Secrets } from '../output/secrets.js';
import { isGroup, nodeAt, ownOptions } from '../command-line/definition.js';
import { globalOptions } from '../command-line/global-options.js';
import { exitCode } from '../exit-code.js';
import { readUserConfig } from '../settings/config-file.js';
import { jobNames } from './job-names.js';

interface Suggestion {
  readonly value: string;
  readonly about?: string;
}

/** Names that are not part of the command line's definition. */
interface Names {
  readonly of: 'job' | 'profile' | 'file';
  /** The text before the name in its word: `--profile=`, `@`. */
  readonly prefix: string;
}

/** Answers a shell that completes a command line: `__complete WORD...`. Errors are not printed. */
export const complete = async (context: Context, tree: Tree, secrets: Secrets): Promise<number> => {
  const before = context.argv.slice(1, -1);
  const current = context.argv.slice(1).at(-1) ?? '';
  const find = {
    job: () => jobNames(context, before, secrets),
    profile: async () => [...((await readUserConfig(context, secrets))?.profiles.keys() ?? [])],
    file: (typed: string) => fileNames(context, typed),
  };
  try {
    const wanted = suggest(tree, before, current);
    const suggestions =
      'of' in wanted ? inserted(wanted, await find[wanted.of](current.slice(wanted.prefix.length))) : wanted;
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

const unsafe = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u;

/** Names that can be inserted; one with control characters cannot. */
const inserted = ({ prefix }: Names, names: readonly string[]): readonly Suggestion[] =>
  names.filter((name) => !unsafe.test(name)).map((name) => ({ value: `${prefix}${name}` }));

/** What can follow some words. Mistakes in the words are ignored. */
const suggest = (tree: Tree, before: readonly string[], current: string): readonly Suggestion[] | Names => {
  const { words, pending } = read(tree, before);
  if (pending !== undefined) return valuesOf(pending, current, '');
  const { node, rest } = nodeAt(tree, words);
  const options = optionsOf(node);
  const [, name, value = ''] = /^(--[^=]+)=([\s\S]*)$/.exec(current) ?? [];
  if (name !== undefined) {
    const option = options.find(({ long }) => long === name);
    return option === undefined ? [] : valuesOf(option, value, `${name}=`);
  }
  if (current.startsWith('-')) {
    const flags = options.map(({ long, description }) => ({ value: long ?? '', about: description }));
    return [...flags, { value: '--help', about: 'print help' }];
  }
  if (node === undefined || isGroup(node)) {
    const commands = node?.commands ?? tree;
    // An alias is completed once it is begun, but not listed next to its command.
    return current === '' ? wordsOf(commands) : [...wordsOf(commands), ...aliasesOf(commands)];
  }
  return argumentsOf(node, rest, tree);
};

/** The words that are not flags or their values, and the flag whose value comes next. */
const read = (
  tree: Tree,
  before: readonly string[],
): { readonly words: readonly string[]; readonly pending: Option | undefined } => {
  const words: string[] = [];
  let pending: Option | undefined;
  for (const word of before) {
    if (pending !== undefined) pending = undefined;
    else if (word.startsWith('-') && word !== '-') {
      const options = optionsOf(nodeAt(tree, words).node);
      pending = options.find(({ long, short, required }) => required && (long === word || short === word));
    } else words.push(word);
  }
  return { words, pending };
};

/** The options at a position: those of the command first. */
const optionsOf = (node: Node | undefined): readonly Option[] => [
  ...(node === undefined || isGroup(node) ? [] : ownOptions(node)),
  ...globalOptions(new Command(), node !== undefined && !isGroup(node) ? node.modes : undefined).options,
];

const wordsOf = (nodes: Tree): readonly Suggestion[] =>
  nodes.map(({ name, summary }) => ({ value: name, about: summary }));

const aliasesOf = (nodes: Tree): readonly Suggestion[] =>
  nodes.flatMap((node) =>
    isGroup(node) || node.alias === undefined ? [] : [{ value: node.alias, about: node.summary }],
  );

/** Values that are files, as help writes them. */
const fileValue = /<(?:F|FILE|@f|[a-z]+\.yaml)>$/;

/** A name, a file, or one of the choices; in a list with commas, the last member. */
const valuesOf = ({ long, flags, argChoices = [] }: Option, current: string, prefix: string) => {
  if (long === '--profile') return { of: 'profile', prefix } as const;
  if (fileValue.test(flags))
    return { of: 'file', prefix: flags.endsWith('<@f>') ? `${prefix}@` : prefix } as const;
  const head = current.slice(0, current.lastIndexOf(',') + 1);
  return argChoices.map((choice) => ({ value: `${prefix}${head}${choice}` }));
};

const argumentsOf = ({ args = [] }: Definition, given: readonly string[], tree: Tree) => {
  const argument = args[given.length] ?? args.find(({ many }) => many === true);
  if (argument?.name === 'JOB') return { of: 'job', prefix: '' } as const;
  if (argument?.name === 'COMMAND') {
    const { node, rest } = nodeAt(tree, given);
    if (rest.length > 0 || (node !== undefined && !isGroup(node))) return [];
    if (node !== undefined) return wordsOf(node.commands);
    return [...wordsOf(tree), { value: 'flags', about: 'Flags of every command' }];
  }
  return (argument?.choices ?? []).map((value) => ({ value }));
};

const fileNames = async (context: Context, typed: string): Promise<readonly string[]> => {
  const folder = typed.slice(0, typed.lastIndexOf('/') + 1);
  const hidden = typed.slice(folder.length).startsWith('.');
  const entries = await context.listFolder(folder === '' ? '.' : folder);
  return entries.filter((name) => hidden || !name.startsWith('.')).map((name) => `${folder}${name}`);
};
