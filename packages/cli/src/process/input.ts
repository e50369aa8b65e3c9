import type { Input } from '../context.js';
import { UsageError } from '../errors.js';
import { textOf } from '../input/utf8.js';

let consumed = false;

export const input: Input = {
  get isTerminal() {
    return process.stdin.isTTY === true;
  },
  read: async () => {
    if (consumed) throw new UsageError('stdin (-) can be read only once, and two flags use it');
    consumed = true;
    const chunks: Buffer[] = [];
    for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
    return textOf(Buffer.concat(chunks));
  },
  ask: async (question) => {
    const { createInterface } = await import('node:readline');
    const lines = createInterface({ input: process.stdin, output: process.stderr });
    try {
      return await new Promise<string>((resolve) => {
        let typed = false;
        // Without an answer the line has no end yet.
        const leave = (): void => {
          if (!typed) process.stderr.write('\n');
          typed = true;
        };
        lines.once('close', () => {
          leave();
          resolve('');
        });
        // Without this, readline swallows Ctrl-C.
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
