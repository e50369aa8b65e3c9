import { mkdirSync, promises, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
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
    // Another process reads the old file or the new one, never a part.
    const draft = `${path}.${process.pid}`;
    writeFileSync(draft, text, { mode: 0o600 });
    renameSync(draft, path);
  },
  openAppend: async (path: string, mostBytes: number) => {
    const file = await promises.open(path, 'a+', 0o600);
    try {
      const stats = await file.stat();
      const length = stats.isFile() ? Math.min(stats.size, mostBytes) : 0;
      const end = Buffer.alloc(length);
      const { bytesRead } =
        length === 0 ? { bytesRead: 0 } : await file.read(end, 0, length, stats.size - length);
      return {
        end: end.subarray(0, bytesRead),
        isWhole: stats.size <= mostBytes,
        append: (data: string | Uint8Array) => file.appendFile(data),
        close: () => file.close(),
      };
    } catch (error) {
      await file.close();
      throw error;
    }
  },
};
