import { setTimeout as sleep } from 'node:timers/promises';
import type { Context, SignalName } from '../context.js';
import { createClient, createNodeTransport, openArchive, recordTransport, replayTransport } from '@wxdi/sdk';
import { files } from './files.js';
import { input } from './input.js';
import { outputOf } from './output.js';

export const processContext = (): Context => ({
  argv: process.argv.slice(2),
  program: programName(process.argv[1] ?? 'wxdi', process.cwd()),
  env: process.env,
  stdout: outputOf(() => process.stdout),
  stderr: outputOf(() => process.stderr),
  stdin: input,
  clock: {
    now: Date.now,
    sleep: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => undefined),
    after,
  },
  ...files,
  execute,
  openTransport: async (options) => createNodeTransport(options),
  connect: async (options) => createClient(options),
  openArchive,
  openJournal: async (url) => (await import('@wxdi/journal-postgres')).createPostgresJournal({ url }),
  openRecording: async (path, options) => recordTransport(path, options),
  openReplay: async (path) => replayTransport(path),
  loadSimulator: () => import('@wxdi/simulator'),
  onSignal: (handler) => {
    const names: readonly SignalName[] = ['SIGHUP', 'SIGINT', 'SIGTERM'];
    const listeners = names.map((name) => [name, () => handler(name)] as const);
    for (const [name, listener] of listeners) process.on(name, listener);
    return () => {
      for (const [name, listener] of listeners) process.off(name, listener);
    };
  },
  exit: (code) => process.exit(code),
});

const programName = (path: string, folder: string): string => {
  if (!path.endsWith('.cjs')) return 'wxdi';
  return `node ${path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path}`;
};

/** A timer of Node is limited to 2^31-1 ms, and a longer one would fire at once. */
const longest = 2_147_483_647;

const after: Context['clock']['after'] = (ms, run) => {
  let timer: NodeJS.Timeout;
  const wait = (left: number): void => {
    timer = setTimeout(() => (left <= longest ? run() : wait(left - longest)), Math.min(left, longest));
  };
  wait(ms);
  return () => clearTimeout(timer);
};

const execute: Context['execute'] = async (command, signal) => {
  const { spawn } = await import('node:child_process');
  return await new Promise((resolve) => {
    const child = spawn(command, { shell: true, stdio: ['inherit', 'pipe', 'inherit'], signal });
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (stdout.length < 65_536) stdout += text;
    });
    child.on('error', () => resolve({ code: undefined, stdout: '' }));
    child.on('close', (code) => resolve({ code: code ?? undefined, stdout }));
  });
};
