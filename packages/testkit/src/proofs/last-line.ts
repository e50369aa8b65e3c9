import type { ChildProcess } from 'node:child_process';

/** The last line that a process prints. It is killed this long after its first line, if a time is given. */
export const lastLineOf = async (child: ChildProcess, killAfterMs?: number): Promise<string> => {
  let output = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    if (output === '' && killAfterMs !== undefined) setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    output += text;
  });
  await new Promise((resolve) => child.once('close', resolve));
  return output.trim().split('\n').at(-1) ?? '';
};
