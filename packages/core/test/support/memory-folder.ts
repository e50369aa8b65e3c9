import type { Folder } from '@wxdi/core';
import * as E from 'fp-ts/lib/Either.js';

/** A folder in memory, whose process is killed at a write: before it, or right after it. */
export const memoryFolder = (files = new Map<string, string>(), killedAt = Infinity, isAfter = false) => {
  const writes: string[] = [];
  const folder: Folder = {
    name: 'DIR',
    list: (path) => async () => {
      const prefix = path === '' ? '' : `${path}/`;
      const inside = [...files.keys()].filter((file) => file.startsWith(prefix));
      return E.right([...new Set(inside.map((file) => file.slice(prefix.length).split('/')[0] ?? ''))]);
    },
    read: (path) => async () => E.right(files.get(path)),
    write: (path, text) => async () => {
      const isKilled = writes.length >= killedAt;
      writes.push(path);
      if (!isKilled || (isAfter && writes.length === killedAt + 1)) files.set(path, text);
      return isKilled ? E.left({ message: 'killed' }) : E.right(undefined);
    },
  };
  return { folder, files, writes };
};
