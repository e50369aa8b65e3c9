import type { Client, ClientOptions, Transport } from '@wxdi/sdk';
import { createPostgresJournal } from '@wxdi/journal-postgres';
import { createClient, openArchive, recordTransport, replayTransport } from '@wxdi/sdk';
import type { Context, Output, SignalName } from '../../src/context.js';
import * as simulators from '@wxdi/simulator';
import { OutputClosed } from '../../src/context.js';
import { main } from '../../src/main.js';

export interface World {
  readonly env?: Readonly<Record<string, string>>;
  readonly client?: Client;
  readonly connect?: (options: ClientOptions) => Promise<Client>;
  readonly files?: Readonly<Record<string, string>>;
  /** Permission bits of files; 0600 by default. */
  readonly modes?: Readonly<Record<string, number>>;
  /** Output of shell commands; any other command fails. */
  readonly commands?: Readonly<Record<string, string>>;
  /** The real files, instead of `files` and `written`. */
  readonly disk?: Partial<
    Pick<Context, 'readIfThere' | 'listFolder' | 'writablePath' | 'writePrivate' | 'writeAllPrivate'>
  >;
  /** Whether recordings are written to the real disk. Default: they are not written. */
  readonly recordings?: boolean;
  /** Answers of the network. */
  readonly network?: Transport;
  /** Files that were written, by path. */
  readonly written?: Map<string, string>;
  readonly now?: () => number;
  readonly stdin?: string;
  /** Answers to questions; further questions get an empty answer. */
  readonly answers?: readonly string[];
  readonly terminal?: boolean;
  readonly columns?: number;
  /** Number of chunks after which the reader of stdout closes it. */
  readonly readerLeavesAfter?: number;
  readonly startSimulator?: typeof simulators.startSimulator;
  readonly sleep?: Context['clock']['sleep'];
  readonly after?: Context['clock']['after'];
  readonly onStdout?: (text: string) => void;
  readonly onStderr?: (text: string) => void;
  readonly execute?: Context['execute'];
  readonly ask?: Context['stdin']['ask'];
}

/** The settings that are required to reach the service. */
export const configured = {
  WXDI_URL: 'https://wxdi.example.com',
  WXDI_PROJECT_ID: '0191d1a0-7b1e-7000-8000-0000000000f1',
  WXDI_BEARER_TOKEN: 'a-secret-token',
} as const;

export interface Started {
  readonly code: Promise<number>;
  readonly out: () => string;
  readonly err: () => string;
  readonly chunks: readonly string[];
  readonly connected: readonly ClientOptions[];
  readonly exits: readonly number[];
  readonly signal: (name: SignalName) => void;
}

const realTimer: Context['clock']['after'] = (ms, run) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

/** Tokens, and projects and spaces of any name, whose id is the name; no connection for other requests. */
const everyName: Transport = async ({ url: { pathname, searchParams } }) => {
  const answer = (body: object) => ({ status: 200, headers: {}, body: JSON.stringify(body) });
  if (/\/(?:token|authorize)$/.test(pathname))
    return answer({ access_token: 't', token: 't', expires_in: 60 });
  const name = searchParams.get('name');
  if (!/^\/v2\/(?:projects|spaces)$/.test(pathname) || name === null)
    return { failure: 'no-connection', message: 'no network' };
  return answer({ resources: [{ metadata: { guid: name }, entity: { name } }] });
};

