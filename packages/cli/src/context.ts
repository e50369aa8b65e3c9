import type { Client, ClientOptions } from '@wxdi/sdk';
import type { StartSimulator } from './process/simulator.js';

/** A stream that text is written to. */
export interface Output {
  readonly isTerminal: boolean;
  /** Width of the terminal; 80 where there is none. */
  readonly columns: number;
  /** Gives a promise when the reader is behind: wait for it before writing on. Rejects with `OutputClosed`. */
  write(text: string): Promise<void> | undefined;
  /** Resolves when everything written has left the process, or never will. */
  flush(): Promise<void>;
}

export interface Input {
  readonly isTerminal: boolean;
  /** Everything up to its end. */
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
  connect(options: ClientOptions): Promise<Client>;
  loadSimulator(): Promise<StartSimulator>;
  /** Calls the handler on each signal until the returned function is called. */
  onSignal(handler: (signal: SignalName) => void): () => void;
  /** Ends the process at once. */
  exit(code: number): void;
}

/** The reader of our output has gone: nothing more to say, and no error either. */
export class OutputClosed extends Error {
  override readonly name = 'OutputClosed';
}
