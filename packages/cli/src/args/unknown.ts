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

/** Words that other tools have for what a command here does, by the words before them. */
const otherWords: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '': {
    list: 'job list',
    ls: 'job list',
    start: 'job start',
    logs: 'run logs',
    login: 'auth status',
    whoami: 'auth status',
    config: 'doctor',
    configure: 'doctor',
    status: 'doctor',
  },
  job: {
    describe: 'job get',
    show: 'job get',
    view: 'job get',
    run: 'job start',
    edit: 'job set',
    remove: 'job delete',
    stop: 'run cancel',
    cancel: 'run cancel',
    logs: 'run logs',
    runs: 'run list',
  },
  run: {
    describe: 'run get',
    show: 'run get',
    view: 'run get',
    status: 'run get',
    stop: 'run cancel',
    kill: 'run cancel',
    remove: 'run delete',
    tail: 'run logs',
    start: 'job start',
  },
  auth: { login: 'auth status', whoami: 'auth status' },
};

const meantBy = (path: readonly string[], word: string): string | undefined => {
  const words = otherWords[path.join(' ')] ?? {};
  return Object.hasOwn(words, word) ? words[word] : undefined;
};

export const unknownCommand = (path: readonly string[], word: string, node: Tree): UsageError => {
  const help = `${nameOf(path)} --help`;
  if (laterCommands[path.join(' ')]?.includes(word) === true) {
    return new UsageError(`command \`${nameOf([...path, word])}\` is not built yet`, help);
  }
  const meant = meantBy(path, word);
  if (meant !== undefined) {
    const name = nameOf([meant]);
    return new UsageError(
      `unknown command "${word}" for \`${nameOf(path)}\`; did you mean \`${name}\`?`,
      `${name} --help`,
    );
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
