import type { Context } from '../context.js';
import type { Secrets } from '../output/secrets.js';
import { outputModes, type OutputMode } from '../output/modes.js';
import { UsageError } from '../errors.js';
import { whyUnreadable, withoutMark } from '../input/document.js';
import { didYouMean } from '../input/nearest.js';
import { parseYaml } from '../input/yaml.js';
import { columnsOf, type Columns } from './columns.js';
import { isProfileKey, pathKeys, profileKeys, secretKeys } from './keys.js';
import { objectOf, textOf } from './members.js';
import { xdgFolder } from './xdg.js';

/** How output is shown. */
export interface Display {
  readonly output?: OutputMode | undefined;
  readonly columns?: Columns | undefined;
}

/** A profile: its settings as environment variables, and how output is shown. */
export interface Profile extends Display {
  readonly variables: Readonly<Record<string, string>>;
}

/** The user's configuration file. */
export interface UserConfig extends Display {
  readonly path: string;
  /** The default profile. */
  readonly profile: string | undefined;
  readonly profiles: Readonly<Record<string, Profile>>;
  /** Problems with the permissions of the file. */
  readonly warnings: readonly string[];
}

export const userConfigPath = (env: Context['env']): string | undefined => {
  const folder = xdgFolder(env, 'config');
  return folder === undefined ? undefined : `${folder}/config.yaml`;
};

/** Reads the configuration file. Its secrets are registered before anything is printed. */
export const readUserConfig = async (context: Context, secrets: Secrets): Promise<UserConfig | undefined> => {
  const { env } = context;
  const path = userConfigPath(env);
  const document = path === undefined ? undefined : await readConfig(context, path);
  if (path === undefined || document === undefined) return undefined;
  for (const secret of secretsIn(document)) secrets.add(secret);
  const { profiles = {}, profile, ...rest } = document;
  const read = Object.entries(objectOf(`${path}: profiles`, profiles)).map(
    ([name, value]) => [name, profileOf(`${path}: ${name}`, value, path, env)] as const,
  );
  const hasSecrets = read.some(([, { variables }]) =>
    [...secretKeys].some((key) => profileKeys[key] in variables),
  );
  return {
    path,
    profile: profile === undefined ? undefined : textOf(`${path}: profile`, profile),
    profiles: Object.fromEntries(read),
    ...displayOf(path, rest, ['profile', 'profiles']),
    warnings: permissionWarnings(path, await context.modeOf(path), hasSecrets),
  };
};

export const projectFileName = '.wxdi.yaml';

/**
 * Reads `./.wxdi.yaml`. It may come with somebody else's repository, so it can set only the project or space and how
 * output is shown: never a URL, a credential or a command.
 */
export const readProjectFile = async (context: Context): Promise<Profile | undefined> => {
  const document = await readConfig(context, projectFileName);
  if (document === undefined) return undefined;
  const { project, space, ...rest } = document;
  const other = Object.keys(rest).find((key) => key !== 'output' && key !== 'columns');
  if (other !== undefined) {
    throw new UsageError(
      `${projectFileName} can set only project, space, output and columns, not "${other}"`,
      'put it in a profile of your configuration file; wxdi doctor shows where that is',
    );
  }
  const variables = {
    ...(project !== undefined && { WXDI_PROJECT_ID: textOf(`${projectFileName}: project`, project) }),
    ...(space !== undefined && { WXDI_SPACE_ID: textOf(`${projectFileName}: space`, space) }),
  };
  return { variables, ...displayOf(projectFileName, rest, []) };
};

/** The members of a YAML file, if it exists. */
const readConfig = async (
  context: Pick<Context, 'readIfThere'>,
  path: string,
): Promise<Readonly<Record<string, unknown>> | undefined> => {
  const text = await context.readIfThere(path).catch((cause: unknown) => {
    throw new UsageError(`cannot read ${path}: ${whyUnreadable(cause)}`);
  });
  if (text === undefined) return undefined;
  const value = await parseYaml(withoutMark(text)).catch((cause: unknown) => {
    throw new UsageError(`${path} is not valid YAML: ${(cause as Error).message}`);
  });
  return objectOf(path, value ?? {});
};

/** Everything that has the name of a secret, whatever else is wrong with the file. */
const secretsIn = (value: unknown): readonly string[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]: [string, unknown]) => {
    const isText = typeof member === 'string' || typeof member === 'number';
    return isText && isProfileKey(name) && secretKeys.has(name) ? [String(member)] : secretsIn(member);
  });
};

/** Output and columns; any other member is an error. */
const displayOf = (
  where: string,
  members: Readonly<Record<string, unknown>>,
  others: readonly string[],
): Display => {
  const known = ['output', 'columns', ...others];
  const unknown = Object.keys(members).find((key) => !known.includes(key));
  if (unknown !== undefined)
    throw new UsageError(`${where}: unknown setting "${unknown}"${didYouMean(unknown, known)}`);
  const { output, columns } = members;
  return {
    output: output === undefined ? undefined : outputOf(`${where}: output`, output),
    columns: columns === undefined ? undefined : columnsOf(`${where}: columns`, columns),
  };
};

const outputOf = (where: string, value: unknown): OutputMode => {
  const found = outputModes.find((mode) => mode === value);
  if (found === undefined) throw new UsageError(`${where} must be one of ${outputModes.join(', ')}`);
  return found;
};

const profileOf = (where: string, value: unknown, file: string, env: Context['env']): Profile => {
  const variables: Record<string, string> = {};
  const rest: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(objectOf(where, value))) {
    if (!isProfileKey(key)) rest[key] = member;
    else {
      const text = textOf(`${where}.${key}`, member);
      variables[profileKeys[key]] = pathKeys.has(key) ? absolutePath(text, file, env) : text;
    }
  }
  return { variables, ...displayOf(where, rest, Object.keys(profileKeys)) };
};

/** A relative path starts at the folder of the configuration file. */
const absolutePath = (path: string, file: string, env: Context['env']): string => {
  if (path.startsWith('~/') && env['HOME']) return `${env['HOME']}${path.slice(1)}`;
  return /^(?:[/\\-]|[a-z]:)/i.test(path) ? path : `${file.slice(0, file.lastIndexOf('/'))}/${path}`;
};

const permissionWarnings = (
  path: string,
  mode: number | undefined,
  hasSecrets: boolean,
): readonly string[] => {
  if (mode === undefined) return [];
  if ((mode & 0o022) !== 0) return [`other users can write to ${path}: chmod 600 ${path}`];
  if (hasSecrets && (mode & 0o044) !== 0)
    return [`other users can read the secrets in ${path}: chmod 600 ${path}`];
  return [];
};
