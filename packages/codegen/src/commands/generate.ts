import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Files } from '../generate/generate.js';
import { difference, readGenerated, replaceAll } from '../generate/write.js';
import { DOCUMENT, LOCK, TARGET } from './layout.js';
import type { Output } from './output.js';
import { plan } from './plan.js';

/** `generate`: writes the bindings from `openapi/jobs.yaml`. With `check` it writes nothing and lists the stale files. */
export const runGenerate = async (
  root: string,
  { check }: { readonly check: boolean },
  { stderr }: Output,
): Promise<number> => {
  const text = await readFile(path.join(root, DOCUMENT), 'utf8');
  const after = await plan(root, text);
  const before = await now(root);
  if (check) return report(difference(before, after), stderr);
  await replaceAll(root, before, after);
  return 0;
};

/** The current generated files and lock, by path from the root. */
export const now = async (root: string): Promise<Files> => {
  const files = [...(await readGenerated(path.join(root, TARGET)))];
  const lock = await readFile(path.join(root, LOCK), 'utf8').catch(() => undefined);
  return new Map([
    ...files.map(([name, text]) => [`${TARGET}/${name}`, text] as const),
    ...(lock === undefined ? [] : [[LOCK, lock] as const]),
  ]);
};

const report = (names: readonly string[], stderr: Output['stderr']): number => {
  if (names.length === 0) return 0;
  const list = names.map((name) => `  ${name}\n`).join('');
  stderr(`These files do not match ${DOCUMENT}. Run \`npm run generate\` to update them:\n${list}`);
  return 1;
};
