import type { IncomingMessage } from 'node:http';
import type { Transform } from 'node:stream';

/** The body as text, or its problem: words that follow "the body of the answer". */
export type Body = { readonly text: string } | { readonly problem: string; readonly cause?: unknown };

/** Decompressors by content coding. Only gzip is requested. Loads node:zlib at the first compressed body. */
const inflaters: ReadonlyMap<string, () => Transform> = new Map([
  ['gzip', () => process.getBuiltinModule('node:zlib').createGunzip()],
  ['x-gzip', () => process.getBuiltinModule('node:zlib').createGunzip()],
  ['deflate', () => process.getBuiltinModule('node:zlib').createInflate()],
  ['br', () => process.getBuiltinModule('node:zlib').createBrotliDecompress()],
]);

let isUtf8: ((bytes: Uint8Array) => boolean) | undefined;

const toText = (chunks: readonly Buffer[], size: number): Body => {
  const [first] = chunks;
  const bytes = chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks, size);
  isUtf8 ??= process.getBuiltinModule('node:buffer').isUtf8;
  if (!isUtf8(bytes)) return { problem: 'is not UTF-8' };
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  try {
    return { text: bytes.toString('utf8', start) };
  } catch (cause) {
    return { problem: 'is too long for a string', cause };
  }
};

/**
 * Reads and decompresses the body, holding at most `maxBytes`. Calls `done` once, unless the returned function stops
 * the reading first.
 */
export const readBody = (
  answer: IncomingMessage,
  maxBytes: number,
  done: (body: Body) => void,
): (() => void) => {
  const chunks: Buffer[] = [];
  let size = 0;
  let over = false;
  let inflater: Transform | undefined;

  const stop = (): void => {
    over = true;
    inflater?.destroy();
  };
  const end = (body: Body): void => {
    if (over) return;
    stop();
    done(body);
  };
  const keep = (chunk: Buffer): void => {
    size += chunk.length;
    if (size > maxBytes) end({ problem: `is larger than the limit of ${maxBytes} bytes` });
    else chunks.push(chunk);
  };
  const finish = (): void => {
    if (!over) end(toText(chunks, size));
  };

  answer.on('error', (cause) => end({ problem: 'was truncated', cause }));

  const coding = (answer.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  if (coding === 'identity' || coding === '') {
    answer.on('data', keep);
    answer.on('end', finish);
    return stop;
  }

  // Created at the first byte: an answer without a body may name a coding.
  answer.on('data', (chunk: Buffer) => {
    if (over) return;
    if (inflater === undefined) {
      inflater = inflaters.get(coding)?.();
      if (inflater === undefined) return end({ problem: 'has an unsupported encoding' });
      inflater.on('data', keep);
      inflater.on('drain', () => answer.resume());
      inflater.on('end', finish);
      inflater.on('error', (cause) => end({ problem: `is not valid ${coding}`, cause }));
    }
    if (!inflater.write(chunk)) answer.pause();
  });
  answer.on('end', () => (inflater === undefined ? finish() : inflater.end()));
  return stop;
};