/** The context of a command line in a separate world, and its observable effects. */
export const contextFor = (
  argv: readonly string[],
  world: World = {},
): { readonly context: Context; readonly started: Omit<Started, 'code'> } => {
  const { env = configured, terminal = false, columns = 80, files = {}, answers = [] } = world;
  const chunks: string[] = [];
  const errors: string[] = [];
  const connected: ClientOptions[] = [];
  const exits: number[] = [];
  const handlers = new Set<(name: SignalName) => void>();
  const left = [...answers];
  const output = (texts: string[], isStdout: boolean): Output => ({
    isTerminal: terminal,
    columns,
    rows: 24,
    write: (text) => {
      if (isStdout && texts.length >= (world.readerLeavesAfter ?? Infinity)) {
        return Promise.reject(new OutputClosed('gone'));
      }
      texts.push(text);
      (isStdout ? world.onStdout : world.onStderr)?.(text);
      return undefined;
    },
    flush: () => Promise.resolve(),
  });
  const context: Context = {
    argv,
    env,
    program: 'wxdi',
    stdout: output(chunks, true),
    stderr: output(errors, false),
    stdin: {
      isTerminal: terminal,
      read: () => Promise.resolve(world.stdin ?? ''),
      ask: (question) => {
        if (world.ask !== undefined) return world.ask(question);
        errors.push(question);
        // A closed terminal gives an empty answer.
        return Promise.resolve(left.shift() ?? '');
      },
    },
    clock: {
      now: world.now ?? (() => 0),
      sleep: world.sleep ?? ((ms) => new Promise((resolve) => setTimeout(resolve, Math.min(ms, 5)))),
      after: world.after ?? realTimer,
    },
    readFile: (path) => {
      const text = Object.hasOwn(files, path) ? files[path] : undefined;
      return text === undefined
        ? Promise.reject(
            Object.assign(new Error(`ENOENT: no such file or directory, open '${path}'`), { code: 'ENOENT' }),
          )
        : Promise.resolve(text);
    },
    readIfThere: (path) =>
      Promise.resolve(world.written?.get(path) ?? (Object.hasOwn(files, path) ? files[path] : undefined)),
    listFolder: async (path) => {
      const refused = (code: string) => Object.assign(new Error(code), { code });
      if (Object.hasOwn(files, path)) throw refused('ENOTDIR');
      const folder = path === '.' ? '' : path.replace(/\/?$/, '/');
      const inside = Object.keys(files).filter((file) => file.startsWith(folder));
      if (inside.length === 0) throw refused('ENOENT');
      const names = inside.map((file) => /^[^/]*\/?/.exec(file.slice(folder.length))?.[0] ?? '');
      return [...new Set(names)].sort();
    },
    modeOf: (path) => Promise.resolve(world.modes?.[path] ?? 0o600),
    writablePath: async (path) => path,
    writePrivate: async (path, text) => {
      world.written?.set(path, text);
    },
    writeAllPrivate: async (texts) => {
      for (const [path, text] of texts) world.written?.set(path, text);
    },
    openAppend: async (path) => ({
      end: Buffer.from(world.written?.get(path) ?? ''),
      isWhole: true,
      append: async (data) => {
        world.written?.set(path, (world.written.get(path) ?? '') + Buffer.from(data as string).toString());
      },
      close: async () => undefined,
    }),
    execute: async (command, signal) => {
      if (world.execute !== undefined) return await world.execute(command, signal);
      const stdout = world.commands?.[command];
      return stdout === undefined ? { code: 1, stdout: '' } : { code: 0, stdout };
    },
    openTransport: async () => ({
      send: world.network ?? everyName,
      close: () => undefined,
    }),
    connect: async (options) => {
      connected.push(options);
      if (world.connect !== undefined) return await world.connect(options);
      if (world.client !== undefined) return world.client;
      if (world.network === undefined) throw new Error('no client');
      return createClient(
        options.transport === undefined ? { ...options, transport: world.network } : options,
      );
    },
    openArchive,
    openJournal: async (url) => createPostgresJournal({ url }),
    openRecording: async (path, options) =>
      world.recordings === true
        ? recordTransport(path, options)
        : { send: everyName, record: (send) => send, close: () => undefined },
    openReplay: async (path) => replayTransport(path),
    loadSimulator: async () => ({
      ...simulators,
      startSimulator: world.startSimulator ?? simulators.startSimulator,
    }),
    onSignal: (handler) => {
      handlers.add(handler);
      return () => handlers.delete(handler);
    },
    exit: (code) => exits.push(code),
  };
  const started = {
    out: () => chunks.join(''),
    err: () => errors.join(''),
    chunks,
    connected,
    exits,
    signal: (name: SignalName) => {
      for (const handler of handlers) handler(name);
    },
  };
  return { context: { ...context, ...world.disk }, started };
};

/** Starts a command line in a separate world. */
export const start = (argv: readonly string[], world: World = {}): Started => {
  const { context, started } = contextFor(argv, world);
  return { ...started, code: main(context) };
};

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line to its end. */
export const run = async (argv: readonly string[], world: World = {}): Promise<Ended> => {
  const started = start(argv, world);
  const code = await started.code;
  return { code, out: started.out(), err: started.err() };
};
