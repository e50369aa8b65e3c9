import { Command, Option } from '@commander-js/extra-typings';
import {
  isGroup,
  ownOptions,
  usageOf,
  type Definition,
  type Tree,
} from '../../src/command-line/definition.js';
import { globalOptions } from '../../src/command-line/global-options.js';
import { tree } from '../../src/commands/index.js';

/** The text of docs/cli-reference.md, from the command tree that the program itself reads. */
export const reference = (): string => {
  const commands = commandsOf(tree, 'wxdi');
  const index = commands.map(({ name, definition: { summary } }) => [
    `[${name}](#${name.replaceAll(' ', '-')})`,
    escaped(summary),
  ]);
  return [
    intro,
    table(['command', ''], index),
    ...commands.map(commandText),
    globalFlags,
    flagTable([...globalOptions(new Command()).options, new Option('-h, --help', 'print help')]),
    globalRules,
    values,
  ].join('\n');
};

const intro = `<!-- Generated from packages/cli/src/commands by \`npm run docs\`. Do not edit. -->

# Command reference

The commands of \`wxdi\` and their flags, as \`wxdi COMMAND --help\` prints them. For a tutorial, exit codes, output
formats and configuration, see [cli.md](cli.md). [Global flags](#global-flags) and [values](#values) are at the end of
this page.
`;

const globalFlags = `## Global flags

Accepted before and after the command.
`;

const globalRules = `\`--project\` and \`--space\`, \`--url\` and \`--region\`, \`--quiet\` and \`--verbose\` are mutually exclusive. \`--query\`
cannot be combined with \`-o wide\` or \`-o name\`.

A global flag may be repeated; the last one counts. Any other flag may be given once, unless it is marked as repeatable.
A value that begins with \`--\` needs an equals sign: \`--description=--draft\`.
`;

const values = `## Values

- \`JOB\`: the id or the exact name of a job. A word that has the form of a UUID is an id; with \`--by-name\` it is a name.
  8 characters or more of the beginning of an id are enough, except to delete or cancel, and if no job has them as its
  name. A JOB or RUN that is empty, \`.\` or \`..\`, longer than 256 characters, or that contains a slash, an encoded dot or
  slash, or a control character is a usage error (exit 2). \`--by-name\` accepts such names of jobs.
- \`RUN\`: the id, the beginning of it as for JOB, or the exact name of a run, \`@latest\` (the newest run) or \`@active\` (the active run; an error if
  several are active).
- \`D\`: a duration such as \`500ms\`, \`30s\`, \`5m\`, \`2h\`, \`1d\` or \`1h30m\`. A number without a unit is seconds.
- \`T\`: a time with its zone, such as \`2026-12-01T06:00:00Z\`, or a date, which is midnight UTC. (\`--type T\` is text,
  such as \`data_intg_flow\` or \`streamsets_flow\`, and so is \`--token T\`.)
- \`@f\`: \`@\` and the path of a JSON or YAML file, or \`-\` for stdin. \`--file\` and \`--param-file\` take a path, with or
  without \`@\`. Files are UTF-8. In YAML, a value is a number or boolean only if it prints back as it was written:
  \`007\`, \`1.20\` and \`yes\` are text. Integers of any length keep their digits.
- A parameter file is an object of names and values, a list of \`{name, value}\`, or lines \`name=value\` with \`#\` comments;
  in lines, blanks around the name and around the value are removed.
- \`k=v\`: a string parameter. \`k:=json\` is a typed value, such as \`limit:=5\`; \`set.k=v\` is a parameter of a parameter
  set. Each name may be set once.
- \`PS\`: a parameter set; \`PS.VALUESET\` is split at the first dot.
- \`CRON\`: minute, hour, day of month, month and day of week, in UTC. Values out of
  range, and days that none of its months has, are refused.
- \`STATE,...\`, \`S,...\` and \`LIST\`: words separated by commas. Upper and lower case are the same in all fixed values.
- \`GLOB\`: a name in which \`*\` matches any text and \`?\` any character.
`;

interface NamedCommand {
  readonly name: string;
  readonly group: string;
  readonly definition: Definition;
}

