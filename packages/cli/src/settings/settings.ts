import type { Context } from '../context.js';
import type { Globals } from '../command-line/global-options.js';
import type { Secrets } from '../output/secrets.js';
import { UsageError } from '../errors.js';
import { didYouMean } from '../input/nearest.js';
import type { Profile, UserConfig } from './config-file.js';
import { outputOf, projectFileName, readProjectFile, readUserConfig } from './config-file.js';
import { reporting, strictly, type ReadPart } from './problems.js';
import { groupNames, variablesOf, type Group } from './keys.js';

/** A source of settings. */
export interface Layer extends Profile {
  /** As the user knows it: `the environment`, `profile work`. */
  readonly name: string;
}

export interface Settings extends Pick<Profile, 'output' | 'columns'> {
  /** The sources, strongest first. */
  readonly layers: readonly Layer[];
  /** The selected profile. */
  readonly profile?: string | undefined;
  /** The user's configuration file, if it exists. */
  readonly path?: string | undefined;
  readonly warnings: readonly string[];
  /** What is wrong with the settings, if that does not end the command: the parts concerned are left out. */
  readonly problems?: readonly UsageError[];
}

/** The settings of a command that never contacts the service. */
export const noSettings: Settings = { layers: [], warnings: [] };

/** As `readSettings`, but mistakes do not end the command. */
export const readSettingsWithProblems: typeof readSettings = async (context, globals, secrets) => {
  const problems: UsageError[] = [];
  const part = reporting((problem) => problems.push(problem));
  return { ...(await readSettings(context, globals, secrets, part)), problems };
};

/** Flags, --profile, environment, ./.wxdi.yaml, the user's configuration; WXDI_PROFILE only selects in the last. */
export const readSettings = async (
  context: Context,
  globals: Globals,
  secrets: Secrets,
  part: ReadPart = strictly,
): Promise<Settings> => {
  const { env } = context;
  const { url, region, project, space, profile: named } = globals;
  const user = await readUserConfig(context, secrets, part);
  const folder = await readProjectFile(context, part);
  const selected = named ?? (env['WXDI_PROFILE'] || user?.profile);
  const found = selected === undefined ? undefined : part(() => profileNamed(user, selected, part));
  const profile: readonly Layer[] = found === undefined ? [] : [{ name: `profile ${selected}`, ...found }];
  const flags = { WXDI_URL: url, WXDI_REGION: region, WXDI_PROJECT_ID: project, WXDI_SPACE_ID: space };
  const output = env['WXDI_OUTPUT'] ? part(() => outputOf('WXDI_OUTPUT', env['WXDI_OUTPUT'])) : undefined;
  const layers: readonly Layer[] = [
    { name: 'a flag', variables: flags },
    ...(named === undefined ? [] : profile),
    // A profile runs a command only from a file of the user, never from a variable.
    { name: 'the environment', variables: { ...env, WXDI_APIKEY_COMMAND: undefined }, output },
    { variables: {}, ...folder, name: projectFileName },
    ...(named === undefined ? profile : []),
    { variables: {}, ...user, name: 'the configuration' },
  ];
  return {
    layers,
    profile: found && selected,
    path: user?.path,
    output: layers.find((layer) => layer.output !== undefined)?.output,
    columns: layers.find((layer) => layer.columns !== undefined)?.columns,
    warnings: user?.warnings ?? [],
  };
};

const profileNamed = (user: UserConfig | undefined, name: string, part: ReadPart): Profile => {
  const found = user?.profiles.get(name);
  if (found !== undefined) return found(part);
  const known = [...(user?.profiles.keys() ?? [])];
  throw new UsageError(
    user === undefined
      ? `profile "${name}" not found: there is no configuration file`
      : `profile "${name}" not found in ${user.path}${didYouMean(name, known)}`,
    known.length === 0
      ? 'add profiles to the configuration file (docs/cli.md, "Configuration"), or set environment variables'
      : `existing profiles: ${known.join(', ')}`,
  );
};

/** The strongest source that sets anything of a group. */
export const layerOf = ({ layers }: Settings, group: Group): Layer | undefined =>
  layers.find(({ variables }) => variablesOf(group).some((name) => Boolean(variables[name])));

/** One environment from all sources: each group is taken whole from a single source. */
export const merged = (settings: Settings, env: Context['env']): Context['env'] => {
  const all: Record<string, string | undefined> = { ...env };
  for (const group of groupNames) {
    const variables = layerOf(settings, group)?.variables ?? {};
    for (const name of variablesOf(group)) all[name] = variables[name] || undefined;
  }
  return all;
};
