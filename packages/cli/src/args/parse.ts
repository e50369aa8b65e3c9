import type { Command } from './declaration.js';
import type { Globals } from './globals.js';
import { UsageError } from '../usage-error.js';
import { checkArguments, checkFlags, checkMeaning } from './check.js';
import { globalFlags } from './globals.js';
import { asError, scan } from './scan.js';
import { nameOf, type Tree } from './tree.js';

/** A command line, understood. */
export interface Parsed {
  /** The words that were found to be commands. */
  readonly path: readonly string[];
  /** Absent when the words end at a noun, as in `wxdi job --help`. */
  readonly command?: Command;
  readonly globals: Globals;
  readonly flags: Readonly<Record<string, unknown>>;
  readonly args: readonly string[];
  /** The first mistake. The rest is read all the same: `-o json` behind it says how to tell of it. */
  readonly problem?: Error;
}

/**
 * Reads a command line. Global flags may stand anywhere before `--`; flags of a command stand after its name. With
 * `--help` or `--version` nothing else is checked: who asks for help shall not be scolded.
 */
export const parse = (argv: readonly string[], tree: Tree): Parsed => {
  const { globals, values, given, args, path, command, node, problem } = scan(argv, tree);
  const parsed: Parsed = {
    path,
    globals: globals as Globals,
    flags: values,
    args,
    ...(command && { command }),
  };
  if (parsed.globals.help || parsed.globals.version) return parsed;
  try {
    if (problem !== undefined) throw problem;
    check(path, command, node, given, args, parsed.globals);
    return parsed;
  } catch (found) {
    return { ...parsed, problem: asError(found) };
  }
};

const check = (
  path: readonly string[],
  command: Command | undefined,
  node: Tree,
  given: ReadonlySet<string>,
  args: readonly string[],
  globals: Globals,
): void => {
  const both = [
    ['project', 'space'],
    ['url', 'region'],
    ['quiet', 'verbose'],
  ];
  checkFlags({ path, flags: globalFlags, exclusive: both }, given);
  if (command !== undefined) {
    checkFlags(command, given);
    checkMeaning(command, globals);
    checkArguments(command, args);
  } else if (path.length > 0) {
    const words = Object.keys(node).join(', ');
    throw new UsageError(`\`${nameOf(path)}\` needs a command: ${words}`, `${nameOf(path)} --help`);
  }
};
