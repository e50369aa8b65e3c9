import type { Values } from './flag.js';
import { choice, count, duration, integer, nonEmpty, on } from './flag.js';

export const outputModes = ['table', 'wide', 'json', 'jsonl', 'yaml', 'name', 'tsv'] as const;
export type OutputMode = (typeof outputModes)[number];

/** Named here and not read from the sdk, so that help starts without loading it. A test compares the two. */
export const regionNames = ['dallas', 'frankfurt', 'london', 'tokyo', 'sydney', 'toronto'] as const;

/** Flags that every command takes, before or after its name. */
export const globalFlags = {
  project: nonEmpty('ID', 'the project to work in (WXDI_PROJECT_ID)'),
  space: nonEmpty('ID', 'the deployment space to work in, instead of a project (WXDI_SPACE_ID)'),
  url: nonEmpty('URL', 'origin of the service (WXDI_URL)'),
  region: choice(regionNames, 'region of the service, instead of --url (WXDI_REGION)', {
    placeholder: 'REGION',
  }),
  profile: nonEmpty('NAME', 'settings of this profile of the configuration (WXDI_PROFILE)'),
  output: choice(
    outputModes,
    'table, wide, json, jsonl, yaml, name or tsv; table on a terminal, tsv otherwise (WXDI_OUTPUT)',
    {
      short: 'o',
      placeholder: 'MODE',
    },
  ),
  query: nonEmpty('JMESPATH', 'only what this expression takes from the JSON of the output'),
  raw: on("the service's own body, with -o json or jsonl"),
  quiet: on('only data and errors', { short: 'q' }),
  verbose: count('v', 'say more: each request on stderr'),
  debug: on('say everything, and show stack traces (WXDI_DEBUG)'),
  color: choice(['auto', 'always', 'never'], 'when to use colour'),
  'no-input': on('never ask (WXDI_NO_INPUT)'),
  'dry-run': on('print the requests that would change something, and send none of them', { short: 'n' }),
  yes: on('answer every question with yes', { short: 'y' }),
  'http-timeout': duration('limit of one request'),
  'max-retries': integer('N', 'attempts of a request after the first', 0),
  'exit-codes': choice(['dsjob'], 'how the end of a run becomes an exit code (WXDI_EXIT_CODES)', {
    placeholder: 'dsjob',
  }),
  help: on('show help', { short: 'h' }),
  version: on('show the version'),
};

export type Globals = Values<typeof globalFlags>;
