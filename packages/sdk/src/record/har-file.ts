import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fstatSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import type { Sink } from './recorder.js';
import { harHead, harTail } from './har.js';

export interface HarFile extends Sink {
  /** Writes what is left. The file can be read at any time before, too. */
  readonly close: () => void;
}

/** Writing takes at most about one part in this of the time. */
const share = 20;

/**
 * A file of entries, mode 0600. It is always complete: entries are added to a copy, which then replaces the file. If it
 * cannot be written, `onError` is called once, and nothing is written any more.
 */
export const harFile = (path: string, onError: (error: unknown) => void): HarFile => {
  // A link stays one.
  const target = existsSync(path) ? realpathSync(path) : path;
  const draft = `${target}.${process.pid}`;
  let left: string[] = [];
  let isBegun = false;
  let isFailed = false;
  let nextAt = 0;
  let timer: NodeJS.Timeout | undefined;

  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (isFailed || (isBegun && left.length === 0)) return;
    const since = performance.now();
    try {
      // Left by a dead process of the same number.
      rmSync(draft, { force: true });
      if (isBegun) addTo(target, draft, left);
      else writeFileSync(draft, `${harHead}${left.join(',\n')}${harTail}`, { mode: 0o600, flag: 'wx' });
      renameSync(draft, target);
      isBegun ||= left.length > 0;
      left = [];
    } catch (error) {
      isFailed = true;
      rmSync(draft, { force: true });
      onError(error);
    }
    const end = performance.now();
    nextAt = end + (end - since) * share;
  };
  /** Not lost if the process ends by itself. */
  process.once('exit', flush);
  return {
    write: (entry) => {
      if (isFailed) return;
      left.push(entry);
      const wait = nextAt - performance.now();
      if (wait <= 0) return flush();
      timer ??= setTimeout(flush, wait).unref();
    },
    close: () => {
      flush();
      isFailed = true;
      process.off('exit', flush);
    },
  };
};

/** Copies a file that ends in the tail, and puts entries before it. */
const addTo = (from: string, to: string, entries: readonly string[]): void => {
  copyFileSync(from, to, constants.COPYFILE_EXCL);
  const file = openSync(to, 'r+', 0o600);
  try {
    const bytes = Buffer.from(`,\n${entries.join(',\n')}${harTail}`);
    const begin = fstatSync(file).size - harTail.length;
    for (let done = 0; done < bytes.length;)
      done += writeSync(file, bytes, done, bytes.length - done, begin + done);
  } finally {
    closeSync(file);
  }
};
