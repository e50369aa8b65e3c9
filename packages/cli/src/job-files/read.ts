import { dirname } from 'node:path';
import { isJsonObject, mapReferences, type DocumentKeys, type Reference } from '@wxdi/sdk';
import type { Context } from '../context.js';
import { UsageError } from '../errors.js';
import { fileText, whyUnreadable } from '../input/document.js';
import { parseJobs } from './parse.js';
import { problemOf, type FileProblem } from './problem.js';

type World = Pick<Context, 'readFile' | 'stdin' | 'listFolder'>;

/** A document in a file, with its references as they were written. */
export interface FileDocument {
  readonly file: string;
  readonly value: unknown;
  /** What is wrong, at the place that keys lead to. */
  readonly problem: (issue: Parameters<typeof problemOf>[2], keys: DocumentKeys) => FileProblem;
}

/** The documents of one PATH: what comes later is laid over them. */
export interface Layer {
  readonly documents: readonly FileDocument[];
  readonly problems: readonly FileProblem[];
}

interface Source {
  /** As messages name it. */
  readonly name: string;
  /** What relative paths in it are relative to; empty for the current folder. */
  readonly folder: string;
  readonly text: string;
}

/** The documents of a file, of the files in a folder, or of stdin for `-`. */
export const readLayer = async (world: World, path: string): Promise<Layer> => {
  const sources = await sourcesOf(world, path);
  const layers: Layer[] = [];
  for (const source of sources) layers.push(await documentsIn(source));
  const documents = layers.flatMap((layer) => layer.documents);
  const problems = layers.flatMap((layer) => layer.problems);
  if (documents.length + problems.length === 0) throw new UsageError(`${path} contains no job`);
  return { documents, problems };
};

const sourcesOf = async (world: World, path: string): Promise<readonly Source[]> => {
  if (path === '-') return [{ name: 'stdin', folder: '', text: await fileText(world, path) }];
  const names = await namesIn(world, path);
  const files = names?.map((name) => `${path.replace(/(?<=.)\/+$/, '')}/${name}`.replace(/^\/\//, '/')) ?? [
    path,
  ];
  const sources: Source[] = [];
  for (const file of files)
    sources.push({ name: file, folder: dirname(file), text: await fileText(world, file) });
  return sources;
};

/** The names of the job files directly in a folder, sorted; `undefined` for a file. */
const namesIn = async ({ listFolder }: World, path: string): Promise<readonly string[] | undefined> => {
  let all: readonly string[];
  try {
    all = await listFolder(path);
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOTDIR') return undefined;
    throw new UsageError(
      `cannot read ${path}: ${whyUnreadable(cause).replace('no such file', 'no such file or folder')}`,
    );
  }
  const names = all.filter((name) => /^[^.].*\.(?:ya?ml|json)$/i.test(name));
  if (names.length > 0) return names;
  const below = all.filter((name) => /^[^.].*\/$/.test(name)).map((name) => `-f ${path}/${name}`);
  throw new UsageError(
    `no .yaml, .yml or .json file in ${path}`,
    below.length === 0 ? undefined : `folders in it are not read; name them: ${below.slice(0, 3).join(' ')}`,
  );
};

const documentsIn = async (source: Source): Promise<Layer> => {
  try {
    return await parsedIn(source);
  } catch (cause) {
    // The stack is not deep enough for the text.
    if (!(cause instanceof RangeError)) throw cause;
    const issue = { path: '', expected: 'at most 200 levels', received: 'more' };
    return { documents: [], problems: [problemOf(source.name, { line: 1, column: 1 }, issue)] };
  }
};

const parsedIn = async ({ name, folder, text }: Source): Promise<Layer> => {
  const { documents, faults } = await parseJobs(text, /\.json$/i.test(name));
  return {
    documents: documents.map(({ value, placeOf }) => ({
      file: name,
      value: mapReferences(value, (reference) => fromFolder(folder, reference)),
      problem: (issue, keys) => problemOf(name, placeOf(keys), issue),
    })),
    problems: faults.map(({ place, ...fault }) => problemOf(name, place, { path: '', ...fault })),
  };
};

/** The path of a file is relative to the file that names it. */
const fromFolder = (folder: string, reference: Reference): Reference => {
  const isAbsolute = /^(?:\/|[A-Za-z]:[\\/])/.test(reference.name);
  if (reference.kind !== 'file' || isAbsolute || folder === '' || folder === '.') return reference;
  return { ...reference, name: `${folder.replace(/\/$/, '')}/${reference.name.replace(/^(?:\.\/)+/, '')}` };
};

/** The name in a document, as it was written. */
export const writtenName = ({ value }: FileDocument): unknown => {
  const metadata = isJsonObject(value) ? value['metadata'] : undefined;
  return isJsonObject(metadata) ? metadata['name'] : undefined;
};
