import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const folder = fileURLToPath(new URL('../testing/', import.meta.url));
const guide = readFileSync(new URL('../../docs/testing.md', import.meta.url), 'utf8');
const jest = createRequire(import.meta.url).resolve('jest/bin/jest');

/** Runs Node in the folder of the examples, and returns what it prints. */
const node = async (...args: readonly string[]): Promise<string> => {
  const { NODE_OPTIONS: _options, NODE_TEST_CONTEXT: _context, ...env } = process.env;
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { cwd: folder, env });
  return stdout + stderr;
};

describe('docs/testing.md', () => {
  it.each(['load.js', 'load.test.js', 'load.node.js'])('holds %s word for word', (file) => {
    expect(guide).toContain(`\`\`\`js\n${readFileSync(`${folder}${file}`, 'utf8')}\`\`\``);
  });

  it('the tests for jest are those for vitest, without their import', () => {
    const withoutImport = readFileSync(`${folder}load.test.js`, 'utf8').replace(
      /^import .* from 'vitest';\n/,
      '',
    );
    expect(readFileSync(`${folder}load.jest.js`, 'utf8')).toBe(withoutImport);
  });
});

// Those for vitest run with all other tests.
describe('the tests of the guide pass', () => {
  it('with node:test', async () => {
    expect(await node('--test', '--test-reporter=tap', 'load.node.js')).toMatch(/# pass 2\n# fail 0/);
  });

  it('with jest', async () => {
    expect(await node('--experimental-vm-modules', jest)).toContain('2 passed, 2 total');
  });
});
