import { dirname } from 'node:path';
import type { Context } from '../context.js';
import { Unwritable } from '../context.js';
import { UsageError } from '../errors.js';
import { whyUnreadable } from '../input/document.js';

type World = Pick<Context, 'listFolder' | 'writablePath' | 'writeAllPrivate'>;

/** A folder that files can be written to. */
export interface TargetFolder {
  /** Names in it before anything is written. */
  readonly names: readonly string[];
  /** Writes all files, or none if one cannot be written. Returns their paths. */
  readonly write: (texts: ReadonlyMap<string, string>) => Promise<readonly string[]>;
}

/** Checks the folder before anything is read from the service; it is created when the first file is written. */
export const targetFolder = async (world: World, folder: string): Promise<TargetFolder> => {
  const base = folder.replace(/(?<=.)\/+$/, '');
  const names = await namesIn(world, folder);
  const check = async (file: string): Promise<void> => {
    await world.writablePath(file).catch((cause: unknown) => {
      throw new UsageError(`cannot write ${file}: ${whyUnreadable(cause)}`);
    });
  };
  await check(`${await existing(world, base)}/job.yaml`);
  return {
    names: names ?? [],
    write: async (texts) => {
      const paths = new Map([...texts].map(([name, text]) => [`${base}/${name}`, text]));
      if (names !== undefined) for (const path of paths.keys()) await check(path);
      try {
        if (paths.size > 0) await world.writeAllPrivate(paths);
      } catch (cause) {
        throw new Unwritable(`${folder}: ${whyUnreadable(cause)}`, { cause });
      }
      return [...paths.keys()];
    },
  };
};

/** The folder, or the nearest one around it that exists. */
const existing = async (world: World, folder: string): Promise<string> => {
  const above = dirname(folder);
  const isThere = above === folder || (await namesIn(world, folder)) !== undefined;
  return isThere ? folder : await existing(world, above);
};

/** `undefined` for a folder that does not exist. */
const namesIn = async ({ listFolder }: World, folder: string): Promise<readonly string[] | undefined> => {
  try {
    return await listFolder(folder);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code === 'ENOENT') return undefined;
    const why = code === 'ENOTDIR' ? 'it is not a folder' : whyUnreadable(cause);
    throw new UsageError(`cannot write to ${folder}: ${why}`);
  }
};
