import type { Input } from '../context.js';
import { UsageError } from '../usage-error.js';

let taken = false;

export const input: Input = {
  get isTerminal() {
    return process.stdin.isTTY === true;
  },
  read: async () => {
    if (taken) throw new UsageError('stdin (-) is asked for twice, and can be read only once');
    taken = true;
    const chunks: Buffer[] = [];
    for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).toString('utf8');
  },
  ask: async (question) => {
    const { createInterface } = await import('node:readline');
    const lines = createInterface({ input: process.stdin, output: process.stderr });
    try {
      return await new Promise<string>((resolve) => {
        let typed = false;
        // Who leaves without an answer types no end of the line.
        const leave = (): void => {
          if (!typed) process.stderr.write('\n');
          typed = true;
        };
        lines.once('close', () => {
          leave();
          resolve('');
        });
        // Without this, readline keeps Ctrl-C for itself.
        lines.once('SIGINT', () => {
          leave();
          process.kill(process.pid, 'SIGINT');
        });
        lines.question(question, (answer) => {
          typed = true;
          resolve(answer);
        });
      });
    } finally {
      lines.close();
    }
  },
};
