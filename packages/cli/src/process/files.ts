import type { Context } from '../context.js';
import { chmodSync, mkdirSync, promises, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;

type Files = Pick<
  Context,
  'readFile' | 'readIfThere' | 'listFolder' | 'modeOf' | 'writePrivate' | 'openPrivate'
>;

/** The files are small: reading one synchronously costs less than a promise. */
export const files: Files = {
  readFile: (path) => promises.readFile(path, 'utf8'),
  readIfThere: async (path) => {
    try {
      return readFileSync(path, 'utf8');
    } catch (error) {
      if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes(String(codeOf(error)))) return undefined;
      throw error;
    }
  },
  listFolder: async (path) =>
    (await promises.readdir(path, { withFileTypes: true }))
      .map((entry) => {
        const isFolder = entry.isSymbolicLink()
          ? statSync(`${path}/${entry.name}`, { throwIfNoEntry: false })?.isDirectory() === true
          : entry.isDirectory();
        return isFolder ? `${entry.name}/` : entry.name;
      })
      .sort(),
  modeOf: async (path) => (process.platform === 'win32' ? undefined : statSync(path).mode & 0o777),
  writePrivate: async (path, text) => {
    mkdirSync(path.slice(0, path.lastIndexOf('/')), { recursive: true, mode: 0o700 });
    // Write to a temporary file, then rename: readers never see a partial file.
    const temporary = `${path}.${process.pid}`;
    writeFileSync(temporary, text, { mode: 0o600 });
    chmodSync(temporary, 0o600);
    renameSync(temporary, path);
  },
  openPrivate: async (path) => {
    const file = await promises.open(path, 'w', 0o600);
    return {
      write: async (text) => {
        await file.writeFile(text);
      },
      close: () => file.close(),
    };
  },
};
