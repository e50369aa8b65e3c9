import { Command, CommanderError, type CommandUnknownOpts, type Option } from '@commander-js/extra-typings';
import type { Style } from '../render/style.js';
import { MissingArguments, UsageError } from '../errors.js';
import { didYouMean } from '../input/nearest.js';
import { isGroup, usageOf, type Argument, type Definition, type Node, type Tree } from './definition.js';
import { colors, globalOptions, type Globals } from './global-options.js';
import { allModes, outputModes } from '../output/modes.js';
import { configureHelp, type Look } from './help.js';
import { choiceIn, several } from './options.js';

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

/** The terminal that help is for. */
export interface HelpTerminal {
  readonly columns: number;
  readonly styleFor: (color: Globals['color']) => Style;
}

const isHelp = (word: string): boolean => word === '--help' || word === '-h';

/** Reads a command line. Throws a `UsageError`. With --help anywhere in the line, mistakes in it are ignored. */
export const parse = <Found extends Definition>(
  argv: readonly string[],
  tree: Tree<Found>,
  terminal: HelpTerminal,
): Request<Found> => {
  const root = new Command('wxdi').enablePositionalOptions().exitOverride().showSuggestionAfterError(false);
  const nodes = new Map<unknown, Node<Found>>();
  let current: CommandUnknownOpts = root;
  let invocation: Invocation<Found> | undefined;
  let help = '';
  let verbosity = 0;
  const words = argv.slice(0, argv.includes('--') ? argv.indexOf('--') : argv.length);
  const wantsHelp = words.some(isHelp);

  // Only the command that is called gets its flags, and only its group gets its commands.
  const enter = (_parent: unknown, command: CommandUnknownOpts): void => {
    current = command;
    const node = nodes.get(command);
    configureHelp(command, node, look);
    if (node === undefined || isGroup(node)) {
      command.enablePositionalOptions().hook('preSubcommand', enter);
      for (const child of node?.commands ?? tree) {
        const added = command.command(child.name).summary(child.summary);
        nodes.set(added, child);
        if (isGroup(child)) continue;
        if (child.alias !== undefined) added.alias(child.alias);
        for (const { name, many, summary } of child.args ?? [])
          added.argument(many === true ? `[${name}...]` : `[${name}]`, summary);
      }
    } else {
      node.options?.(command.optionsGroup('Flags:') as unknown as Command);
      command.action(() => {
        const options = givenOptions(command);
        const missing = missingArguments(node, nameOf(command), command.args, options);
        const globals = { ...options, verbose: verbosity };
        invocation = { definition: node, globals, flags: options, args: command.args, missing };
      });
    }
    const own = command.options.length;
    const isCommand = node !== undefined && !isGroup(node);
    globalOptions(command as unknown as Command, isCommand ? node.modes : allModes);
    command.on('option:verbose', () => (verbosity += 1));
    for (const [at, option] of command.options.entries()) checkValues(option, argv, at < own);
  };

  const look: Look = {
    columns: terminal.columns,
    styleTitle: (text) => terminal.styleFor(givenOptions(current).color).bold(text),
  };
  root.configureOutput({ writeOut: (text) => (help += text), writeErr: () => undefined });
  enter(undefined, root);
  try {
    root.parse(wantsHelp ? [...words.filter((word) => !isHelp(word)), '--help'] : argv, { from: 'user' });
  } catch (error) {
    const name = nameOf(current);
    const code = error instanceof CommanderError ? error.code : undefined;
    if (code === 'commander.helpDisplayed') return { help };
    if (wantsHelp) return parse([...name.split(' ').slice(1), '--help'], tree, terminal);
    if (!(error instanceof CommanderError)) throw error;
    if (code !== 'commander.help')
      throw new UsageError(reworded(error.message, current, name, nodes.get(current)), `${name} --help`);
    // Only flags, or only the name of a group.
    if (argv.length === 0) return parse(['--help'], tree, terminal);
    if (givenOptions(current).version === true) return { version: true };
    const names = current.commands.map((child) => child.name()).join(', ');
    throw new UsageError(`\`${name}\` needs a command: ${names}`, `${name} --help`);
  }
  if (invocation === undefined) throw new Error('the command line led to no command');
  if (invocation.globals.version === true) return { version: true };
  check(invocation, nameOf(current));
  return invocation;
};

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
    verbose: undefined,
    output: choiceIn(globals.output ?? '', allModes),
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

/**
 * Refuses `--name --limit 5`, which lacks a name, unlike `--name=--limit`; and a flag that is given twice. A shell alias
 * may contain global flags, so only those may be repeated.
 */
