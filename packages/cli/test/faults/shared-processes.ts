import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Exit code and output of a command line. */
export interface Result {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

interface CommandLine {
  readonly file: string;
  readonly preload: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

const script = fileURLToPath(new URL('shared-process.cjs', import.meta.url));
const idle: ChildProcess[] = [];

const start = (): ChildProcess =>
  fork(script, { env: {}, execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });

/** Runs a command line in a process that runs other ones before and after it. */
export const runShared = (line: CommandLine): Promise<Result> => {
  const child = idle.pop() ?? start();
  return new Promise<Result>((resolve, reject) => {
    const onExit = (code: number | null): void =>
      reject(new Error(`the shared process ended with ${code}: ${line.args.join(' ')}`));
    child.once('exit', onExit);
    child.once('message', (result: Result) => {
      child.off('exit', onExit);
      idle.push(child);
      resolve(result);
    });
    child.send(line);
  });
};

/** Ends all shared processes. */
export const endShared = (): void => {
  for (const child of idle.splice(0)) child.disconnect();
};
