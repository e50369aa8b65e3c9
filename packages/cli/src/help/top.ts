import type { Style } from '../render/style.js';
import { isCommand, type Tree } from '../args/tree.js';
import { indent } from './wrap.js';

const examples: readonly (readonly [does: string, line: string])[] = [
  ['see it work, without an account', 'wxdi demo'],
  ['list the jobs of a project', 'wxdi job list --project PROJECT_ID'],
  ['run a job to its end, showing its log', "wxdi job start 'Load customers' --follow"],
];

const environment: readonly (readonly [name: string, brief: string])[] = [
  ['WXDI_REGION or WXDI_URL', 'the service: dallas, frankfurt, london, tokyo, sydney, toronto, or an origin'],
  ['WXDI_PROJECT_ID or WXDI_SPACE_ID', 'where the jobs are'],
  ['WXDI_APIKEY or WXDI_BEARER_TOKEN', 'the credential; with _FILE behind it, a file that holds it'],
  ['WXDI_AUTH_TYPE', 'iam, bearertoken, cp4d, zenapikey or noauth, where the credential does not tell'],
  ['WXDI_PROFILE', 'a profile of ~/.config/wxdi/config.yaml that holds all of these'],
];

/** What one sees first. */
export const topHelp = (tree: Tree, nounBriefs: Readonly<Record<string, string>>, style: Style): string => {
  const commands = Object.entries(tree).map(([word, entry]): readonly [string, string] =>
    isCommand(entry)
      ? [word, entry.brief]
      : [`${word} ${Object.keys(entry).join('|')}`, nounBriefs[word] ?? ''],
  );
  return [
    'wxdi works with jobs of IBM watsonx.data integration.',
    '',
    style.bold('Examples'),
    ...examples.flatMap(([does, line]) => [style.dim(`# ${does}`), line]).map(indent),
    '',
    style.bold('Commands'),
    ...commands
      .flatMap(([call, brief]) => (call.length > 12 ? [call, `  ${brief}`] : [call.padEnd(14) + brief]))
      .map(indent),
    '',
    style.bold('Environment'),
    ...environment.map(([name, brief]) => name.padEnd(34) + brief).map(indent),
    '',
    'Help for a command: wxdi COMMAND --help',
    '',
  ].join('\n');
};
