import type { Option } from '@commander-js/extra-typings';
import { Command, CommanderError, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { plain, type Style } from '../render/style.js';
import { MissingArguments, UsageError } from '../errors.js';
import { didYouMean } from '../input/nearest.js';
import { isGroup, usageOf, type Definition, type Node, type Tree } from './definition.js';
import { colors, globalOptions, type Globals } from './global-options.js';
import { outputModes } from '../output/modes.js';
import { configureHelp } from './help.js';
import { choiceIn, several } from './options.js';

/** A command line, understood. */
export interface Invocation<Command extends Definition = Definition> {
  readonly definition: Command;
  readonly globals: Globals;
  readonly flags: Readonly<Record<string, unknown>>;
  readonly args: readonly string[];
  /** Arguments that the command needs and that were not given: on a terminal they can be picked. */
  readonly missing: MissingArguments | undefined;
}

/** What a command line asks for: a command, the help of some words, or the version. */
export type Request<Command extends Definition> =
  Invocation<Command> | { readonly help: string } | { readonly version: true };

const isHelp = (word: string): boolean => word === '--help' || word === '-h';

/** Reads a command line. Throws a `UsageError`. With --help anywhere in the line, mistakes in it are ignored. */
export const parse = <Found extends Definition>(
  argv: readonly string[],
  tree: Tree<Found>,
  styleFor: StyleFor = () => plain,
): Request<Found> => {
  const root = new Command('wxdi').enablePositionalOptions().exitOverride().showSuggestionAfterError(false);
  const nodes = new Map<unknown, Node<Found>>();
  let current: CommandUnknownOpts = root;
  let invocation: Invocation<Found> | undefined;
  let help = '';
  const words = argv.slice(0, argv.includes('--') ? argv.indexOf('--') : argv.length);
  const wantsHelp = words.some(isHelp);

  const add = (parent: CommandUnknownOpts, node: Node<Found>): void => {
    const child = parent.command(node.name).summary(node.summary);
    nodes.set(child, node);
    if (isGroup(node)) return;
    if (node.alias !== undefined) child.alias(node.alias);
    for (const { name, many, summary } of node.args ?? [])
      child.argument(many === true ? `[${name}...]` : `[${name}]`, summary);
  };
  // Only the command that is called gets its flags, and only its group gets its commands.
  const enter = (_parent: unknown, command: CommandUnknownOpts): void => {
    current = command;
    const node = nodes.get(command);
    configureHelp(command, node);
    if (node === undefined || isGroup(node)) {
      command.enablePositionalOptions().hook('preSubcommand', enter);
      for (const child of node?.commands ?? tree) add(command, child);
    } else {
      node.options?.(command.optionsGroup('Flags:') as unknown as Command);
      for (const option of command.options) refuseRepetition(option);
      command.action(() => {
        const options = givenOptions(command);
        const missing = missingArguments(node, nameOf(command), command.args);
        invocation = { definition: node, globals: options, flags: options, args: command.args, missing };
      });
    }
    globalOptions(command as unknown as Command);
    for (const option of command.options) refuseFlagAsValue(option, argv);
  };

  root.configureOutput({ writeOut: (text) => (help += text), writeErr: () => undefined });
  root.configureHelp({ styleTitle: (text) => styleFor(givenOptions(current).color).bold(text) });
  enter(undefined, root);
  try {
    root.parse(wantsHelp ? [...words.filter((word) => !isHelp(word)), '--help'] : argv, { from: 'user' });
  } catch (error) {
    const name = nameOf(current);
    const code = error instanceof CommanderError ? error.code : undefined;
    if (code === 'commander.helpDisplayed') return { help };
    if (wantsHelp) return parse([...name.split(' ').slice(1), '--help'], tree, styleFor);
    if (!(error instanceof CommanderError)) throw error;
    if (code !== 'commander.help') throw usageErrorOf(error, current, name);
    // Only flags, or only the name of a group.
    if (argv.length === 0) return parse(['--help'], tree, styleFor);
    if (givenOptions(current).version === true) return { version: true };
    const names = current.commands.map((child) => child.name()).join(', ');
    throw new UsageError(`\`${name}\` needs a command: ${names}`, `${name} --help`);
  }
  if (invocation === undefined) throw new Error('the command line led to no command');
  if (invocation.globals.version === true) return { version: true };
  check(invocation, nameOf(current));
  return invocation;
};

type StyleFor = (color: Globals['color']) => Style;

/** `wxdi job list` */
const nameOf = (command: CommandUnknownOpts): string =>
  command.parent === null ? command.name() : `${nameOf(command.parent)} ${command.name()}`;

/**
 * The global flags of a command line that may be wrong or incomplete, for the report of an error and for completion.
 * Values are not checked, except those of the flags that decide how an error is reported.
 */
export const leniently = (argv: readonly string[]): Globals => {
  const reader = globalOptions(new Command())
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  for (const option of reader.options) delete (option as Partial<Option>).parseArg;
  try {
    reader.parseOptions([...argv]);
  } catch {
    // The last flag lacks its value; those before it were read.
  }
  const globals = reader.opts();
  return {
    ...globals,
    output: choiceIn(globals.output ?? '', outputModes),
    color: choiceIn(globals.color ?? '', colors),
  };
};

/** The options that were given, the global ones at any level: the last level wins. */
const givenOptions = (command: CommandUnknownOpts): Globals => {
  const here = Object.entries(command.opts()).filter(
    ([name]) => command.getOptionValueSource(name) === 'cli',
  );
  return { ...(command.parent !== null && givenOptions(command.parent)), ...Object.fromEntries(here) };
};

type Check = (text: string, before: unknown) => void;

/** Checks a value before it is parsed. */
const checkingFirst = (option: Option, check: Check): void => {
  const { parseArg } = option;
  option.parseArg = (text: string, before: unknown): never => {
    check(text, before);
    return (parseArg === undefined ? text : parseArg(text, before as never)) as never;
  };
};

/** A shell alias may contain global flags, so those may be repeated; a command's own flag may not. */
const refuseRepetition = (option: Option): void => {
  if (option.isBoolean() || option.parseArg === several) return;
  checkingFirst(option, (_text, before) => {
    if (before !== undefined) throw new UsageError(`flag ${option.long ?? ''} was given twice`);
  });
};

/** `--name --limit 5` lacks a name; `--name=--limit` is a strange name. */
const refuseFlagAsValue = (option: Option, argv: readonly string[]): void => {
  const { long } = option;
  if (option.isBoolean() || long === undefined) return;
  checkingFirst(option, (text) => {
    if (!/^--[a-z]/i.test(text) || argv.includes(`${long}=${text}`)) return;
    throw new UsageError(`flag ${long} needs a value (write ${long}=${text} if that is the value)`);
  });
};

/** Commander's error in our words. The value of an unknown flag is not repeated: it may be a secret. */
const usageErrorOf = (
  { message }: CommanderError,
  { commands, options }: CommandUnknownOpts,
  name: string,
): UsageError => {
  const [, what, word = ''] = /^error: unknown (option|command) '([\s\S]*)'$/.exec(message) ?? [];
  if (what === undefined) return new UsageError(reworded(message, name), `${name} --help`);
  const [flag = ''] = word.split('=');
  const flags = options.map(({ long }) => long ?? '');
  const names = commands.map((child) => child.name());
  const text =
    what === 'command'
      ? `unknown command "${word}" for \`${name}\`${didYouMean(word, names)}`
      : flags.includes(flag)
        ? `flag ${flag} takes no value`
        : `unknown flag ${flag} for \`${name}\`${didYouMean(flag, flags)}`;
  return new UsageError(text, `${name} --help`);
};

const reworded = (message: string, name: string): string =>
  message
    .replace(/^error: /, '')
    .replace(
      /^option '(?:-\w, )?(--\S+).*?' argument '([\s\S]*)' is invalid\./,
      'invalid value "$2" for flag $1:',
    )
    .replace(/^option '(?:-\w, )?(.*?)' argument missing$/, 'flag $1 needs a value')
    .replace(
      /^(too many arguments for) .*Expected (\d+) .* got (\d+)\.$/,
      `$1 \`${name}\`: expected $2, got $3`,
    );

const missingArguments = (
  definition: Definition,
  name: string,
  given: readonly string[],
): MissingArguments | undefined => {
  const { args = [] } = definition;
  const missing = args.filter(({ optional }, at) => optional !== true && given[at] === undefined);
  if (missing.length === 0) return undefined;
  const meaning = missing.map((arg) => `${arg.name}: ${arg.summary}`).join('; ');
  return new MissingArguments(
    `\`${name}\` needs ${missing[0]?.name ?? ''}: ${name} ${usageOf(definition)} (${meaning})`,
    `${name} --help`,
    missing.map((arg) => arg.name),
  );
};

const globalExclusive = [
  ['project', 'space'],
  ['url', 'region'],
  ['quiet', 'verbose'],
];

/** The rules between flags. */
const check = ({ definition, globals, flags, args }: Invocation, name: string): void => {
  const refuse = (message: string): never => {
    throw new UsageError(message, `${name} --help`);
  };
  const { exclusive = [], needs = {}, mutates, raw } = definition;
  for (const group of [...globalExclusive, ...(exclusive as readonly (readonly string[])[])]) {
    const given = group.filter((flag) => flags[flag] !== undefined).map(flagName);
    if (given.length > 1) refuse(`flags ${given.join(' and ')} are mutually exclusive`);
  }
  for (const [flag, oneOf = []] of Object.entries<readonly string[] | undefined>(needs)) {
    if (flags[flag] === undefined || oneOf.some((other) => flags[other] !== undefined)) continue;
    refuse(`flag ${flagName(flag)} requires ${oneOf.map(flagName).join(' or ')}`);
  }
  if (globals.dryRun === true && mutates !== true)
    refuse(`flag --dry-run does not apply to \`${name}\`, which changes nothing`);
  if (globals.raw === true && raw !== true) refuse(`flag --raw does not apply to \`${name}\``);
  for (const [at, word] of args.entries())
    (definition.args?.[at] ?? definition.args?.at(-1))?.check?.(word, flags);
};

const flagName = (attribute: string): string =>
  `--${attribute.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
