import type { Declaration } from './declaration.js';
import { UsageError } from '../usage-error.js';
import { nameOf } from './tree.js';

type Rules = Pick<Declaration, 'path' | 'flags' | 'exclusive' | 'needs'>;

/** Flags that exclude or need each other. */
export const checkFlags = ({ path, exclusive = [], needs = [] }: Rules, given: ReadonlySet<string>): void => {
  const help = `${nameOf(path)} --help`;
  for (const group of exclusive) {
    const present = group.filter((name) => given.has(name));
    if (present.length > 1) {
      throw new UsageError(
        `flags ${present.map((name) => `--${name}`).join(' and ')} exclude each other`,
        help,
      );
    }
  }
  for (const { flag, oneOf } of needs) {
    if (given.has(flag) && !oneOf.some((name) => given.has(name))) {
      throw new UsageError(`flag --${flag} needs ${oneOf.map((name) => `--${name}`).join(' or ')}`, help);
    }
  }
};

export const checkArguments = ({ path, args }: Declaration, words: readonly string[]): void => {
  const name = nameOf(path);
  const usage = [name, ...args.map((arg) => arg.name + (arg.many === true ? '...' : ''))].join(' ');
  const missing = args.find((arg, at) => arg.optional !== true && words[at] === undefined);
  if (missing !== undefined)
    throw new UsageError(`\`${name}\` needs ${missing.name}: ${usage}`, `${name} --help`);
  const extra = args.some((arg) => arg.many === true) ? undefined : words[args.length];
  if (extra !== undefined) {
    throw new UsageError(`\`${name}\` does not take "${extra}": ${usage}`, `${name} --help`);
  }
};
