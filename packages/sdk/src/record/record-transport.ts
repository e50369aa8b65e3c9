import { readFileSync } from 'node:fs';
import type { NodeTransport } from '../http/node-transport.js';
import type { Transport } from '../http/transport.js';
import { liveClock } from '../clock.js';
import { callHook } from '../hook.js';
import { createNodeTransport } from '../http/node-transport.js';
import { requireOption, wrongOption } from '../option-error.js';
import { harFile } from './har-file.js';
import { recording } from './recorder.js';
import { replayOf, type Replay } from './replay.js';

export interface RecordOptions {
  /** Sends the requests. Default: `createNodeTransport()`. */
  readonly transport?: Transport | undefined;
  /** Further secrets to remove. The credentials of the requests are removed anyway. */
  readonly secrets?: Iterable<string> | undefined;
  /** Called once if the file cannot be written; then nothing is recorded any more. Requests are not affected. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/** A transport that records, and the end of the recording. */
export interface Recording extends NodeTransport {
  /** Records another transport in the same file. */
  readonly record: (send: Transport) => Transport;
  /** Writes what is left, and closes the default transport. */
  readonly close: () => void;
}

export const recordTransport = (file: string, options: RecordOptions = {}): Recording => {
  const { transport, secrets, onError } = options;
  const har = harFile(requireOption('file', file), (error) => callHook(() => onError?.(error)));
  const { now, monotonic } = liveClock;
  const record = recording(har, { secrets, now, monotonic });
  let network: NodeTransport | undefined;
  return {
    send: record(transport ?? ((request) => (network ??= createNodeTransport()).send(request))),
    record,
    close: () => {
      har.close();
      network?.close();
    },
  };
};

export const replayTransport = (file: string): Replay => {
  let text: string;
  try {
    text = readFileSync(requireOption('file', file), 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code === undefined ? error : wrongOption('file', 'a file that can be read', code);
  }
  return replayOf(text, 'file');
};
