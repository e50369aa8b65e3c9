import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type * as t from 'io-ts';
import { toOpenApi31 } from '../../src/document/upgrade.js';
import { generate } from '../../src/generate/generate.js';
import { readDocument } from '../../src/document/read-document.js';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const runtime = path.join(root, 'packages/bindings/src');

/** Documents to generate from. `WXDI_LAWS_DOCUMENT` names one more, such as the whole of a vendor's. */
export const documents: Readonly<Record<string, string>> = {
  awkward: path.join(root, 'packages/codegen/test/fixtures/awkward.yaml'),
  jobs: path.join(root, 'openapi/jobs.yaml'),
  ...(process.env['WXDI_LAWS_DOCUMENT'] === undefined ? {} : { given: process.env['WXDI_LAWS_DOCUMENT'] }),
};

/** A folder of its own for generated code, with the hand-written runtime in it and nothing else. */
export const emptyOutput = async (name: string): Promise<string> => {
  // A folder around it, because generation works beside its target.
  const folder = path.join(root, 'packages/codegen/test/.out/dist', name, 'src');
  await rm(folder, { force: true, recursive: true });
  await mkdir(folder, { recursive: true });
  const files = (await readdir(runtime)).filter((file) => file.endsWith('.ts') && !file.endsWith('.gen.ts'));
  for (const file of files) await copyFile(path.join(runtime, file), path.join(folder, file));
  await copyFile(fileURLToPath(new URL('stock.ts', import.meta.url)), path.join(folder, 'stock.ts'));
  return folder;
};

/** Generates from a document into a folder of this name, and tells where that is. */
export const output = async (name: string, document: string, guards = true): Promise<string> => {
  const folder = await emptyOutput(name);
  const parsed = toOpenApi31(readDocument(await readFile(document, 'utf8'), path.basename(document)));
  const files = await generate({ document: parsed, source: path.basename(document), folder, guards });
  for (const [file, text] of files) await writeFile(path.join(folder, file), text);
  return folder;
};

/** The codecs of a generated folder by name. */
export const codecsOf = async (folder: string): Promise<ReadonlyMap<string, t.Mixed>> => {
  const module = (await import(path.join(folder, 'codecs.gen.ts'))) as Record<string, t.Mixed>;
  return new Map(Object.entries(module));
};
