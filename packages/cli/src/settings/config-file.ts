import type { Context } from '../context.js';
import type { Secrets } from '../output/scrub.js';
import type { Columns } from './columns.js';
import { nearest } from '../args/nearest.js';
import { outputModes, type OutputMode } from '../args/globals.js';
import { UsageError } from '../usage-error.js';
import { columnsOf } from './columns.js';
import { isProfileKey, pathKeys, profileKeys, secretKeys, type ProfileKey } from './keys.js';
import { configObject, configText, objectOf, textOf } from './read-yaml.js';

/** How things are shown. */
export interface Look {
  readonly output?: OutputMode;
  readonly columns?: Columns;
}

/** A profile: its settings as variables, and how things are shown. */
export interface Profile extends Look {
  readonly variables: Readonly<Record<string, string>>;
}

/** The user's own configuration. */
export interface UserConfig extends Look {
  readonly path: string;
  /** The profile that is taken when none is named. */
  readonly profile?: string;
  readonly profiles: Readonly<Record<string, Profile>>;
  /** Whether others could read a secret in it, or write to it. */
  readonly warnings: readonly string[];
}

/** Where the user's configuration is, by the rules of XDG. */
export const userConfigPath = (env: Context['env']): string | undefined => {
  const base = env['XDG_CONFIG_HOME'] || (env['HOME'] ? `${env['HOME']}/.config` : undefined);
  return base === undefined ? undefined : `${base}/wxdi/config.yaml`;
};

/** Secrets in it are known as such before anything is said. */
export const readUserConfig = async (context: Context, secrets: Secrets): Promise<UserConfig | undefined> => {
  const path = userConfigPath(context.env);
  const text = path === undefined ? undefined : await configText(context, path);
  if (path === undefined || text === undefined) return undefined;
  const document = await configObject(path, text);
  for (const secret of secretsIn(document)) secrets.add(secret);
  const { profiles, profile, ...rest } = document;
  const read = Object.entries(objectOf(`${path}: profiles`, profiles ?? {})).map(
    ([name, value]): readonly [string, Profile] => [
      name,
      profileOf(`${path}: ${name}`, value, path, context.env),
    ],
  );
  const holdsSecrets = read.some(([, { variables }]) =>
    [...secretKeys].some((key) => profileKeys[key] in variables),
  );
  return {
    path,
    ...(profile === undefined ? {} : { profile: textOf(`${path}: profile`, profile) }),
    profiles: Object.fromEntries(read),
    ...lookOf(path, rest, []),
    warnings: warningsOf(path, await context.modeOf(path), holdsSecrets),
  };
};

/** Every text that is named as a secret is one, whatever else is wrong with the file. */
const secretsIn = (value: unknown): readonly string[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]: [string, unknown]) => {
    const isText = typeof member === 'string' || typeof member === 'number';
    return isText && secretKeys.has(name as ProfileKey) ? [String(member)] : secretsIn(member);
  });
};

/** Output and columns among the members; any other is refused. */
export const lookOf = (where: string, members: Record<string, unknown>, others: readonly string[]): Look => {
  for (const key of Object.keys(members)) {
    if (key === 'output' || key === 'columns' || others.includes(key)) continue;
    const near = nearest(key, ['output', 'columns', 'profile', 'profiles', ...others]);
    throw new UsageError(
      `${where}: unknown setting "${key}"${near === undefined ? '' : `; did you mean ${near}?`}`,
    );
  }
  const { output, columns } = members;
  return {
    ...(output === undefined ? {} : { output: outputOf(`${where}: output`, output) }),
    ...(columns === undefined ? {} : { columns: columnsOf(`${where}: columns`, columns) }),
  };
};

const outputOf = (where: string, value: unknown): OutputMode => {
  const found = outputModes.find((mode) => mode === value);
  if (found === undefined) throw new UsageError(`${where} takes one of ${outputModes.join(', ')}`);
  return found;
};

const profileOf = (where: string, value: unknown, file: string, env: Context['env']): Profile => {
  const variables: Record<string, string> = {};
  const look: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(objectOf(where, value))) {
    if (!isProfileKey(key)) look[key] = member;
    else {
      const text = textOf(`${where}.${key}`, member);
      variables[profileKeys[key]] = pathKeys.has(key) ? placed(text, file, env) : text;
    }
  }
  return { variables, ...lookOf(where, look, Object.keys(profileKeys)) };
};

const placed = (path: string, file: string, env: Context['env']): string => {
  if (path.startsWith('~/') && env['HOME']) return `${env['HOME']}${path.slice(1)}`;
  return /^(?:[/\\-]|[a-z]:)/i.test(path) ? path : `${file.slice(0, file.lastIndexOf('/'))}/${path}`;
};

const warningsOf = (path: string, mode: number | undefined, holdsSecrets: boolean): readonly string[] => {
  if (mode === undefined) return [];
  if ((mode & 0o022) !== 0) return [`others may write to ${path}: chmod 600 ${path}`];
  if (holdsSecrets && (mode & 0o044) !== 0)
    return [`${path} holds a secret that others may read: chmod 600 ${path}`];
  return [];
};
