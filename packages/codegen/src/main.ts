import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { runGenerate } from './commands/generate.js';

const USAGE = `Usage: node packages/codegen/dist/main.js generate [--check]\n`;

const root = fileURLToPath(new URL('../../..', import.meta.url));

const run = async (args: readonly string[]): Promise<number> => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { check: { type: 'boolean', default: false } },
  });
  switch (positionals.join(' ')) {
    case 'generate':
      return runGenerate(root, values);
    default:
      process.stderr.write(USAGE);
      return 2;
  }
};

process.exitCode = await run(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  return 1;
});
