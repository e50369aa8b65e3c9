import { fileURLToPath } from 'node:url';
import { runCommandLine } from './command-line.js';

process.exitCode = await runCommandLine(process.argv.slice(2), {
  // The root of the repository that contains this file.
  root: fileURLToPath(new URL('../../..', import.meta.url)),
  // npm changes the working directory and passes the original one in INIT_CWD.
  folder: process.env['INIT_CWD'] ?? process.cwd(),
  environment: process.env,
  stdout: (text) => void process.stdout.write(text),
  stderr: (text) => void process.stderr.write(text),
});
