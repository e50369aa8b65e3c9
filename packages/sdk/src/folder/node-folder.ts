import type { Folder, FolderError } from '@wxdi/core';
import { attempt } from '@wxdi/core';

/** Drafts of files, in the folder itself so that a rename can move them. */
const draftsName = '.wxdi-archive-drafts';

/** A folder on disk. */
export const nodeFolder = (root: string): Folder => {
  const at = (path: string): string => (path === '' ? root : `${root}/${path}`);
  const drafts = `${root}/${draftsName}`;
  let prepared: Promise<void> | undefined;
  /** Drafts of a process that was ended are of no use. */
  const prepare = async (): Promise<void> => {
    const { mkdir, rm } = await import('node:fs/promises');
    await rm(drafts, { recursive: true, force: true });
    await mkdir(drafts, { recursive: true, mode: 0o700 });
  };
  return {
    name: root,
    list: (path) =>
      attempt(async () => {
        const { readdir } = await import('node:fs/promises');
        const names = await readdir(at(path)).catch(unlessAbsent);
        return (names ?? []).filter((name) => name !== draftsName);
      }, failed),
    read: (path) =>
      attempt(async () => {
        const { readFile } = await import('node:fs/promises');
        return await readFile(at(path), 'utf8').catch(unlessAbsent);
      }, failed),
    write: (path, text) =>
      attempt(async () => {
        const { mkdir, open, rename } = await import('node:fs/promises');
        await (prepared ??= prepare());
        const target = at(path);
        await mkdir(target.slice(0, target.lastIndexOf('/')), { recursive: true, mode: 0o700 });
        const draft = `${drafts}/${crypto.randomUUID()}`;
        const file = await open(draft, 'wx', 0o600);
        try {
          await file.writeFile(text);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(draft, target);
      }, failed),
  };
};

const unlessAbsent = (cause: unknown): undefined => {
  if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
};

/** The message names the file. */
const failed = (cause: unknown): FolderError => ({
  message: cause instanceof Error ? cause.message : String(cause),
  cause,
});
