import type { Run } from '../args/declaration.js';
import { findWord, isCommand, type Tree } from '../args/tree.js';
import { unknownCommand } from '../args/unknown.js';
import { tree } from '../commands.js';
import { exitCode } from '../exit-code.js';
import { helpFor } from '../help/help.js';

export const run: Run = async ({ context, style }, _flags, words) => {
  const path: string[] = [];
  let node: Tree = tree;
  for (const word of words) {
    const found = findWord(node, word);
    if (found === undefined) throw unknownCommand(path, word, node);
    path.push(found.name);
    node = isCommand(found.entry) ? {} : found.entry;
  }
  await context.stdout.write(helpFor(path, style));
  return exitCode.done;
};
