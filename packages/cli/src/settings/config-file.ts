import { dirname, resolve } from 'node:path';
import type { JsonObject } from '@wxdi/sdk';
import type { Context } from '../context.js';
import type { Secrets } from '../output/secrets.js';
import { outputModes, type OutputMode } from '../output/modes.js';
import { UsageError } from '../errors.js';
import { whyUnreadable } from '../input/document.js';
import { didYouMean } from '../input/nearest.js';
import { isObject } from '../input/object.js';
import { parseYaml } from '../input/yaml.js';
import { jobView, runView, type Columns } from '../render/views.js';
import { profileKeys } from './keys.js';
import { xdgFolder } from './xdg.js';

/** What a profile or a file sets: environment variables, and how output is shown. */
export interface Profile {
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly output?: OutputMode | undefined;
  readonly columns?: Columns | undefined;
}

export const userConfigPath = (env: Context['env']): string | undefined =>
  xdgFolder(env, 'config')?.concat('/config.yaml');

/** Reads the configuration file. Its secrets are registered before anything is printed. */
export const readUserConfig = async (context: Context, secrets: Secrets) => {
  const path = userConfigPath(context.env);
  const document = path === undefined ? undefined : await readConfig(context, path);
  if (path === undefined || document === undefined) return undefined;
  const found = secretsIn(document);
  for (const secret of found) secrets.add(secret);
  const { profiles = {}, profile, ...display } = document;
  checkKnown(path, display, ['output', 'columns', 'profile', 'profiles']);
  const { HOME: home = '~' } = context.env;
  // A relative path starts at the folder of the file; `-` is stdin.
  const absolute = (text: string): string =>
    text === '-'
      ? text
      : resolve(
          dirname(path),
          text.replace(/^~(?=\/)/, () => home),
        );
  return {
    ...profileOf(path, display),
    path,
    profile: profile === undefined ? undefined : textOf(`${path}: profile`, profile),
    profiles: Object.fromEntries(
      Object.entries(objectOf(`${path}: profiles`, profiles)).map(([name, value]) => [
        name,
        profileOf(`${path}: ${name}`, value, '.', absolute),
      ]),
    ),
    warnings: permissionWarnings(path, found.length > 0, await context.modeOf(path)),
  };
};

export type UserConfig = NonNullable<Awaited<ReturnType<typeof readUserConfig>>>;

export const projectFileName = '.wxdi.yaml';

const projectKeys = ['project', 'space', 'output', 'columns'];

/**
 * Reads `./.wxdi.yaml`. It may come with somebody else's repository, so it can set only the project or space and how
 * output is shown: never a URL, a credential or a command.
 */
export const readProjectFile = async (context: Context): Promise<Profile | undefined> => {
  const document = await readConfig(context, projectFileName);
  if (document === undefined) return undefined;
  const other = Object.keys(document).find((key) => !projectKeys.includes(key));
  if (other === undefined) return profileOf(projectFileName, document);
  throw new UsageError(
    `${projectFileName} can set only project, space, output and columns, not "${other}"`,
    'put it in a profile of your configuration file; wxdi doctor shows where that is',
  );
};

/** The members of a YAML file, if it exists. */
const readConfig = async (context: Context, path: string): Promise<JsonObject | undefined> => {
  const text = await context.readIfThere(path).catch((cause: unknown) => {
    throw new UsageError(`cannot read ${path}: ${whyUnreadable(cause)}`);
  });
  if (text === undefined) return undefined;
  const value = await parseYaml(text).catch((cause: unknown) => {
    throw new UsageError(`${path} is not valid YAML: ${(cause as Error).message}`);
  });
  return objectOf(path, value ?? {});
};

const secretKeys: readonly string[] = ['apikey', 'bearer_token', 'password'];

/** Everything that has the name of a secret, whatever else is wrong with the file. */
const secretsIn = (value: unknown): readonly string[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]: [string, unknown]) => {
    const isText = ['string', 'number', 'bigint'].includes(typeof member);
    return isText && secretKeys.includes(name) ? [String(member)] : secretsIn(member);
  });
};

const pathVariables = /_FILE$|^WXDI_CLIENT_/;

const profileOf = (
  where: string,
  value: unknown,
  separator = ': ',
  absolute = (path: string): string => path,
): Profile => {
  const members = objectOf(where, value);
  checkKnown(where, members, ['output', 'columns', ...Object.keys(profileKeys)]);
  const { output, columns, ...settings } = members;
  const variables: Record<string, string> = {};
  for (const [key, setting] of Object.entries(settings)) {
    const name = profileKeys[key] ?? key;
    const text = textOf(`${where}${separator}${key}`, setting);
    variables[name] = pathVariables.test(name) ? absolute(text) : text;
  }
  return {
    variables,
    output: output === undefined ? undefined : outputOf(`${where}: output`, output),
    columns: columns === undefined ? undefined : columnsOf(`${where}: columns`, columns),
  };
};

const checkKnown = (where: string, members: JsonObject, known: readonly string[]): void => {
  const unknown = Object.keys(members).find((key) => !known.includes(key));
  if (unknown === undefined) return;
  throw new UsageError(`${where}: unknown setting "${unknown}"${didYouMean(unknown, known)}`);
};

const objectOf = (where: string, value: unknown): JsonObject => {
  if (isObject(value)) return value;
  throw new UsageError(`${where} must contain names and values`);
};

/** A number or boolean counts as text. */
const textOf = (where: string, value: unknown): string => {
  if (typeof value === 'string' && value.trim() !== '') return value;
  if (['number', 'bigint', 'boolean'].includes(typeof value)) return String(value);
  throw new UsageError(`${where} must be text that is not empty`);
};

export const outputOf = (where: string, value: unknown): OutputMode => {
  const found = outputModes.find((mode) => mode === value);
  if (found !== undefined) return found;
  const got = typeof value === 'string' ? `, not "${value}"` : '';
  throw new UsageError(`${where} must be one of ${outputModes.join(', ')}${got}`);
};

/** `{ job: [id, name], run: [id, state] }` */
const columnsOf = (where: string, value: unknown): Columns => {
  const members = objectOf(where, value);
  for (const [kind, names] of Object.entries(members)) {
    const view = [jobView, runView].find((one) => one.kind === kind);
    if (view === undefined) throw new UsageError(`${where} has job and run, not "${kind}"`);
    const known = view.columns.map(({ header }) => header.toLowerCase());
    const isValid =
      Array.isArray(names) && names.length > 0 && names.every((name) => known.includes(name as string));
    if (!isValid) throw new UsageError(`${where}.${kind} must be a list of ${known.join(', ')}`);
  }
  return members;
};

const permissionWarnings = (path: string, hasSecrets: boolean, mode = 0): readonly string[] => {
  const danger =
    (mode & 0o022) !== 0 ? 'write to' : hasSecrets && (mode & 0o044) !== 0 ? 'read the secrets in' : '';
  return danger === '' ? [] : [`other users can ${danger} ${path}: chmod 600 ${path}`];
};
