import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { indexLength, type Place } from './kept-code.js';
import type { Compiled, Sections } from './sections.js';

/** Code of builds and Nodes that are no longer used goes after this. */
const oldMs = 90 * 24 * 3_600_000;

/**
 * Keeps what V8 compiled of the sections, and what was kept of those that this start did not use. What goes wrong is
 * no trouble: the next start compiles again.
 */
export const keep = (place: Place, { scripts, lines }: Sections, before: Compiled): void => {
  const { folder, name } = place;
  const aside = `${folder}/${name}.${process.pid}`;
  try {
    const pieces: Buffer[] = [];
    let index = `${name};`;
    let at = indexLength;
    for (const line of lines()) {
      const piece = scripts.get(line)?.createCachedData() ?? before(line);
      if (piece === undefined) continue;
      pieces.push(piece, piece);
      index += `${line}=${at},${piece.length};`;
      at += 2 * piece.length;
    }
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const whole = Buffer.concat([Buffer.from(index.padEnd(indexLength), 'latin1'), ...pieces]);
    // Written aside and moved: who reads at the same time sees the old or the new, never half.
    writeFileSync(aside, whole, { mode: 0o600, flag: 'wx' });
    renameSync(aside, `${folder}/${name}`);
    removeOld(folder);
  } catch {
    try {
      rmSync(aside);
    } catch {
      // It was never made.
    }
  }
};

/** Names of kept code, of any build and Node: a folder that is linked to another one may hold files of the user's. */
const ours = /^[\da-f]*-\d+-\d+-v\d/;

const removeOld = (folder: string): void => {
  for (const name of readdirSync(folder).filter((name) => ours.test(name))) {
    const path = `${folder}/${name}`;
    if (Date.now() - statSync(path).mtimeMs > oldMs) rmSync(path);
  }
};
