import { spawn, type ChildProcessByStdio } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';

/** The built file. */
export const file = fileURLToPath(new URL('../../dist/wxdi.cjs', import.meta.url));

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

export interface Result {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Running {
  readonly child: Child;
  readonly out: () => string;
  readonly err: () => string;
  readonly ended: Promise<Result>;
  /** Resolves when stdout or stderr contains this text. */
  until(text: string): Promise<void>;
}

/** Starts the built file as a user would. */
export const start = (
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  cwd = process.cwd(),
): Running =>
  running(spawn(process.execPath, [file, ...args], { env, cwd, stdio: ['pipe', 'pipe', 'pipe'] }));

/** Starts the built file in a shell; `wxdi` in the line stands for the program with its arguments: `wxdi >/dev/full`. */
export const startInShell = (
  line: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  folder?: string,
): Running => {
  const words = [line.replace('wxdi', '"$0" "$@"'), process.execPath, file, ...args];
  const where = folder === undefined ? {} : { cwd: folder };
  const path = process.env['PATH'] ?? '';
  return running(
    spawn('/bin/sh', ['-c', ...words], {
      env: { PATH: path, ...env },
      ...where,
      stdio: ['pipe', 'pipe', 'pipe'],
    }),
  );
};

const running = (child: Child): Running => {
  let out = '';
  let err = '';
  const waiters = new Set<() => void>();
  const onOutput = (): void => {
    for (const check of waiters) check();
  };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    onOutput();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
    onOutput();
  });
  const ended = new Promise<Result>((resolve) => {
    child.on('close', (code) => {
      resolve({ code, out, err });
    });
  });
  return {
    child,
    out: () => out,
    err: () => err,
    ended,
    until: (text) =>
      new Promise((resolve, reject) => {
        const check = (): void => {
          if (!(out + err).includes(text)) return;
          waiters.delete(check);
          resolve();
        };
        waiters.add(check);
        check();
        void ended.then(() => {
          reject(new Error(`ended before it printed "${text}": ${out}${err}`));
        });
      }),
  };
};

export const wxdi = async (
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  folder?: string,
): Promise<Result> => {
  const running = start(args, env, folder);
  running.child.stdin.end();
  return await running.ended;
};
