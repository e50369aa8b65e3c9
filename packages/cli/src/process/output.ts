import type { WriteStream } from 'node:tty';
import { OutputClosed, Unwritable, type Output } from '../context.js';

/** A stream of this process, opened on first use. */
export const outputOf = (open: () => WriteStream): Output => {
  let stream: WriteStream | undefined;
  let closed: Error | undefined;
  const opened = (): WriteStream => {
    if (stream !== undefined) return stream;
    stream = open();
    stream.on('error', (error: NodeJS.ErrnoException) => {
      closed ??=
        error.code === 'EPIPE'
          ? new OutputClosed('the reader is gone')
          : new Unwritable(error.message, { cause: error });
      stream?.emit('drain');
    });
    return stream;
  };
  const written = (): Promise<void> => (closed === undefined ? Promise.resolve() : Promise.reject(closed));
  return {
    get isTerminal() {
      return opened().isTTY === true;
    },
    get columns() {
      return opened().columns || 80;
    },
    get rows() {
      return opened().rows || 24;
    },
    write: (text) => {
      const to = opened();
      if (closed !== undefined) return written();
      if (to.write(text)) return undefined;
      return new Promise<void>((resolve) => to.once('drain', resolve)).then(written);
    },
    flush: () => {
      if (stream === undefined || closed !== undefined) return written();
      const to = stream;
      return new Promise<void>((resolve) => to.write('', () => resolve())).then(written);
    },
  };
};
