import type { PostgresJournal } from '@wxdi/journal-postgres';
import type {
  Client,
  ClientOptions,
  NodeTransport,
  NodeTransportOptions,
  Recording,
  RecordOptions,
  Replay,
} from '@wxdi/sdk';
import type * as Simulators from '@wxdi/simulator';

export interface Output {
  readonly isTerminal: boolean;
  /** The size of the terminal; 80 by 24 where there is none. */
  readonly columns: number;
  readonly rows: number;
  /** Returns a promise when the reader is behind: await it before writing more. Rejects with `OutputClosed` or `Unwritable`. */
  write(text: string): Promise<void> | undefined;
  /** Resolves when everything written has left the process; rejects when some of it cannot. */
  flush(): Promise<void>;
}

/** The same stream with another `write`. Its members are copied unread: reading isTerminal opens the stream. */
export const writingThrough = (output: Output, write: Output['write']): Output =>
  Object.create(Object.prototype, {
    ...Object.getOwnPropertyDescriptors(output),
    write: { value: write, enumerable: true },
  }) as Output;

export interface Input {
  readonly isTerminal: boolean;
  /** Everything up to the end. It can be read once; a second read is a usage error. */
  read(): Promise<string>;
  /** One line typed by the user. */
  ask(question: string): Promise<string>;
}

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Ends early, without an error, when the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Calls `run` once after `ms`, unless the returned function is called first. */
  after(ms: number, run: () => void): () => void;
}

export interface Appender {
  /** The end of its content when it was opened; empty for a device. */
  readonly end: Uint8Array;
  /** Whether that was all of its content. */
  readonly isWhole: boolean;
  append(data: string | Uint8Array): Promise<void>;
  close(): Promise<void>;
}

export type SignalName = 'SIGHUP' | 'SIGINT' | 'SIGTERM';

/** Everything outside the program that a command may use. Tests pass their own. */
export interface Context {
  readonly argv: readonly string[];
  /** How this program is called, for commands to copy: `wxdi`, or `node …/wxdi.cjs` from a clone. */
  readonly program: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly stdin: Input;
  readonly clock: Clock;
  readFile(path: string): Promise<string>;
  /** `undefined` for a file that does not exist. */
  readIfThere(path: string): Promise<string | undefined>;
  /** The sorted names in a folder; those of folders end in `/`. */
  listFolder(path: string): Promise<readonly string[]>;
  /** The permission bits of a file; `undefined` on Windows. */
  modeOf(path: string): Promise<number | undefined>;
  /** The path to write a file of the user to. Rejects if none can be written there; an existing one is replaced. */
  writablePath(path: string): Promise<string>;
  /** Writes a file with mode 0600, and creates the folders above it. */
  writePrivate(path: string, text: string): Promise<void>;
  /** The same for several files: if one cannot be written, none is changed. */
  writeAllPrivate(texts: ReadonlyMap<string, string>): Promise<void>;
  /** Opens a file for appending; creates it with mode 0600. Reads its last `mostBytes` bytes. */
  openAppend(path: string, mostBytes: number): Promise<Appender>;
  /** Runs a line of the user's shell, which inherits stdin and stderr; it is ended when the signal aborts. */
  execute(
    command: string,
    signal?: AbortSignal,
  ): Promise<{ readonly code: number | undefined; readonly stdout: string }>;
  openTransport(options: NodeTransportOptions): Promise<NodeTransport>;
  connect(options: ClientOptions): Promise<Client>;
  openArchive(folder: string): Promise<Client>;
  /** Throws if it is not the URL of a database. */
  openJournal(url: string): Promise<PostgresJournal>;
  openRecording(path: string, options: RecordOptions): Promise<Recording>;
  openReplay(path: string): Promise<Replay>;
  loadSimulator(): Promise<typeof Simulators>;
  /** Calls the handler on each signal until the returned function is called. */
  onSignal(handler: (signal: SignalName) => void): () => void;
  exit(code: number): void;
}

/** The reader of the output is gone: not an error of a command that only prints. */
export class OutputClosed extends Error {
  override readonly name = 'OutputClosed';
}

/** The output, or a file of the user, cannot be written: the disk is full, for example. */
export class Unwritable extends Error {
  override readonly name = 'Unwritable';
}
