import { fstatSync, openSync, readSync, statSync } from 'node:fs';
import { entryIn } from './entries.js';
import type { Compiled } from './sections.js';

declare const WXDI_BUILD: string | undefined;

/** Where compiled code is kept between starts, and what it must be of to be any good. */
export interface Place {
  readonly folder: string;
  readonly name: string;
}

/**
 * A place in the user's own cache folder, and never in a shared one, where somebody else could leave code for us;
 * none without a home, or where the user wants nothing kept. It is another one for each build and each Node. Other
 * runtimes have other ways with compiled code.
 */
export const placeFor = (
  file: string,
  env: Readonly<Record<string, string | undefined>>,
): Place | undefined => {
  const base = env['XDG_CACHE_HOME'] || (env['HOME'] ? `${env['HOME']}/.cache` : undefined);
  if (base === undefined || env['NODE_DISABLE_COMPILE_CACHE']) return undefined;
  if ('bun' in process.versions || 'deno' in process.versions) return undefined;
  const { size, mtimeMs } = statSync(file);
  const build = typeof WXDI_BUILD === 'string' ? WXDI_BUILD : '';
  const name = [build, size, Math.trunc(mtimeMs), process.version, process.arch].join('-');
  return { folder: `${base}/wxdi/code`, name };
};

/** Length of the file's index, of which the rest is blank. */
export const indexLength = 2048;

/**
 * The compiled code that is kept there, by the lines of its sections; nothing of it where there is none. It is run as
 * it is, so it must be the user's own file that nobody else may write, and it must be unharmed, which V8 does not look
 * at: each piece stands there twice, since to compare takes a tenth of the time of a checksum.
 */
export const keptIn = ({ folder, name }: Place): Compiled => {
  let descriptor: number;
  let index: string;
  try {
    descriptor = openSync(`${folder}/${name}`, 'r');
    const { uid, mode } = fstatSync(descriptor);
    if (process.getuid !== undefined && (uid !== process.getuid() || (mode & 0o022) !== 0)) return nothing;
    index = (read(descriptor, 0, indexLength) ?? '').toString('latin1');
  } catch {
    return nothing;
  }
  // A file that was moved here is of another build, or for another Node.
  if (!index.startsWith(`${name};`)) return nothing;
  return (line) => {
    const [at, length] = entryIn(index, String(line)) ?? [];
    if (at === undefined || length === undefined) return undefined;
    try {
      const piece = read(descriptor, at, length);
      return piece !== undefined && standsAt(descriptor, at + length, piece) ? piece : undefined;
    } catch {
      // The index names no place that there could be.
      return undefined;
    }
  };
};

const nothing: Compiled = () => undefined;

/** Fresh memory costs more than to compare what is in it, so this is used again and again. */
const scratch = Buffer.allocUnsafeSlow(32_768);

const standsAt = (descriptor: number, at: number, piece: Buffer): boolean => {
  for (let from = 0; from < piece.length; from += scratch.length) {
    const length = Math.min(scratch.length, piece.length - from);
    if (readSync(descriptor, scratch, 0, length, at + from) !== length) return false;
    if (scratch.compare(piece, from, from + length, 0, length) !== 0) return false;
  }
  return true;
};

const read = (descriptor: number, at: number, length: number): Buffer | undefined => {
  const bytes = Buffer.allocUnsafeSlow(length);
  return readSync(descriptor, bytes, 0, length, at) === length ? bytes : undefined;
};
