import type { Declaration } from './declaration.js';
import type { Tree } from './tree.js';
import { UsageError } from '../usage-error.js';
import { globalFlags } from './globals.js';
import { nearest } from './nearest.js';
import { nameOf } from './tree.js';

/** Commands of the contract that are not built yet, by their noun. */
const laterCommands: Readonly<Record<string, readonly string[]>> = {
  '': ['plan', 'apply', 'diff', 'drift', 'export', 'history', 'report', 'profile', 'schema', 'mcp'],
};

export const unknownCommand = (path: readonly string[], word: string, node: Tree): UsageError => {
  const help = `${nameOf(path)} --help`;
  if (laterCommands[path.join(' ')]?.includes(word) === true) {
    return new UsageError(`command \`${nameOf([...path, word])}\` is not built yet`, help);
  }
  const near = nearest(word, Object.keys(node));
  return new UsageError(
    `unknown command "${word}" for \`${nameOf(path)}\`${near === undefined ? '' : `; did you mean \`${near}\`?`}`,
    near === undefined ? help : `${nameOf([...path, near])} --help`,
  );
};

export const unknownFlag = (command: Declaration | undefined, written: string): UsageError => {
  if (command === undefined) {
    return new UsageError(
      `unknown flag ${written} before a command: flags of a command follow its name`,
      'wxdi --help',
    );
  }
  const name = nameOf(command.path);
  const near = written.startsWith('--')
    ? nearest(written.slice(2), [...Object.keys(command.flags), ...Object.keys(globalFlags)])
    : undefined;
  return new UsageError(
    `unknown flag ${written} for \`${name}\`${near === undefined ? '' : `; did you mean --${near}?`}`,
    `${name} --help`,
  );
};

/** A flag that the contract names but that is not built yet: refused, never ignored. */
export const laterFlag = (command: Declaration | undefined, name: string): UsageError | undefined => {
  if (command?.later?.includes(name) !== true) return undefined;
  return new UsageError(`flag --${name} is not built yet`, `${nameOf(command.path)} --help`);
};