const checkValues = (option: Option, argv: readonly string[], once: boolean): void => {
  const { long, parseArg } = option;
  if (option.isBoolean() || long === undefined) return;
  option.parseArg = (text: string, before: unknown): never => {
    if (once && before !== undefined && parseArg !== several)
      throw new UsageError(`flag ${long} was given twice`);
    if (/^--[a-z]/i.test(text) && !argv.includes(`${long}=${text}`))
      throw new UsageError(`flag ${long} needs a value (write ${long}=${text} if that is the value)`);
    return (parseArg === undefined ? text : parseArg(text, before as never)) as never;
  };
};

/** Commander's message in our words. The value of an unknown flag is not repeated: it may be a secret. */
const reworded = (
  message: string,
  { commands, options }: CommandUnknownOpts,
  name: string,
  node: Node | undefined,
): string => {
  const [, what, word = ''] = /^error: unknown (option|command) '([\s\S]*)'$/.exec(message) ?? [];
  if (what === 'command') {
    const names = commands.flatMap((child) => [child.name(), ...child.aliases()]);
    return `unknown command "${word}" for \`${name}\`${didYouMean(word, names)}`;
  }
  const [flag = ''] = word.split('=');
  const flags = options.map(({ long }) => long ?? '');
  if (flags.includes(flag)) return `flag ${flag} takes no value`;
  const why = node !== undefined && !isGroup(node) ? node.refuses?.[flag] : undefined;
  if (why !== undefined) return `flag ${flag} does not apply to \`${name}\`: ${why}`;
  if (what === 'option') return `unknown flag ${flag} for \`${name}\`${didYouMean(flag, flags)}`;
  const invalid = /^error: option '(?:-\w, )?(--\S+).*?' argument '([\s\S]*)' is invalid\./;
  return message
    .replace(invalid, 'invalid value "$2" for flag $1:')
    .replace(/^error: option '(?:-\w, )?(.*?)' argument missing$/, 'flag $1 needs a value')
    .replace(
      /^error: (too many arguments for) .*Expected (\d+) .* got (\d+)\.$/,
      `$1 \`${name}\`: expected $2, got $3`,
    )
    .replace(/^error: /, '');
};

const missingArguments = (
  definition: Definition,
  name: string,
  given: readonly string[],
  flags: Readonly<Record<string, unknown>>,
) => {
  const { args = [] } = definition;
  const isNeeded = ({ optional, unless = '' }: Argument): boolean =>
    optional !== true && flags[unless] === undefined;
  const missing = args.filter((arg, at) => isNeeded(arg) && given[at] === undefined);
  const names = missing.map((arg) => arg.name);
  if (names[0] === undefined) return undefined;
  const meaning = missing.map((arg) => `${arg.name}: ${arg.summary}`).join('; ');
  const flag = missing[0]?.unless;
  const or = flag === undefined ? '' : ` or ${flagName(flag)}`;
  const message = `\`${name}\` needs ${names[0]}${or}: ${name} ${usageOf(definition)} (${meaning})`;
  return new MissingArguments(message, `${name} --help`, names);
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
  const isGiven = (flag: string): boolean => flags[flag] !== undefined;
  for (const group of [...globalExclusive, ...exclusive]) {
    const given = group.filter(isGiven).map(flagName);
    if (given.length > 1) refuse(`flags ${given.join(' and ')} are mutually exclusive`);
  }
  for (const [flag, oneOf = []] of Object.entries<readonly string[] | undefined>(needs)) {
    if (isGiven(flag) && !oneOf.some(isGiven))
      refuse(`flag ${flagName(flag)} requires ${oneOf.map(flagName).join(' or ')}`);
  }
  for (const [at, { name: word, unless = '' }] of (definition.args ?? []).entries()) {
    if (isGiven(unless) && args[at] !== undefined)
      refuse(`${word} and flag ${flagName(unless)} are mutually exclusive`);
  }
  if (globals.dryRun === true && mutates !== true)
    refuse(`flag --dry-run does not apply to \`${name}\`, which changes nothing`);
  const { modes = outputModes } = definition;
  if (globals.output !== undefined && !modes.includes(globals.output))
    refuse(`-o ${globals.output} does not apply to \`${name}\`: use ${modes.join(', ')}`);
  if (globals.record !== undefined && definition.offline === true)
    refuse(`flag --record does not apply to \`${name}\`: it sends no requests`);
  if (globals.raw === true && raw !== true) refuse(`flag --raw does not apply to \`${name}\``);
  for (const [at, word] of args.entries())
    (definition.args?.[at] ?? definition.args?.at(-1))?.check?.(word, flags);
};

const flagName = (attribute: string): string =>
  `--${attribute.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
