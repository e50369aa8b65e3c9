import type { Context, SignalName } from '../context.js';
import { files } from './files.js';
import { input } from './input.js';
import { outputOf } from './output.js';

/** The real world. What costs time to load is loaded when it is used. */
export const processContext = (): Context => ({
  argv: process.argv.slice(2),
  get program() {
    return programName(process.argv[1] ?? 'wxdi', process.cwd());
  },
  // A copy: each look at a variable asks the system. On Windows only the system finds them however they are written.
  env: process.platform === 'win32' ? process.env : { ...process.env },
  stdout: outputOf(() => process.stdout),
  stderr: outputOf(() => process.stderr),
  stdin: input,
  clock: { now: Date.now, sleep },
  ...files,
  execute: async (command) => (await import('./execute.js')).execute(command),
  openTransport: async (options) => (await import('../libraries/client.js')).createNodeTransport(options),
  connect: async (options) => (await import('../libraries/client.js')).createClient(options),
  loadSimulator: async () => (await import('../libraries/simulator.js')).startSimulator,
  onSignal: (handler) => {
    const names: readonly SignalName[] = ['SIGINT', 'SIGTERM'];
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

const sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal?.aborted === true) {
      resolve();
      return;
    }
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal?.addEventListener('abort', end);
  });
