import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type * as t from 'io-ts';
import type { Node } from '../../src/document/node.js';
import { toOpenApi31 } from '../../src/document/upgrade.js';
import { generate } from '../../src/generate/generate.js';
import { readDocument } from '../../src/document/read-document.js';
import { completeDocument } from '../../src/regenerate/complete.js';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const runtime = path.join(root, 'packages/bindings/src');

/** Documents to generate from. `WXDI_LAWS_DOCUMENT` adds one, such as the complete document of a vendor. */
export const documents: Readonly<Record<string, string>> = {
  awkward: path.join(root, 'packages/codegen/test/fixtures/awkward.yaml'),
  torture: path.join(root, 'packages/codegen/test/fixtures/torture.yaml'),
  jobs: path.join(root, 'openapi/jobs.yaml'),
  ...(process.env['WXDI_LAWS_DOCUMENT'] === undefined ? {} : { given: process.env['WXDI_LAWS_DOCUMENT'] }),
};

/** A new folder for generated code that contains only the hand-written runtime. */
export const emptyOutput = async (name: string): Promise<string> => {
  // In a folder of its own, because generation creates a temporary folder beside its target.
  const folder = path.join(root, 'packages/codegen/test/.out/dist', name, 'src');
  await rm(folder, { force: true, recursive: true });
  await mkdir(folder, { recursive: true });
  const files = (await readdir(runtime)).filter((file) => file.endsWith('.ts') && !file.endsWith('.gen.ts'));
  for (const file of files) await copyFile(path.join(runtime, file), path.join(folder, file));
  await copyFile(fileURLToPath(new URL('stock.ts', import.meta.url)), path.join(folder, 'stock.ts'));
  return folder;
};

const outputs = new Map<string, Promise<string>>();

/**
 * Generates from one of the documents, once per test file, and returns the folder of the generated code. Test files run
 * at the same time, so each has its own folders.
 */
export const output = (owner: string, document: string, guards = true): Promise<string> => {
  const name = `${owner}-${document}${guards ? '' : '-stock'}`;
  const found = outputs.get(name) ?? generateInto(name, documents[document] as string, guards);
  outputs.set(name, found);
  return found;
};

/** A document, converted to OpenAPI 3.1. What cannot be sent is left out of the document that is added. */
export const parsedFrom = async (file: string): Promise<Node> => {
  const document = toOpenApi31(readDocument(await readFile(file, 'utf8'), file));
  return file === documents['given'] ? completeDocument(document).document : document;
};

const generateInto = async (name: string, document: string, guards: boolean): Promise<string> => {
  const folder = await emptyOutput(name);
  const source = path.basename(document);
  const parsed = await parsedFrom(document);
  for (const [file, text] of await generate({ document: parsed, source, folder, guards }))
    await writeFile(path.join(folder, file), text);
  return folder;
};

/** The codecs of a generated folder by name. */
export const codecsOf = async (folder: string): Promise<ReadonlyMap<string, t.Mixed>> => {
  const module = (await import(path.join(folder, 'codecs.gen.ts'))) as Record<string, t.Mixed>;
  return new Map(Object.entries(module));
};
