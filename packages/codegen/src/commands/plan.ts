import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { readDocument } from '../document/read-document.js';
import { generate, type Files } from '../generate/generate.js';
import { lockOf, printLock, readLock, type Regenerated } from '../generate/lock.js';
import { DOCUMENT, LOCK, OVERLAY, SELECTION, TARGET } from './layout.js';

/** The generated files and the lock for this text of `openapi/jobs.yaml`. Writes nothing. */
export const plan = async (root: string, text: string, regenerated?: Regenerated): Promise<Files> => {
  const read = (name: string): Promise<string> => readFile(path.join(root, name), 'utf8');
  const generated = await generate({
    document: readDocument(text, DOCUMENT),
    source: DOCUMENT,
    folder: path.join(root, TARGET),
    guards: true,
  });
  const outputs = new Map([...generated].map(([name, file]) => [`${TARGET}/${name}`, file]));
  const lock = await lockOf({
    sources: new Map([[DOCUMENT, text]]),
    configuration: new Map([
      [SELECTION, await read(SELECTION)],
      [OVERLAY, await read(OVERLAY)],
    ]),
    outputs,
    // `generate` keeps the origin that `regenerate` recorded.
    regenerated: regenerated ?? readLock(await read(LOCK).catch(() => '{}')).regenerated,
  });
  return new Map([...outputs, [LOCK, printLock(lock)]]);
};
