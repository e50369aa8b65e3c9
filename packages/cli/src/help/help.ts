import type { Command, Declaration } from '../args/declaration.js';
import type { Flag, FlagSet } from '../args/flag.js';
import type { Style } from '../render/style.js';
import { globalFlags } from '../args/globals.js';
import { findWord, isCommand, nameOf, type Tree } from '../args/tree.js';
import { nounBriefs, tree } from '../commands.js';
import { topHelp } from './top.js';
import { indent, wrapped } from './wrap.js';

/** Help for the words of a command line: all of it, a noun, or a command. Examples come first. */
export const helpFor = (path: readonly string[], style: Style): string => {
  let entry: Command | Tree = tree;
  for (const word of path) {
    const found: ReturnType<typeof findWord> = isCommand(entry) ? undefined : findWord(entry, word);
    if (found === undefined) break;
    entry = found.entry;
  }
  if (isCommand(entry)) return commandHelp(entry, style);
  return path.length === 0 ? topHelp(tree, nounBriefs, style) : nounHelp(path, entry, style);
};

const nounHelp = (path: readonly string[], node: Tree, style: Style): string => {
  const commands = Object.values(node).filter(isCommand);
  const examples = commands.flatMap((command) => command.examples.slice(0, 1));
  return sections([
    nounBriefs[path.join(' ')] ?? '',
    section('Examples', examples.flatMap(exampleLines(style)), style),
    section('Commands', columns(commands.map((command) => [synopsis(command), command.brief])), style),
    `Help for one of them: ${nameOf(path)} COMMAND --help`,
  ]);
};

const commandHelp = (command: Declaration, style: Style): string =>
  sections([
    [command.brief, ...(command.details ?? []).flatMap((paragraph) => ['', ...wrapped(paragraph, 96)])].join(
      '\n',
    ),
    section('Examples', command.examples.flatMap(exampleLines(style)), style),
    section('Usage', [`${nameOf(command.path)}${synopsisRest(command)}`], style),
    section('Arguments', columns(command.args.map(({ name, brief }) => [name, brief])), style),
    section('Flags', flagLines(command.flags), style),
    section('Global flags', flagLines(globalFlags), style),
  ]);

const exampleLines =
  (style: Style) =>
  ({ does, line }: Declaration['examples'][number]): readonly string[] => [style.dim(`# ${does}`), line];

const synopsis = (command: Declaration): string =>
  [command.path.at(-1) ?? '', ...command.args.map(argumentText)].join(' ');

const synopsisRest = (command: Declaration): string =>
  [...command.args.map(argumentText), ...(Object.keys(command.flags).length === 0 ? [] : ['[flags]'])]
    .map((part) => ` ${part}`)
    .join('');

const argumentText = ({ name, many, optional }: Declaration['args'][number]): string => {
  const text = many === true ? `${name}...` : name;
  return optional === true ? `[${text}]` : text;
};

const flagLines = (flags: FlagSet): readonly string[] =>
  columns(Object.entries(flags).map(([name, flag]) => [flagText(name, flag), flag.brief]));

const flagText = (name: string, { short, placeholder, repeatable }: Flag<unknown>): string => {
  const value = placeholder === undefined ? '' : ` ${placeholder}`;
  return `${short === undefined ? '    ' : `-${short}, `}--${name}${value}${repeatable === true ? ' ...' : ''}`;
};

const columns = (rows: readonly (readonly [string, string])[]): readonly string[] => {
  const width = Math.min(30, Math.max(0, ...rows.map(([left]) => left.length)));
  return rows.flatMap(([left, right]) =>
    left.length > width ? [left, `${' '.repeat(width + 2)}${right}`] : [`${left.padEnd(width + 2)}${right}`],
  );
};

const section = (title: string, lines: readonly string[], style: Style): string =>
  lines.length === 0 ? '' : [style.bold(title), ...lines.map(indent)].join('\n');

const sections = (parts: readonly string[]): string =>
  `${parts.filter((part) => part !== '').join('\n\n')}\n`;
