import type { Context } from '../context.js';
import { spawn } from 'node:child_process';

/** As the user's shell would run it. What it prints is kept, and shown to nobody. */
export const execute: Context['execute'] = (command) =>
  new Promise((resolve) => {
    const child = spawn(command, { shell: true, stdio: ['inherit', 'pipe', 'inherit'] });
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (stdout.length < 65_536) stdout += text;
    });
    child.on('error', () => {
      resolve({ code: undefined, stdout: '' });
    });
    child.on('close', (code) => {
      resolve({ code: code ?? undefined, stdout });
    });
  });
