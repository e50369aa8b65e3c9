import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (file: string): string => fileURLToPath(new URL(`src/${file}`, import.meta.url));

/**
 * The tests enter through the package's name; mutants live in its sources, so the name leads there. The long proofs and
 * the tests of built packages are left out: they take minutes, and notice nothing that the others do not.
 */
export default defineConfig({
  resolve: {
    alias: [
      { find: /^@wxdi\/sdk$/, replacement: source('index.ts') },
      { find: /^@wxdi\/sdk\/fp$/, replacement: source('fp.ts') },
    ],
  },
  test: {
    exclude: ['**/node_modules/**', 'test/reliability/**', 'test/contract/**', 'test/portable.test.ts'],
    testTimeout: 60_000,
  },
});
