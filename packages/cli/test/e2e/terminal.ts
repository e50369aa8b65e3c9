import { spawn } from '@lydell/node-pty';
import { file } from './cli.js';

/** The built file in a pseudo-terminal. */
export interface Terminal {
  /** Everything that was written to the terminal. */
  readonly seen: () => string;
  readonly type: (text: string) => void;
  readonly signal: (name: 'SIGTERM') => void;
  /** Resolves when this text appears after the match of the previous call. */
  until(text: string | RegExp): Promise<void>;
  readonly ended: Promise<number>;
}

type Env = Readonly<Record<string, string>>;

export const inTerminal = (args: readonly string[], env: Env): Terminal =>
  terminalOf(process.execPath, [file, ...args], env);

/** Any program in a pseudo-terminal. */
export const terminalOf = (program: string, args: readonly string[], env: Env): Terminal => {
  const child = spawn(program, [...args], { cols: 80, rows: 24, env: { TERM: 'xterm-256color', ...env } });
  let seen = '';
  let from = 0;
  const waiters = new Set<() => void>();
  child.onData((text) => {
    seen += text;
    for (const check of waiters) check();
  });
  const ended = new Promise<number>((resolve) => {
    child.onExit(({ exitCode }) => {
      resolve(exitCode);
    });
  });
  const find = (text: string | RegExp): number => {
    const rest = seen.slice(from);
    if (typeof text === 'string') {
      const at = rest.indexOf(text);
      return at < 0 ? -1 : from + at + text.length;
    }
    const match = text.exec(rest);
    return match === null ? -1 : from + match.index + match[0].length;
  };
  return {
    seen: () => seen,
    type: (text) => {
      child.write(text);
    },
    signal: (name) => {
      child.kill(name);
    },
    ended,
    until: (text) =>
      new Promise((resolve, reject) => {
        const check = (): void => {
          const at = find(text);
          if (at < 0) return;
          from = at;
          waiters.delete(check);
          resolve();
        };
        waiters.add(check);
        check();
        void ended.then(() => {
          check();
          reject(new Error(`ended before it showed ${String(text)}: ${seen}`));
        });
      }),
  };
};
