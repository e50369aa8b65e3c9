import { chmodSync, mkdirSync, promises, readFileSync, statSync, writeFileSync } from 'node:fs';
import { textOf } from '../input/utf8.js';

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;

/** The files are small: reading one synchronously costs less than a promise. */
export const files = {
  readFile: async (path: string) => textOf(await promises.readFile(path)),
  readIfThere: async (path: string) => {
    try {
      return textOf(readFileSync(path));
    } catch (error) {
      if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes(String(codeOf(error)))) return undefined;
      throw error;
    }
  },
  listFolder: async (path: string) =>
    (await promises.readdir(path, { withFileTypes: true }))
      .map((entry) => {
        const isFolder = entry.isSymbolicLink()
          ? statSync(`${path}/${entry.name}`, { throwIfNoEntry: false })?.isDirectory() === true
          : entry.isDirectory();
        return isFolder ? `${entry.name}/` : entry.name;
      })
      .sort(),
  modeOf: async (path: string) => (process.platform === 'win32' ? undefined : statSync(path).mode & 0o777),
  writePrivate: async (path: string, text: string) => {
    mkdirSync(path.slice(0, path.lastIndexOf('/')), { recursive: true, mode: 0o700 });
    writeFileSync(path, text, { mode: 0o600 });
    chmodSync(path, 0o600);
  },
  openPrivate: async (path: string) => {
    const file = await promises.open(path, 'w', 0o600);
    return {
      write: (text: string) => file.writeFile(text),
      close: () => file.close(),
    };
  },
};
