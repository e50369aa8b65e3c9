import { Help, type CommandUnknownOpts, type Option } from '@commander-js/extra-typings';
import { isGroup, usageOf, type Example, type Node } from './definition.js';
import { globalGroup } from './global-options.js';

const topExamples: readonly Example[] = [
  ['try wxdi without an account', 'wxdi demo'],
  ['list the jobs of a project', 'wxdi job list --project PROJECT_ID'],
  ['start a run and follow its log until it ends', "wxdi job start 'Load customers' --follow"],
];

const environment = [
  ['WXDI_REGION, WXDI_URL', 'region or origin of the service'],
  ['WXDI_PROJECT_ID, WXDI_SPACE_ID', 'project or deployment space of the jobs'],
  ['WXDI_APIKEY, WXDI_BEARER_TOKEN', 'credential; WXDI_APIKEY_FILE names a file that contains it'],
  ['WXDI_AUTH_TYPE', 'iam, bearertoken, cp4d, zenapikey or noauth'],
  ['WXDI_PROFILE', 'profile in ~/.config/wxdi/config.yaml with these settings'],
] as const;

/** How help looks: its width, and the emphasis of titles. */
export interface Look {
  readonly columns: number;
  readonly styleTitle: (title: string) => string;
}

/** The help of a node of the tree, or of wxdi itself: commander's, with examples first. */
export const configureHelp = (command: CommandUnknownOpts, node: Node | undefined, look: Look): void => {
  const [usage, description, examples] = textsOf(node);
  applyLook(command, look)
    .configureHelp({
      ...command.configureHelp(),
      visibleOptions: ({ options }) => options.filter((option) => !isGlobal(option)),
      subcommandTerm: (child) =>
        [child.name(), ...child.registeredArguments.map((argument) => argument.name())].join(' '),
    })
    .usage(usage)
    .description(description)
    .addHelpText('before', () => exampleText(examples, look))
    .addHelpText('after', () => `\n${afterText(node, look)}`);
};

/** The help of the global flags. */
export const globalFlagsHelp = (command: CommandUnknownOpts, look: Look): string =>
  applyLook(command, look)
    .usage('COMMAND [flags]')
    .description('Accepted before and after the name of a command.')
    .helpInformation();

/** Descriptions in a narrower column are not wrapped. */
const leastWidth = 20;

const applyLook = (command: CommandUnknownOpts, { columns, styleTitle }: Look): CommandUnknownOpts =>
  command
    .configureOutput({
      ...command.configureOutput(),
      getOutHelpWidth: () => columns,
      getOutHasColors: () => true,
    })
    .configureHelp({ optionDescription: describeOption, styleTitle, minWidthToWrap: leastWidth })
    .helpOption('-h, --help', 'print help')
    .helpCommand(false);

const isGlobal = ({ helpGroupHeading }: Option): boolean => helpGroupHeading === globalGroup;

const exampleText = (examples: readonly Example[], { columns, styleTitle }: Look): string => {
  const lines = examples.map(([does, line]) => {
    const comment = new Help().boxWrap(does, columns - 4).replaceAll(/^/gm, '  # ');
    return `${comment}\n  ${line}\n`;
  });
  return lines.length === 0 ? '' : `${styleTitle('Examples:')}\n${lines.join('')}`;
};

const afterText = (node: Node | undefined, { columns, styleTitle }: Look): string => {
  const isCommand = node !== undefined && !isGroup(node);
  const own = isCommand ? [node.mutates && '--dry-run', node.raw && '--raw'].filter(Boolean) : [];
  const flags = ['--project', '-o', '--query', ...own, '…'].join(', ');
  const help = Object.assign(new Help(), { helpWidth: columns, minWidthToWrap: leastWidth });
  const line = help.boxWrap(`${styleTitle('Global flags:')} ${flags}: wxdi help flags`, columns);
  if (isCommand) return line;
  const lines = [line, `Help for a command: wxdi ${node === undefined ? '' : `${node.name} `}COMMAND --help`];
  if (node !== undefined) return lines.join('\n');
  const width = Math.max(...environment.map(([name]) => name.length));
  const variables = environment.map(([name, does]) => help.formatItem(name, width, does, help));
  return [styleTitle('Environment:'), ...variables, '', ...lines].join('\n');
};

/** `what Ctrl-C does to the run: detach (default), cancel` */
const describeOption = ({ description, argChoices, defaultValueDescription }: Option): string => {
  const choices = argChoices?.map((word) => (word === defaultValueDescription ? `${word} (default)` : word));
  return choices === undefined ? description : `${description}: ${choices.join(', ')}`;
};

const textsOf = (node: Node | undefined) => {
  if (node === undefined)
    return ['COMMAND', 'Work with the jobs of IBM watsonx.data integration.', topExamples] as const;
  if (isGroup(node)) {
    const examples = node.commands.flatMap((child) => child.examples?.slice(0, 1) ?? []);
    return ['COMMAND', `${node.summary}.`, examples] as const;
  }
  const { summary, details = [], examples = [] } = node;
  return [usageOf(node), [`${summary}.`, ...details].join('\n\n'), examples] as const;
};
