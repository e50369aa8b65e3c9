import type { CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import type { Example, Node } from './definition.js';
import { Help } from '@commander-js/extra-typings';
import { plain, type Style } from '../render/style.js';
import { isGroup, usageOf } from './definition.js';

const topExamples: readonly Example[] = [
  ['try wxdi without an account', 'wxdi demo'],
  ['list the jobs of a project', 'wxdi job list --project PROJECT_ID'],
  ['start a run and follow its log until it ends', "wxdi job start 'Load customers' --follow"],
];

const environment = `
Environment:
  WXDI_REGION, WXDI_URL               region or origin of the service
  WXDI_PROJECT_ID, WXDI_SPACE_ID      project or deployment space of the jobs
  WXDI_APIKEY, WXDI_BEARER_TOKEN      credential; WXDI_APIKEY_FILE names a file that contains it
  WXDI_AUTH_TYPE                      iam, bearertoken, cp4d, zenapikey or noauth
  WXDI_PROFILE                        profile in ~/.config/wxdi/config.yaml with these settings

Help for a command: wxdi COMMAND --help`;

/** The help of a node of the tree, or of wxdi itself: commander's, with examples first. */
export const configureHelp = (command: CommandUnknownOpts, node?: Node, style: Style = plain): void => {
  command.helpCommand(false);
  if (node === undefined) {
    command
      .configureOutput({ getOutHelpWidth: () => 100, getOutHasColors: () => true })
      .configureHelp({
        styleTitle: style.bold,
        // The help of a group is about its commands; the global flags are in the help of each.
        visibleOptions: (child: CommandUnknownOpts) =>
          child.commands.length === 0 ? new Help().visibleOptions(child) : [],
        optionDescription: ({ description, argChoices }: Option) =>
          argChoices === undefined ? description : `${description}: ${argChoices.join(', ')}`,
        subcommandTerm: (child: CommandUnknownOpts) =>
          [child.name(), ...child.registeredArguments.map((argument) => argument.name())].join(' '),
      })
      .helpOption('-h, --help', 'print help')
      .usage('COMMAND')
      .description('Work with the jobs of IBM watsonx.data integration.')
      .addHelpText('before', examplesText(topExamples, style))
      .addHelpText('after', environment);
    return;
  }
  const { details = [], examples = [] } = isGroup(node)
    ? { examples: node.commands.flatMap((child) => child.examples?.slice(0, 1) ?? []) }
    : node;
  command
    .usage(isGroup(node) ? 'COMMAND' : usageOf(node))
    .description([`${node.summary}.`, ...details].join('\n\n'))
    .addHelpText('before', examplesText(examples, style));
};

const examplesText = (examples: readonly Example[], style: Style): string =>
  examples.length === 0
    ? ''
    : `${style.bold('Examples:')}\n${examples.map(([does, line]) => `  # ${does}\n  ${line}\n`).join('')}`;
