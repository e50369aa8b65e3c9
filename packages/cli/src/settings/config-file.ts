import { dirname, resolve } from 'node:path';
import type { JsonObject } from '@wxdi/sdk';
import type { Context } from '../context.js';
import type { Secrets } from '../output/secrets.js';
import { outputModes, type OutputMode } from '../output/modes.js';
import { UsageError } from '../errors.js';
import { whyUnreadable } from '../input/document.js';
import { didYouMean } from '../input/nearest.js';
import { isObject } from '../input/object.js';
import { readYaml } from '../input/yaml.js';
import { jobView, runView, type Columns } from '../render/views.js';
import { profileKeys } from './keys.js';
import { strictly, type ReadPart } from './problems.js';
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
export const readUserConfig = async (context: Context, secrets: Secrets, part: ReadPart = strictly) => {
  const path = userConfigPath(context.env);
  const file = path === undefined ? undefined : await readConfig(context, path, part);
  if (path === undefined || file === undefined) return undefined;
  const { document, lineOf } = file;
  const found = secretsIn(document);
  for (const secret of found) secrets.add(secret);
  const { profiles = {}, profile, ...display } = document;
  const top: Place = { name: path, keys: [], lineOf };
  part(() => checkKnown(top, display, ['output', 'columns', 'profile', 'profiles']));
  const { output, columns } = display;
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
    ...profileOf(top, { output, columns }, part),
    path,
    profile: profile === undefined ? undefined : part(() => textOf(below(top, 'profile'), profile)),
    // A mistake in a profile matters only where the profile is used.
    profiles: new Map(
      Object.entries(part(() => objectOf(below(top, 'profiles'), profiles)) ?? {}).map(([name, value]) => {
        const place: Place = { name: `${path}: ${name}`, keys: ['profiles', name], lineOf };
        return [name, (inside: ReadPart = strictly) => profileOf(place, value, inside, absolute)];
      }),
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
export const readProjectFile = async (
  context: Context,
  part: ReadPart = strictly,
): Promise<Profile | undefined> => {
  const file = await readConfig(context, projectFileName, part);
  if (file === undefined) return undefined;
  const place: Place = { name: projectFileName, keys: [], lineOf: file.lineOf };
  const own = Object.entries(file.document).filter(([key]) => projectKeys.includes(key));
  part(() => {
    const other = Object.keys(file.document).find((key) => !projectKeys.includes(key));
    if (other !== undefined)
      throw new UsageError(
        `${projectFileName} can set only project, space, output and columns, not "${other}"${lineIn(below(place, other))}`,
        'put it in a profile of your configuration file; wxdi doctor shows where that is',
      );
  });
  return profileOf(place, Object.fromEntries(own), part);
};

/** A member of a file, in messages. */
interface Place {
  readonly name: string;
  /** The keys that lead to it. */
  readonly keys: readonly string[];
  readonly lineOf: (keys: readonly string[]) => number;
}

const below = ({ name, keys, lineOf }: Place, key: string): Place => ({
  name: keys.length === 0 ? `${name}: ${key}` : `${name}.${key}`,
  keys: [...keys, key],
  lineOf,
});

const lineIn = ({ keys, lineOf }: Place): string => ` (line ${lineOf(keys)})`;

/** The members of a YAML file, if it exists. */
const readConfig = async (context: Context, path: string, part: ReadPart) => {
  const read = await membersOf(context, path).then(
    (file) => () => file,
    (error: unknown) => () => {
      throw error;
    },
  );
  return part(read);
};

const membersOf = async (context: Context, path: string) => {
  const text = await context.readIfThere(path).catch((cause: unknown) => {
    throw new UsageError(`cannot read ${path}: ${whyUnreadable(cause)}`);
  });
  if (text === undefined) return undefined;
  const { value, lineOf } = await readYaml(text).catch((cause: unknown) => {
    throw new UsageError(`${path} is not valid YAML: ${(cause as Error).message}`);
  });
  return { document: objectOf({ name: path, keys: [], lineOf }, value ?? {}), lineOf };
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
  place: Place,
  value: unknown,
  part: ReadPart,
  absolute = (path: string): string => path,
): Profile => {
  const members = part(() => objectOf(place, value)) ?? {};
  part(() => checkKnown(place, members, ['output', 'columns', ...Object.keys(profileKeys)]));
  const { output, columns, ...settings } = members;
  const variables: Record<string, string> = {};
  for (const [key, setting] of Object.entries(settings)) {
    const name = profileKeys[key];
    const text = name === undefined ? undefined : part(() => textOf(below(place, key), setting));
    if (name === undefined || text === undefined) continue;
    variables[name] = pathVariables.test(name) ? absolute(text) : text;
  }
  const outputPlace = below(place, 'output');
  return {
    variables,
    output:
      output === undefined ? undefined : part(() => outputOf(outputPlace.name, output, lineIn(outputPlace))),
    columns: columns === undefined ? undefined : part(() => columnsOf(below(place, 'columns'), columns)),
  };
};

const checkKnown = (place: Place, members: JsonObject, known: readonly string[]): void => {
  const unknown = Object.keys(members).find((key) => !known.includes(key));
  if (unknown === undefined) return;
  const line = lineIn(below(place, unknown));
  throw new UsageError(`${place.name}: unknown setting "${unknown}"${line}${didYouMean(unknown, known)}`);
};

const objectOf = (place: Place, value: unknown): JsonObject => {
  if (isObject(value)) return value;
  throw new UsageError(`${place.name} must contain names and values${lineIn(place)}`);
};

/** A number or boolean counts as text. */
const textOf = (place: Place, value: unknown): string => {
  if (typeof value === 'string' && value.trim() !== '') return value;
  if (['number', 'bigint', 'boolean'].includes(typeof value)) return String(value);
  throw new UsageError(`${place.name} must be text that is not empty${lineIn(place)}`);
};

export const outputOf = (where: string, value: unknown, line = ''): OutputMode => {
  const found = outputModes.find((mode) => mode === value);
  if (found !== undefined) return found;
  const got = typeof value === 'string' ? `, not "${value}"` : '';
  throw new UsageError(`${where} must be one of ${outputModes.join(', ')}${got}${line}`);
};

/** `{ job: [id, name], run: [id, state] }` */
const columnsOf = (place: Place, value: unknown): Columns => {
  const members = objectOf(place, value);
  for (const [kind, names] of Object.entries(members)) {
    const inside = below(place, kind);
    const view = [jobView, runView].find((one) => one.kind === kind);
    if (view === undefined)
      throw new UsageError(`${place.name} has job and run, not "${kind}"${lineIn(inside)}`);
    const known = view.columns.map(({ header }) => header.toLowerCase());
    const isValid =
      Array.isArray(names) && names.length > 0 && names.every((name) => known.includes(name as string));
    if (!isValid)
      throw new UsageError(`${inside.name} must be a list of ${known.join(', ')}${lineIn(inside)}`);
  }
  return members;
};

const permissionWarnings = (path: string, hasSecrets: boolean, mode = 0): readonly string[] => {
  const danger =
    (mode & 0o022) !== 0 ? 'write to' : hasSecrets && (mode & 0o044) !== 0 ? 'read the secrets in' : '';
  return danger === '' ? [] : [`other users can ${danger} ${path}: chmod 600 ${path}`];
};
