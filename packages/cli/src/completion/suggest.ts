import { Command, type Option } from '@commander-js/extra-typings';
import {
  isGroup,
  nodeAt,
  ownOptions,
  type Definition,
  type Node,
  type Tree,
} from '../command-line/definition.js';
import { globalOptions } from '../command-line/global-options.js';

/** A word that can be inserted at the cursor. */
export interface Suggestion {
  readonly value: string;
  readonly about?: string;
}

/** Names that are not part of the command line's definition: jobs, profiles, files. */
export interface Names {
  readonly of: 'job' | 'profile' | 'file';
  /** The text before the name in its word: `--profile=`, `@`. */
  readonly prefix: string;
}

export type Suggestions = readonly Suggestion[] | Names;

/** What can follow some words. Mistakes in the words are ignored. */
export const suggest = (tree: Tree, before: readonly string[], current: string): Suggestions => {
  const { node, args, pending } = read(tree, before);
  if (pending !== undefined) return valuesOf(pending, current, '');
  const [, name, value = ''] = /^(--[^=]+)=([\s\S]*)$/.exec(current) ?? [];
  if (name !== undefined) {
    const option = optionsOf(node).find(({ long }) => long === name);
    return option === undefined ? [] : valuesOf(option, value, `${name}=`);
  }
  if (current.startsWith('-'))
    return [
      ...optionsOf(node).map(({ long, description }) => ({ value: long ?? '', about: description })),
      { value: '--help', about: 'print help' },
    ];
  return node === undefined || isGroup(node)
    ? wordsOf(node?.commands ?? tree)
    : argumentsOf(node, args, tree);
};

interface Position {
  readonly node: Node | undefined;
  /** Arguments of the command so far. */
  readonly args: readonly string[];
  /** The flag whose value comes next. */
  readonly pending: Option | undefined;
}

const read = (tree: Tree, before: readonly string[]): Position => {
  let words: readonly string[] = [];
  let pending: Option | undefined;
  for (const word of before) {
    if (pending !== undefined) pending = undefined;
    else if (word.startsWith('-') && word !== '-') {
      const options = optionsOf(nodeAt(tree, words).node);
      const option = options.find(({ long, short }) => long === word || short === word);
      pending = option?.required === true ? option : undefined;
    } else words = [...words, word];
  }
  const { node, path } = nodeAt(tree, words);
  return { node, args: words.slice(path.length), pending };
};

/** The options at a position: those of the command first. */
const optionsOf = (node: Node | undefined): readonly Option[] => [
  ...(node === undefined || isGroup(node) ? [] : ownOptions(node)),
  ...globalOptions(new Command()).options,
];

const wordsOf = (nodes: Tree): readonly Suggestion[] =>
  nodes.map(({ name, summary }) => ({ value: name, about: summary }));

/** Values that are files, as help writes them. */
const fileValue = /<(?:F|FILE|@f|[a-z]+\.yaml)>$/;

/** A name, a file, or one of the choices; in a list with commas, the last member. */
const valuesOf = ({ long, flags, argChoices = [] }: Option, current: string, prefix: string): Suggestions => {
  if (long === '--profile') return { of: 'profile', prefix };
  if (fileValue.test(flags)) return { of: 'file', prefix: flags.endsWith('<@f>') ? `${prefix}@` : prefix };
  const head = current.slice(0, current.lastIndexOf(',') + 1);
  return argChoices.map((choice) => ({ value: `${prefix}${head}${choice}` }));
};

const argumentsOf = ({ args = [] }: Definition, given: readonly string[], tree: Tree): Suggestions => {
  const argument = args[given.length] ?? args.find(({ many }) => many === true);
  if (argument === undefined) return [];
  if (argument.name === 'JOB') return { of: 'job', prefix: '' };
  if (argument.name === 'COMMAND') {
    const { node, path } = nodeAt(tree, given);
    if (path.length < given.length) return [];
    return node === undefined ? wordsOf(tree) : isGroup(node) ? wordsOf(node.commands) : [];
  }
  return (argument.choices ?? []).map((value) => ({ value }));
};
