import { emptyWindow, layRead } from '@wxdi/sdk';
import { Unwritable, type Appender, type Context } from '../context.js';
import { UsageError } from '../errors.js';
import { linesTo, type Lines } from '../output/lines.js';

/** The raw lines of a log, appended to a file. */
export interface Tee {
  /** Takes a line or several. Returns a promise only if writes to the file are pending. */
  push(raw: string): Promise<void> | undefined;
  /** Writes the lines taken so far. */
  send(): Promise<void>;
  close(): Promise<void>;
}

/** No answer of the service is longer. */
const mostBytes = 64 * 1024 * 1024;

/** Opens a file of earlier lines. Lines that it ends with are not written again. */
export const openTee = async (
  context: Pick<Context, 'openAppend'>,
  path: string,
  warn: (message: string) => void,
): Promise<Tee> => {
  const file = await context.openAppend(path, mostBytes).catch((cause: unknown) => {
    throw new UsageError(`cannot write ${path}: ${reasonOf(cause)}`);
  });
  const append = (data: string | Uint8Array): Promise<void> =>
    file.append(data).catch((cause: unknown) => {
      throw new Unwritable(`${path}: ${reasonOf(cause)}`, { cause });
    });
  const out = linesTo({ write: append });
  const known = endOf(file);
  /** Lines that may be in the file already; `undefined` once it is known which of them are. */
  let held: string[] | undefined = file.end.length === 0 ? undefined : [];
  let nextLook = 0;

  /** Writes the held lines that are not in the file, unless the file may contain more of them. */
  const place = async (isLast: boolean): Promise<void> => {
    if (held === undefined || (held.length < nextLook && !isLast)) return;
    nextLook = 2 * held.length;
    // Earlier lines of the log may be missing in the file: an earlier follow may not have seen them.
    const { from, gap } = layRead({ ...emptyWindow, lines: known.lines, before: Infinity }, { lines: held });
    // Without a line in common, it may be the log of another run.
    const start = gap === undefined ? from : 0;
    if (start === held.length && !isLast) return;
    if (gap !== undefined && known.lines.length > 0 && held.length > 0)
      warn(
        `${path} has no line in common with this log; if it is of the same run, lines between them are missing`,
      );
    const fresh = held.slice(start);
    held = undefined;
    if (fresh.length > 0) await append(restOf(known.part, fresh[0] ?? ''));
    for (const line of fresh.slice(1)) await out.push(line);
    await out.send();
  };

  return {
    push: (raw) => {
      const text = wellFormed(raw);
      if (held === undefined) return out.push(text);
      held.push(...text.split('\n'));
      return undefined;
    },
    send: async () => {
      await place(false);
      await out.send();
    },
    close: async () => {
      try {
        await place(true);
        await out.send();
      } finally {
        await file.close();
      }
    },
  };
};

/** Lines whose `send` also sends those of the tee. */
export const withTee = (lines: Lines, tee: Tee): Lines => ({
  push: (line) => lines.push(line),
  send: async () => {
    await lines.send();
    await tee.send();
  },
});

const reasonOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

const newline = 0x0a;

/** The whole lines at the end of a file, and the part of a line after them. */
const endOf = ({
  end,
  isWhole,
}: Appender): { readonly lines: readonly string[]; readonly part: Uint8Array } => {
  const first = isWhole ? 0 : end.indexOf(newline) + 1;
  const after = end.lastIndexOf(newline) + 1;
  const text = Buffer.from(end.subarray(first, after)).toString('utf8');
  return { lines: text === '' ? [] : text.slice(0, -1).split('\n'), part: end.subarray(after) };
};

/** What completes a part of a line: the rest of the line, or a line break if it is part of another line. */
const restOf = (part: Uint8Array, line: string): Uint8Array => {
  const whole = Buffer.from(`${line}\n`);
  return whole.subarray(0, part.length).equals(part)
    ? whole.subarray(part.length)
    : Buffer.from(`\n${line}\n`);
};

/** As the line is read back: half of a surrogate pair has no UTF-8. */
const wellFormed = (text: string): string => text.replace(/\p{Cs}/gu, '\ufffd');
