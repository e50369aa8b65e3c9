import type { Client, ClientOptions, NodeTransport, NodeTransportOptions } from '@wxdi/sdk';
import type { StartSimulator } from './process/simulator.js';

/** A stream that text is written to. */
export interface Output {
  readonly isTerminal: boolean;
  /** Width of the terminal; 80 where there is none. */
  readonly columns: number;
  /** Height of the terminal; 24 where there is none. */
  readonly rows: number;
  /** Gives a promise when the reader is behind: wait for it before writing on. Rejects with `OutputClosed` or `Unwritable`. */
  write(text: string): Promise<void> | undefined;
  /** Resolves when everything written has left the process; rejects when some of it never will. */
  flush(): Promise<void>;
}

export interface Input {
  readonly isTerminal: boolean;
  /** Everything up to its end. It can be read once: a second time is a slip of the caller, and refused. */
  read(): Promise<string>;
  /** One line typed by a person. */
  ask(question: string): Promise<string>;
}

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Ends early, without an error, when the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** A file that is being written. */
export interface Appender {
  write(text: string): Promise<void>;
  close(): Promise<void>;
}

export type SignalName = 'SIGINT' | 'SIGTERM';

/** Everything that a command may touch of the world. A test hands in its own. */
export interface Context {
  readonly argv: readonly string[];
  /** How this program is called, for lines to copy: `wxdi`, or `node …/wxdi.cjs` from a clone. */
  readonly program: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly stdin: Input;
  readonly clock: Clock;
  readFile(path: string): Promise<string>;
  /** `undefined` for a file that is not there. */
  readIfThere(path: string): Promise<string | undefined>;
  /** The names in a folder, sorted; that of a folder ends in `/`. */
  listFolder(path: string): Promise<readonly string[]>;
  /** The permission bits of a file; `undefined` where there are none. */
  modeOf(path: string): Promise<number | undefined>;
  /** Writes a file that only its owner can read, and the folders above it. */
  writePrivate(path: string, text: string): Promise<void>;
  /** Opens a file that only its owner can read, in place of what was there. */
  openPrivate(path: string): Promise<Appender>;
  /** Runs a line of the user's shell; stdin and stderr are ours. */
  execute(command: string): Promise<{ readonly code: number | undefined; readonly stdout: string }>;
  openTransport(options: NodeTransportOptions): Promise<NodeTransport>;
  connect(options: ClientOptions): Promise<Client>;
  loadSimulator(): Promise<StartSimulator>;
  /** Calls the handler on each signal until the returned function is called. */
  onSignal(handler: (signal: SignalName) => void): () => void;
  /** Ends the process at once. */
  exit(code: number): void;
}

/** The reader of our output has gone. No error of a command that only shows something. */
export class OutputClosed extends Error {
  override readonly name = 'OutputClosed';
}

/** Our output, or a file of the user's, takes no more: its disk is full, or it is gone. */
export class Unwritable extends Error {
  override readonly name = 'Unwritable';
}
