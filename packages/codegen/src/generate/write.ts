import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Files } from './generate.js';

/** The generated files that are in a folder. */
export const readGenerated = async (folder: string): Promise<Files> => {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.gen.ts')).sort();
  return new Map(
    await Promise.all(
      names.map(async (name) => [name, await readFile(path.join(folder, name), 'utf8')] as const),
    ),
  );
};

/** The names of the hand-written files of a folder. */
export const handWritten = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder)).filter((name) => name.endsWith('.ts') && !name.endsWith('.gen.ts'));

/** The names of the files that differ, are missing or are obsolete, in order. */
export const difference = (before: Files, after: Files): readonly string[] =>
  [...new Set([...before.keys(), ...after.keys()])]
    .filter((name) => before.get(name) !== after.get(name))
    .sort();

/**
 * Replaces files, all or none. Writes all of them to temporary files first, so that most failures happen before any file
 * is touched. If a rename fails, the files renamed so far are restored.
 */
export const replaceAll = async (root: string, before: Files, after: Files): Promise<void> => {
  const changed = difference(before, after);
  const written = changed.filter((name) => after.has(name));
  const beside = (name: string): string => `${path.join(root, name)}.new`;
  try {
    for (const name of written) await writeFile(beside(name), after.get(name) as string);
    const done: string[] = [];
    try {
      for (const name of changed) {
        if (after.has(name)) await rename(beside(name), path.join(root, name));
        else await rm(path.join(root, name));
        done.push(name);
      }
    } catch (error) {
      for (const name of done) await putBack(path.join(root, name), before.get(name));
      throw error;
    }
  } finally {
    for (const name of written) await rm(beside(name), { force: true });
  }
};

const putBack = async (file: string, text: string | undefined): Promise<void> =>
  text === undefined ? rm(file, { force: true }) : writeFile(file, text);
