import type { Globals, OutputMode } from '../args/globals.js';
import type { Context } from '../context.js';
import type { Columns } from './columns.js';
import type { Secrets } from '../output/scrub.js';
import type { Profile, UserConfig } from './config-file.js';
import { nearest } from '../args/nearest.js';
import { outputModes } from '../args/globals.js';
import { UsageError } from '../usage-error.js';
import { readUserConfig } from './config-file.js';
import { groups, type Group } from './keys.js';
import { projectFileName, readProjectFile } from './project-file.js';

/** Where settings come from, the strongest first. */
export interface Layer {
  /** As a person knows it: `the environment`, `profile work`. */
  readonly name: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/** All settings, of whatever origin, less what the client makes of them. */
export interface Settings {
  readonly layers: readonly Layer[];
  /** The profile that is in use. */
  readonly profile?: string;
  /** The user's configuration, where there is one. */
  readonly path?: string;
  readonly output?: OutputMode;
  readonly columns?: Columns;
  readonly warnings: readonly string[];
}

/** Those of a command that has nothing to do with the service. */
export const noSettings: Settings = { layers: [], warnings: [] };

/** flag > --profile > environment > ./.wxdi.yaml > the user's configuration; WXDI_PROFILE only selects in the last. */
export const readSettings = async (
  context: Context,
  globals: Globals,
  secrets: Secrets,
): Promise<Settings> => {
  const user = await readUserConfig(context, secrets);
  const folder = await readProjectFile(context);
  const named = globals.profile;
  const selected = named ?? (context.env['WXDI_PROFILE'] || user?.profile);
  const profile = selected === undefined ? undefined : profileNamed(user, selected);
  const own: readonly Layer[] =
    profile === undefined ? [] : [{ name: `profile ${selected}`, variables: profile.variables }];
  const environment: Layer = { name: 'the environment', variables: withoutCommand(context.env) };
  const project: Layer = { name: projectFileName, variables: folder?.variables ?? {} };
  const rest = named === undefined ? [environment, project, ...own] : [...own, environment, project];
  const looks = named === undefined ? [folder, profile, user] : [folder, user];
  const output =
    (named === undefined ? undefined : profile?.output) ??
    checkedOutput(context.env) ??
    looks.find((look) => look?.output !== undefined)?.output;
  const columns = [...(named === undefined ? [] : [profile]), ...looks].find(
    (look) => look?.columns,
  )?.columns;
  return {
    layers: [{ name: 'a flag', variables: flagVariables(globals) }, ...rest],
    ...(selected === undefined ? {} : { profile: selected }),
    ...(user === undefined ? {} : { path: user.path }),
    ...(output === undefined ? {} : { output }),
    ...(columns === undefined ? {} : { columns }),
    warnings: user?.warnings ?? [],
  };
};

const profileNamed = (user: UserConfig | undefined, name: string): Profile => {
  const profiles = user?.profiles ?? {};
  const found = Object.hasOwn(profiles, name) ? profiles[name] : undefined;
  if (found !== undefined) return found;
  const known = Object.keys(profiles);
  const near = nearest(name, known);
  const meant = near === undefined ? '' : `; did you mean ${near}?`;
  throw new UsageError(
    user === undefined
      ? `there is no profile "${name}": there is no configuration file`
      : `${user.path} has no profile "${name}"${meant}`,
    known.length === 0
      ? 'write profiles into the configuration (docs/cli.md, Configuration), or set the environment instead'
      : `the profiles that there are: ${known.join(', ')}`,
  );
};

/** A command is run from a file of the user's own, never because a variable says so. */
const withoutCommand = (env: Context['env']): Context['env'] => ({ ...env, WXDI_APIKEY_COMMAND: undefined });

const flagVariables = ({ url, region, project, space }: Globals): Layer['variables'] => ({
  WXDI_URL: url,
  WXDI_REGION: region,
  WXDI_PROJECT_ID: project,
  WXDI_SPACE_ID: space,
});

/** What WXDI_OUTPUT says, if it is a mode. */
export const environmentOutput = (env: Context['env']): OutputMode | undefined =>
  outputModes.find((mode) => mode === env['WXDI_OUTPUT']);

const checkedOutput = (env: Context['env']): OutputMode | undefined => {
  const found = environmentOutput(env);
  const named = env['WXDI_OUTPUT'];
  if (found !== undefined || named === undefined || named === '') return found;
  throw new UsageError(`WXDI_OUTPUT takes one of ${outputModes.join(', ')}, not "${named}"`);
};

/** The layer that a group of settings comes from. */
export const layerOf = ({ layers }: Pick<Settings, 'layers'>, group: Group): Layer | undefined =>
  layers.find(({ variables }) => groups[group].some((name) => Boolean(variables[name])));

/** One environment made of all layers: each group comes whole from the strongest layer that says something of it. */
export const merged = (settings: Pick<Settings, 'layers'>, env: Context['env']): Context['env'] => {
  const all: Record<string, string | undefined> = { ...env };
  for (const [group, names] of Object.entries(groups)) {
    const variables = layerOf(settings, group as Group)?.variables ?? {};
    for (const name of names) all[name] = variables[name] || undefined;
  }
  return all;
};
