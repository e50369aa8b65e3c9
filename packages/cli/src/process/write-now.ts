import { fstatSync, writeSync } from 'node:fs';

/**
 * Writes text to stdout without opening it as a stream, which alone would take a tenth of the time of `--version`.
 * A reader that has gone is no error.
 */
export const writeNow = (text: string): void => {
  let rest = Buffer.from(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(1, rest));
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'EAGAIN') continue;
      if (code !== 'EPIPE') process.exitCode = 1;
      return;
    }
  }
};

/** Whether stdout is a terminal, as far as is cheap to tell: all terminals are character devices. */
export const isTerminal = (): boolean => {
  try {
    return fstatSync(1).isCharacterDevice() && process.stdout.isTTY;
  } catch {
    return false;
  }
};
