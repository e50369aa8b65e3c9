import type { JournalError } from '@wxdi/core';

/** Why a journal cannot be used, and will not be later. */
export class JournalProblem extends Error {
  readonly reason: NonNullable<JournalError['reason']>;

  constructor(reason: JournalProblem['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}

/** Throws if others may write to the folder, or if it is a symbolic link: they could add or replace entries. */
export const checkFolder = async (folder: string): Promise<void> => {
  const { lstat } = await import('node:fs/promises');
  // With a slash at its end, `lstat` would read the target of a link.
  const found = await lstat(folder.replace(/(?<=.)\/+$/, '')).catch((cause: unknown) => {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw cause;
  });
  if (found === undefined) return;
  if (found.isSymbolicLink())
    throw new JournalProblem('unsafe', 'it is a symbolic link; use the path of its target');
  // Windows has no such modes.
  if (process.platform !== 'win32' && (found.mode & 0o022) !== 0)
    throw new JournalProblem(
      'unsafe',
      `other users can write to it; restrict it to its owner: chmod go-w ${folder}`,
    );
};

/** The names in a folder; none if it does not exist. */
export const namesIn = async (folder: string): Promise<readonly string[]> => {
  const { readdir } = await import('node:fs/promises');
  return await readdir(folder).catch((cause: unknown) => {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw cause;
  });
};

/** The text of a regular file, `undefined` if there is none. Anything else in its place is never waited for. */
export const readSafely = async (path: string): Promise<string | undefined> => {
  const { constants, open } = await import('node:fs/promises');
  // A pipe without a writer would otherwise block. Windows has neither flag.
  const { O_RDONLY, O_NONBLOCK = 0, O_NOFOLLOW = 0 } = constants;
  const file = await open(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW).catch((cause: unknown) => {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    if (code === 'ELOOP' || code === 'ENXIO') throw notRegular(path);
    throw cause;
  });
  if (file === undefined) return undefined;
  try {
    if (!(await file.stat()).isFile()) throw notRegular(path);
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
};

const notRegular = (path: string): JournalProblem =>
  new JournalProblem(
    'damaged',
    `${path} is not a regular file: check whether a run with this key exists, then delete it`,
  );

/**
 * Creates a file; false if it exists already, and then nothing is written. Exactly one of several processes gets true,
 * even if others are killed: no lock can be left behind. Readers never see a partial file, and the file is on disk when
 * the promise resolves.
 */
export const createSafely = async (folder: string, name: string, text: string): Promise<boolean> => {
  const { link, mkdir, open, rm } = await import('node:fs/promises');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const temporary = `${folder}/${name}.${crypto.randomUUID()}.tmp`;
  const file = await open(temporary, 'wx', 0o600);
  try {
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    // Unlike rename, link never replaces a file of another process.
    await link(temporary, `${folder}/${name}`);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw cause;
  } finally {
    await rm(temporary, { force: true });
  }
  await syncFolder(folder);
  return true;
};

/** A new name is on disk once its folder is synced; not every system can open a folder. */
const syncFolder = async (folder: string): Promise<void> => {
  const { open } = await import('node:fs/promises');
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
};
