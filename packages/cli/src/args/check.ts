import type { Declaration } from './declaration.js';
import type { Globals } from './globals.js';
import { MissingArguments, UsageError } from '../usage-error.js';
import { nameOf } from './tree.js';

type Rules = Pick<Declaration, 'path' | 'flags' | 'exclusive' | 'needs'>;

/** Global flags that would be ignored. */
export const checkMeaning = (
  { path, changes, raw }: Declaration,
  { 'dry-run': dryRun, raw: wantsRaw }: Globals,
): void => {
  const name = nameOf(path);
  const refuse = (flag: string, why: string): UsageError =>
    new UsageError(`flag --${flag} means nothing for \`${name}\`: ${why}`, `${name} --help`);
  if (dryRun && changes !== true) throw refuse('dry-run', 'it changes nothing');
  if (wantsRaw && raw !== true) throw refuse('raw', 'it does not print what the service answers');
};

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
  const missing = args.filter((arg, at) => arg.optional !== true && words[at] === undefined);
  if (missing[0] !== undefined) {
    const meaning = missing.map((arg) => `${arg.name}: ${arg.brief}`).join('; ');
    throw new MissingArguments(
      `\`${name}\` needs ${missing[0].name}: ${usage} (${meaning})`,
      `${name} --help`,
      missing.map((arg) => arg.name),
    );
  }
  const extra = args.some((arg) => arg.many === true) ? undefined : words[args.length];
  if (extra !== undefined) {
    throw new UsageError(`\`${name}\` does not take "${extra}": ${usage}`, `${name} --help`);
  }
};
