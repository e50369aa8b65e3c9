import { chmodSync, mkdirSync, promises, readFileSync, statSync, writeFileSync } from 'node:fs';
import { textOf } from '../input/utf8.js';

/** The files are small: reading one synchronously costs less than a promise. */
export const files = {
  readFile: async (path: string) => textOf(await promises.readFile(path)),
  readIfThere: async (path: string) => {
    try {
      return textOf(readFileSync(path));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes(code ?? '')) return undefined;
      throw error;
    }
  },
  listFolder: async (path: string) =>
    (await promises.readdir(path))
      .map((name) => {
        const isFolder = statSync(`${path}/${name}`, { throwIfNoEntry: false })?.isDirectory() === true;
        return isFolder ? `${name}/` : name;
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