const commandsOf = (nodes: Tree, group: string): readonly NamedCommand[] =>
  nodes.flatMap((node) =>
    isGroup(node)
      ? commandsOf(node.commands, `${group} ${node.name}`)
      : [{ name: `${group} ${node.name}`, group, definition: node }],
  );

const commandText = ({ name, group, definition }: NamedCommand): string => {
  const { alias, summary, details = [], examples = [], args = [] } = definition;
  const options = ownOptions(definition);
  return [
    `## ${name}\n`,
    ...[`${summary}.`, ...details].map((paragraph) => `${escaped(paragraph)}\n`),
    code([`${name} ${usageOf(definition)}`.trim()]),
    ...(alias === undefined ? [] : [`Alias: \`${group} ${alias}\`.\n`]),
    ...(examples.length === 0 ? [] : [code(examples.flatMap(([does, line]) => [`# ${does}`, line]))]),
    ...(args.length === 0
      ? []
      : [
          table(
            ['argument', ''],
            args.map(({ name: argument, summary: about }) => [`\`${argument}\``, escaped(about)]),
          ),
        ]),
    ...(options.length === 0 ? [] : [flagTable(options)]),
    ...rulesOf(definition).map((rule) => `${rule}\n`),
    `${globalFlagsOf(definition)}\n`,
  ].join('\n');
};

/** The rules between the flags of a command. */
const rulesOf = ({ exclusive = [], needs = {} }: Definition): readonly string[] => {
  const others = new Map<string, readonly string[]>();
  for (const [first = '', ...rest] of exclusive as readonly (readonly string[])[])
    others.set(first, [...(others.get(first) ?? []), ...rest]);
  const required = new Map<string, readonly string[]>();
  for (const [flag, oneOf = []] of Object.entries<readonly string[] | undefined>(needs)) {
    const needed = listOf(oneOf.map(flagName), 'or');
    required.set(needed, [...(required.get(needed) ?? []), flagName(flag)]);
  }
  return [
    ...[...others].map(
      ([first, rest]) => `${flagName(first)} cannot be combined with ${listOf(rest.map(flagName), 'or')}.`,
    ),
    ...[...required].map(
      ([needed, flags]) =>
        `${listOf(flags, 'and')} ${flags.length === 1 ? 'requires' : 'require'} ${needed}.`,
    ),
  ];
};

const globalFlagsOf = ({ mutates, raw }: Definition): string => {
  const some = [
    ['--dry-run', mutates],
    ['--raw', raw],
  ] as const;
  const taken = some.filter(([, applies]) => applies === true).map(([flag]) => `\`${flag}\``);
  const refused = some.filter(([, applies]) => applies !== true).map(([flag]) => `\`${flag}\``);
  const parts = [
    ...(taken.length === 0 ? [] : [`including ${listOf(taken, 'and')}`]),
    ...(refused.length === 0 ? [] : [`but not ${listOf(refused, 'or')}`]),
  ];
  return `Takes the [global flags](#global-flags), ${parts.join(', ')}.`;
};

const listOf = (words: readonly string[], last: string): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1) ?? ''}`;

const flagName = (attribute: string): string =>
  `\`--${attribute.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}\``;

const code = (lines: readonly string[]): string => `\`\`\`sh\n${lines.join('\n')}\n\`\`\`\n`;

const flagTable = (options: readonly Pick<Option, 'flags' | 'description' | 'argChoices'>[]): string =>
  table(
    ['flag', ''],
    options.map(({ flags, description, argChoices }) => [
      `\`${flags.replaceAll(/[<>]/g, '')}\``,
      argChoices === undefined
        ? escaped(description)
        : `${escaped(description)}: ${argChoices.map((choice) => `\`${choice}\``).join(', ')}`,
    ]),
  );

/** A table with aligned columns. A bar in a cell is escaped. */
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => {
  const all = [head, ...rows].map((row) => row.map((text) => text.replaceAll('|', '\\|')));
  const widths = head.map((_, column) => Math.max(3, ...all.map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((text, at) => text.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  const [first = [], ...rest] = all;
  return `${[line(first), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rest.map(line)].join('\n')}\n`;
};

/** Text in which Markdown reads no star, underscore or angle bracket. Code is left as it is. */
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
