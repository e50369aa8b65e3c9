import { copyFile, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { load, type Source } from '../document/load.js';
import { operationsOf } from '../document/operations.js';
import { readDocument } from '../document/read-document.js';
import { toOpenApi31 } from '../document/upgrade.js';
import { titleOf } from '../drift/drift.js';
import { generate } from '../generate/generate.js';
import { typecheck } from '../generate/typecheck.js';
import { handWritten } from '../generate/write.js';
import { completeDocument } from '../regenerate/complete.js';
import { TARGET } from './layout.js';
import type { Output } from './output.js';

/**
 * `regenerate --all`: generates code for a complete document, without selection and corrections, in a separate folder
 * with a copy of the runtime. `openapi/jobs.yaml` and the bindings are not changed.
 */
export const runRegenerateAll = async (
  root: string,
  source: Source,
  out: string,
  { stdout }: Output,
): Promise<number> => {
  const document = toOpenApi31(readDocument(await load(source), source.from));
  await requireEmpty(out);
  await mkdir(path.dirname(out), { recursive: true });
  const beside = await mkdtemp(path.join(path.dirname(out), '.regenerate-'));
  try {
    const folder = path.join(beside, 'src');
    await mkdir(folder);
    for (const name of await handWritten(path.join(root, TARGET)))
      await copyFile(path.join(root, TARGET, name), path.join(folder, name));
    const files = await generate({
      document: completeDocument(document),
      source: titleOf(document),
      folder,
      guards: true,
    });
    const complaints = await typecheck(
      root,
      TARGET,
      new Map([...files].map(([name, text]) => [`${TARGET}/${name}`, text])),
    );
    if (complaints.length > 0)
      throw new Error(`the generated code has type errors:\n${complaints.join('\n')}`);
    for (const [name, text] of files) await writeFile(path.join(folder, name), text);
    await rm(out, { force: true, recursive: true });
    await rename(folder, out);
  } finally {
    await rm(beside, { force: true, recursive: true });
  }
  stdout(`Wrote ${operationsOf(document).length} operations to ${out}.\n`);
  return 0;
};

// Replaces only a folder that an earlier run created.
const requireEmpty = async (out: string): Promise<void> => {
  const names = await readdir(out).catch((): string[] => []);
  if (names.length > 0 && !names.includes('codecs.gen.ts'))
    throw new Error(`${out} contains other files; use an empty folder`);
};
