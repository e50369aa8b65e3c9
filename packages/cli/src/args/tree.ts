import type { Command } from './declaration.js';

/** Commands by word: a command, or the commands under a noun. */
export interface Tree {
  readonly [word: string]: Command | Tree;
}

/** `ls` and `rm` are the only short forms. */
const aliases: Readonly<Record<string, string>> = { ls: 'list', rm: 'delete' };

export const findWord = (
  node: Tree,
  word: string,
): { readonly name: string; readonly entry: Command | Tree } | undefined => {
  const name = Object.hasOwn(aliases, word) ? (aliases[word] as string) : word;
  const entry = Object.hasOwn(node, name) ? node[name] : undefined;
  return entry === undefined ? undefined : { name, entry };
};

export const isCommand = (entry: Command | Tree): entry is Command => typeof entry['load'] === 'function';

/** How a command is called: `wxdi job list`. */
export const nameOf = (path: readonly string[]): string => ['wxdi', ...path].join(' ');
