import type { OwnNames } from '@wxdi/sdk';
import type { Context } from '../context.js';
import type { Connection } from './connection.js';
import { isUuid, Secret } from '@wxdi/sdk';
import { isObject } from '../input/object.js';
import { cacheFile } from './xdg.js';

/** How long a name is known, and how many of them. */
const keptMs = 600_000;
const mostNames = 500;

interface Entry {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/**
 * The ids of jobs by name, in a file for each service, project and credential. Whatever is wrong with the file, or with
 * writing it, counts as not known: the library reads a job before it uses the id.
 */
export const nameCache = async (context: Context, connection: Connection): Promise<OwnNames | undefined> => {
  const { origin, project = '', space = '' } = connection;
  const path = await cacheFile(context.env, 'ids', [origin, project, space, ownerOf(connection)]);
  if (path === undefined) return undefined;
  const read = async (): Promise<Map<string, Entry>> => {
    try {
      return entriesOf(await context.readIfThere(path), context.clock.now());
    } catch {
      return new Map();
    }
  };
  return {
    find: async (name) => (await read()).get(name)?.id,
    save: async (name, id) => {
      const known = await read();
      if (known.get(name)?.id === id) return;
      known.delete(name);
      if (id !== undefined) known.set(name, { id, at: context.clock.now() });
      const kept = Object.fromEntries([...known].slice(-mostNames));
      await context.writePrivate(path, JSON.stringify(kept));
    },
  };
};

const entriesOf = (text: string | undefined, now: number): Map<string, Entry> => {
  const document: unknown = text === undefined ? undefined : JSON.parse(text);
  const entries = Object.entries(isObject(document) ? document : {}).filter(
    (entry): entry is [string, Entry] =>
      isEntry(entry[1]) && entry[1].at <= now && now - entry[1].at < keptMs,
  );
  return new Map(entries);
};

const isEntry = (value: unknown): value is Entry =>
  isObject(value) &&
  typeof value['at'] === 'number' &&
  typeof value['id'] === 'string' &&
  isUuid(value['id']);

/** Whose credential it is: the user, or the key or token, of which only a hash is kept. Never a password. */
const ownerOf = ({ auth }: Connection): string => {
  const { username, apiKey, token } = auth as Readonly<Record<string, unknown>>;
  const text = username ?? apiKey ?? token;
  return `${auth.type} ${text instanceof Secret ? text.expose() : typeof text === 'string' ? text : ''}`;
};
