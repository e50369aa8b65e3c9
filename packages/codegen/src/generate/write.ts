import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Files } from './generate.js';

/** The generated files that a folder holds now. */
export const readGenerated = async (folder: string): Promise<Files> => {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.gen.ts')).sort();
  return new Map(
    await Promise.all(
      names.map(async (name) => [name, await readFile(path.join(folder, name), 'utf8')] as const),
    ),
  );
};

/** The names of the files that differ, are missing or are left over, in order. */
export const difference = (before: Files, after: Files): readonly string[] =>
  [...new Set([...before.keys(), ...after.keys()])]
    .filter((name) => before.get(name) !== after.get(name))
    .sort();

/** Puts files into a folder, each by a rename, and removes generated ones that are no longer made. */
export const swap = async (folder: string, files: Files): Promise<void> => {
  const before = await readGenerated(folder);
  for (const [name, text] of files) await replace(path.join(folder, name), text);
  for (const name of before.keys()) if (!files.has(name)) await rm(path.join(folder, name));
};

/** Writes a file so that it is either the old one or the new one, never half of it. */
export const replace = async (file: string, text: string): Promise<void> => {
  const beside = `${file}.new`;
  await writeFile(beside, text);
  await rename(beside, file);
};
