import type { Declaration } from '../../src/args/declaration.js';
import type { Flag, FlagSet } from '../../src/args/flag.js';
import { globalFlags } from '../../src/args/globals.js';
import { isCommand, nameOf, type Tree } from '../../src/args/tree.js';
import { tree } from '../../src/commands.js';

/** The reference of docs/cli.md, made of the declarations that the command line itself reads. */
export const reference = (): string =>
  [
    ...declarations(tree).map(commandText),
    '### Global flags\n\nBefore or after the command.\n',
    flagTable(globalFlags),
  ].join('\n');

const declarations = (node: Tree): readonly Declaration[] =>
  Object.values(node).flatMap((entry) => (isCommand(entry) ? [entry] : declarations(entry)));

const commandText = (command: Declaration): string => {
  const { path, brief, details = [], examples, args, flags } = command;
  const words = args.map(({ name, many, optional }) => {
    const text = many === true ? `${name}...` : name;
    return optional === true ? `[${text}]` : text;
  });
  const usage = [nameOf(path), ...words, ...(Object.keys(flags).length === 0 ? [] : ['[flags]'])].join(' ');
  return [
    `### ${nameOf(path)}\n`,
    `${brief}.${details.map((paragraph) => `\n\n${escaped(paragraph)}`).join('')}\n`,
    code([usage]),
    ...(examples.length === 0 ? [] : [code(examples.flatMap(({ does, line }) => [`# ${does}`, line]))]),
    ...(args.length === 0
      ? []
      : [
          table(
            ['argument', ''],
            args.map(({ name, brief: about }) => [`\`${name}\``, about]),
          ),
        ]),
    ...(Object.keys(flags).length === 0 ? [] : [flagTable(flags)]),
  ].join('\n');
};

const code = (lines: readonly string[]): string => `\`\`\`sh\n${lines.join('\n')}\n\`\`\`\n`;

const flagTable = (flags: FlagSet): string =>
  table(
    ['flag', ''],
    Object.entries(flags).map(([name, flag]) => [`\`${flagText(name, flag)}\``, flag.brief]),
  );

const flagText = (name: string, { short, placeholder, repeatable }: Flag<unknown>): string => {
  const value = placeholder === undefined ? '' : ` ${placeholder}`;
  return `${short === undefined ? '' : `-${short}, `}--${name}${value}${repeatable === true ? ' ...' : ''}`;
};

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => {
  const all = [head, ...rows].map((row) => row.map(cell));
  const widths = head.map((_, column) => Math.max(3, ...all.map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((text, at) => text.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  const [first = [], ...rest] = all;
  return `${[line(first), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rest.map(line)].join('\n')}\n`;
};

/** A bar would end the cell, and a star or an angle bracket would be read as Markdown. */
const cell = (text: string): string =>
  text.startsWith('`') ? text.replaceAll('|', '\\|') : escaped(text).replaceAll('|', '\\|');

const escaped = (text: string): string =>
  text
    .split('`')
    .map((part, at) =>
      at % 2 === 1
        ? part
        : part
            .replaceAll('*', '\\*')
            .replaceAll('<', '\\<')
            .replace(/_(?=\w)/g, '\\_'),
    )
    .join('`');
