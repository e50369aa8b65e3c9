import type { Command } from '@commander-js/extra-typings';
import { regions, type Region } from '@wxdi/sdk';
import { exitCodeSets } from '../exit-code.js';
import { outputModes, type OutputMode } from '../output/modes.js';
import { choice, duration, integer, nonEmpty } from './options.js';

export const colors = ['auto', 'always', 'never'] as const;

const regionNames = Object.keys(regions) as readonly Region[];
const outputDescription = 'output format (WXDI_OUTPUT; default: table on a terminal, otherwise tsv)';

/** The title of the global flags in help. */
export const globalGroup = 'Global flags:';

/** The flags of every command, accepted before and after its name. */
export const globalOptions = (command: Command, modes: readonly OutputMode[] = outputModes) =>
  command
    .optionsGroup(globalGroup)
    .option('--project <ID|NAME>', 'project to work in (WXDI_PROJECT_ID)', nonEmpty)
    .option(
      '--space <ID|NAME>',
      'deployment space to work in, instead of a project (WXDI_SPACE_ID)',
      nonEmpty,
    )
    .option('--url <URL>', 'origin of the service (WXDI_URL)', nonEmpty)
    .addOption(choice('--region <REGION>', 'region of the service (WXDI_REGION)', regionNames))
    .option('--profile <NAME>', 'profile of the configuration file to use (WXDI_PROFILE)', nonEmpty)
    .addOption(choice('-o, --output <MODE>', outputDescription, modes))
    .option('--query <JMESPATH>', 'select from the JSON output with a JMESPath expression', nonEmpty)
    .option('--raw', "print the service's own response body; requires -o json or jsonl")
    .option('-q, --quiet', 'print only data and errors')
    .option('-v, --verbose', 'print each request on stderr; -vv: with headers')
    .option('--debug', 'print requests with headers and bodies, and stack traces (WXDI_DEBUG)')
    .addOption(choice('--color <WHEN>', 'when to use color', colors))
    .option('--no-input', 'never prompt (WXDI_NO_INPUT)')
    .option('-n, --dry-run', 'print the requests that would change something, without sending them')
    .option('-y, --yes', 'answer yes to every prompt')
    .option('--timeout <D>', 'time limit of the whole command (exit 124); a run continues', duration)
    .option('--http-timeout <D>', 'time limit of one request, such as 30s', duration)
    .option('--max-retries <N>', 'number of retries of a request', integer(0))
    .option('--journal <URL>', 'PostgreSQL database that records starts (WXDI_JOURNAL_URL)', nonEmpty)
    .option('--record <FILE>', 'record the requests in a HAR file, without secrets', nonEmpty)
    .addOption(choice('--exit-codes <SET>', 'exit codes of runs (WXDI_EXIT_CODES)', exitCodeSets))
    .option('--version', 'print the version');

type Options = ReturnType<ReturnType<typeof globalOptions>['opts']>;
export type Globals = { readonly [Name in keyof Omit<Options, 'verbose'>]?: Options[Name] | undefined } & {
  /** How often --verbose was given. */
  readonly verbose?: number | undefined;
};
