import type { Context } from '../context.js';
import type { Columns } from './columns.js';
import type { Secrets } from '../output/secrets.js';
import { type Globals } from '../command-line/global-options.js';
import { outputModes, type OutputMode } from '../output/modes.js';
import { UsageError } from '../errors.js';
import { didYouMean } from '../input/nearest.js';
import {
  projectFileName,
  readProjectFile,
  readUserConfig,
  type Display,
  type Profile,
  type UserConfig,
} from './config-file.js';
import { groups, type Group } from './keys.js';

/** A source of settings. */
export interface Layer {
  /** As the user knows it: `the environment`, `profile work`. */
  readonly name: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/** The settings of all sources. */
export interface Settings {
  /** The sources, strongest first. */
  readonly layers: readonly Layer[];
  /** The selected profile. */
  readonly profile: string | undefined;
  /** The user's configuration file, if it exists. */
  readonly path: string | undefined;
  readonly output: OutputMode | undefined;
  readonly columns: Columns | undefined;
  readonly warnings: readonly string[];
}

/** The settings of a command that never contacts the service. */
export const noSettings: Settings = {
  layers: [],
  profile: undefined,
  path: undefined,
  output: undefined,
  columns: undefined,
  warnings: [],
};

/** Flags, --profile, environment, ./.wxdi.yaml, the user's configuration; WXDI_PROFILE only selects in the last. */
export const readSettings = async (
  context: Context,
  globals: Globals,
  secrets: Secrets,
): Promise<Settings> => {
  const { env } = context;
  const user = await readUserConfig(context, secrets);
  const folder = await readProjectFile(context);
  const named = globals.profile;
  const selected = named ?? (env['WXDI_PROFILE'] || user?.profile);
  const profile = selected === undefined ? undefined : profileNamed(user, selected);
  const own: readonly Layer[] =
    profile === undefined ? [] : [{ name: `profile ${selected}`, variables: profile.variables }];
  // A profile runs a command only from a file of the user, never from a variable.
  const environment: Layer = {
    name: 'the environment',
    variables: { ...env, WXDI_APIKEY_COMMAND: undefined },
  };
  const project: Layer = { name: projectFileName, variables: folder?.variables ?? {} };
  const rest = named === undefined ? [environment, project, ...own] : [...own, environment, project];
  const displays: readonly (Display | undefined)[] = [
    named === undefined ? undefined : profile,
    { output: checkedOutput(env) },
    folder,
    profile,
    user,
  ];
  return {
    layers: [{ name: 'a flag', variables: flagVariables(globals) }, ...rest],
    profile: selected,
    path: user?.path,
    output: displays.find((display) => display?.output !== undefined)?.output,
    columns: displays.find((display) => display?.columns !== undefined)?.columns,
    warnings: user?.warnings ?? [],
  };
};

const profileNamed = (user: UserConfig | undefined, name: string): Profile => {
  const profiles = user?.profiles ?? {};
  const found = Object.hasOwn(profiles, name) ? profiles[name] : undefined;
  if (found !== undefined) return found;
  const known = Object.keys(profiles);
  throw new UsageError(
    user === undefined
      ? `profile "${name}" not found: there is no configuration file`
      : `profile "${name}" not found in ${user.path}${didYouMean(name, known)}`,
    known.length === 0
      ? 'add profiles to the configuration file (docs/cli.md, "Configuration"), or set environment variables'
      : `existing profiles: ${known.join(', ')}`,
  );
};

const flagVariables = ({ url, region, project, space }: Globals): Layer['variables'] => ({
  WXDI_URL: url,
  WXDI_REGION: region,
  WXDI_PROJECT_ID: project,
  WXDI_SPACE_ID: space,
});

/** The output mode in WXDI_OUTPUT, if it is valid. */
export const environmentOutput = (env: Context['env']): OutputMode | undefined =>
  outputModes.find((mode) => mode === env['WXDI_OUTPUT']);

const checkedOutput = (env: Context['env']): OutputMode | undefined => {
  const found = environmentOutput(env);
  const named = env['WXDI_OUTPUT'];
  if (found !== undefined || named === undefined || named === '') return found;
  throw new UsageError(`WXDI_OUTPUT must be one of ${outputModes.join(', ')}, not "${named}"`);
};

/** The strongest source that sets anything of a group. */
export const layerOf = ({ layers }: Pick<Settings, 'layers'>, group: Group): Layer | undefined =>
  layers.find(({ variables }) => groups[group].some((name) => Boolean(variables[name])));

/** One environment from all sources: each group is taken whole from a single source. */
export const merged = (settings: Pick<Settings, 'layers'>, env: Context['env']): Context['env'] => {
  const all: Record<string, string | undefined> = { ...env };
  for (const [group, names] of Object.entries(groups)) {
    const variables = layerOf(settings, group as Group)?.variables ?? {};
    for (const name of names) all[name] = variables[name] || undefined;
  }
  return all;
};
