import { Help, type CommandUnknownOpts, type Option } from '@commander-js/extra-typings';
import { isGroup, usageOf, type Example, type Node } from './definition.js';

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
export const configureHelp = (command: CommandUnknownOpts, node: Node | undefined): void => {
  command
    .configureOutput({ getOutHelpWidth: () => 100, getOutHasColors: () => true })
    .configureHelp({
      ...command.configureHelp(),
      // The help of a group is about its commands; the global flags are in the help of each.
      visibleOptions: (of) => (of.commands.length === 0 ? new Help().visibleOptions(of) : []),
      optionDescription: describeOption,
      subcommandTerm: (child) =>
        [child.name(), ...child.registeredArguments.map((argument) => argument.name())].join(' '),
    })
    .helpOption('-h, --help', 'print help')
    .helpCommand(false);
  const [usage, description, examples] = textsOf(node);
  const lines = examples.map(([does, line]) => `  # ${does}\n  ${line}\n`).join('');
  command
    .usage(usage)
    .description(description)
    .addHelpText('before', () => lines && `${command.createHelp().styleTitle('Examples:')}\n${lines}`);
  if (node === undefined) command.addHelpText('after', environment);
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
