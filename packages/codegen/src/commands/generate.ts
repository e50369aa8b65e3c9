import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { generate, type Files } from '../generate/generate.js';
import { lockOf, printLock } from '../generate/lock.js';
import { readDocument } from '../generate/read-document.js';
import { difference, readGenerated, replace, swap } from '../generate/write.js';

const DOCUMENT = 'openapi/jobs.yaml';
const LOCK = 'openapi/lock.json';
const TARGET = 'packages/bindings/src';

/** `generate`: writes the bindings from `openapi/jobs.yaml`. With `check` it writes nothing and tells what is stale. */
export const runGenerate = async (root: string, { check }: { readonly check: boolean }): Promise<number> => {
  const folder = path.join(root, TARGET);
  const text = await readFile(path.join(root, DOCUMENT), 'utf8');
  const files = await generate({
    document: readDocument(text, DOCUMENT),
    source: DOCUMENT,
    folder,
    guards: true,
  });
  const outputs = within(TARGET, files);
  const lock = printLock(await lockOf(new Map([[DOCUMENT, text]]), outputs));
  if (check) return report(await stale(root, folder, outputs, lock));
  await swap(folder, files);
  await replace(path.join(root, LOCK), lock);
  return 0;
};

const within = (folder: string, files: Files): Files =>
  new Map([...files].map(([name, text]) => [`${folder}/${name}`, text]));

const stale = async (
  root: string,
  folder: string,
  outputs: Files,
  lock: string,
): Promise<readonly string[]> => {
  const before = new Map(within(TARGET, await readGenerated(folder)));
  before.set(LOCK, await readFile(path.join(root, LOCK), 'utf8').catch(() => ''));
  return difference(before, new Map([...outputs, [LOCK, lock]]));
};

const report = (names: readonly string[]): number => {
  if (names.length === 0) return 0;
  const list = names.map((name) => `  ${name}\n`).join('');
  process.stderr.write(`Not what \`npm run generate\` makes of ${DOCUMENT}:\n${list}`);
  return 1;
};
