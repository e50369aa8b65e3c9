import { mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { load, type Source } from '../document/load.js';
import { readDocument } from '../document/read-document.js';
import { listed } from '../document/text.js';
import { toOpenApi31 } from '../document/upgrade.js';
import { titleOf } from '../drift/drift.js';
import { generate, type Files } from '../generate/generate.js';
import { typecheck } from '../generate/typecheck.js';
import { handWritten, replaceAll } from '../generate/write.js';
import { completeDocument } from '../regenerate/complete.js';
import { TARGET } from './layout.js';
import type { Output } from './output.js';

/**
 * `regenerate --all`: generates code for a complete document, without selection and corrections, in a separate folder
 * with a copy of the runtime. `openapi/jobs.yaml` and the bindings are not changed. Prints what cannot be sent.
 */
export const runRegenerateAll = async (
  root: string,
  source: Source,
  out: string,
  { stdout }: Output,
): Promise<number> => {
  const folder = path.join(root, TARGET);
  if (out === folder) throw new Error(`${out} contains the bindings; use another folder`);
  const before = await contents(out);
  const document = toOpenApi31(readDocument(await load(source), source.from));
  const { document: complete, given, kept, notes } = completeDocument(document);
  const census =
    notes.length === 0
      ? ''
      : `\n${listed(notes)
          .map((note) => `  ${note}\n`)
          .join('')}`;
  if (given > 0 && kept === 0)
    throw new Error(
      `none of the ${given} operations of ${source.from} can be generated:\n${census.trimEnd()}`,
    );
  const generated = await generate({ document: complete, source: titleOf(document), folder, guards: true });
  const files = new Map([...generated].map(([name, text]) => [`${TARGET}/${name}`, text]));
  const complaints = await typecheck(root, TARGET, files);
  if (complaints.length > 0)
    throw new Error(
      `the generated code has type errors. Correct these schemas in a copy of ${source.from}:\n${complaints.join('\n')}`,
    );
  const after = new Map([...(await textsOf(folder, await handWritten(folder))), ...generated]);
  await mkdir(out, { recursive: true });
  // Other files in the folder are not touched.
  await replaceAll(out, new Map([...before].filter(([name]) => after.has(name))), after);
  stdout(`Wrote ${kept} of ${given} operations to ${out}.\n${census}`);
  return 0;
};

const textsOf = async (folder: string, names: readonly string[]): Promise<Files> =>
  new Map(
    await Promise.all(
      names.map(async (name) => [name, await readFile(path.join(folder, name), 'utf8')] as const),
    ),
  );

/** The sources in the folder. Rejects a folder that has files and was not created by an earlier run. */
const contents = async (out: string): Promise<Files> => {
  const names = await readdir(out).catch((): string[] => []);
  if (names.length === 0) return new Map();
  const sources = await textsOf(
    out,
    names.filter((name) => name.endsWith('.ts')),
  );
  if (!sources.get('codecs.gen.ts')?.startsWith('// Generated from '))
    throw new Error(`${out} contains other files; use an empty folder`);
  return sources;
};
