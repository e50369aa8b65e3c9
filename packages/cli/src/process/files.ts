import {
  constants,
  mkdirSync,
  promises,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import { textOf } from '../input/utf8.js';

const writeAll = (texts: ReadonlyMap<string, string>): void => {
  // Another process reads the old file or the new one, never a part.
  const drafts = new Map([...texts.keys()].map((path) => [path, `${path}.${process.pid}`]));
  try {
    for (const [path, draft] of drafts) {
      mkdirSync(path.slice(0, path.lastIndexOf('/')), { recursive: true, mode: 0o700 });
      writeFileSync(draft, texts.get(path) ?? '', { mode: 0o600 });
    }
    for (const [path, draft] of drafts) renameSync(draft, path);
  } catch (error) {
    for (const draft of drafts.values()) rmSync(draft, { force: true });
    throw error;
  }
};

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
  writablePath: async (path: string) => {
    const there = statSync(path, { throwIfNoEntry: false });
    if (there?.isFile() === false) throw new Error('it is not a file');
    // A link stays one.
    const real = there === undefined ? resolve(path) : await promises.realpath(path);
    await promises.access(`${dirname(real)}/.`, constants.W_OK);
    return real.replaceAll('\\', '/');
  },
  writePrivate: async (path: string, text: string) => writeAll(new Map([[path, text]])),
  writeAllPrivate: async (texts: ReadonlyMap<string, string>) => writeAll(texts),
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
