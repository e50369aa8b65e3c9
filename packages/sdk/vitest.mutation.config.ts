import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (file: string): string => fileURLToPath(new URL(`src/${file}`, import.meta.url));

/**
 * The tests enter through the package's name; mutants live in its sources, so the name leads there. Tests that play whole
 * tables or proofs over sockets are left out: they run almost every line, so they would run for almost every mutant.
 */
export default defineConfig({
  resolve: {
    alias: [
      { find: /^@wxdi\/sdk$/, replacement: source('index.ts') },
      { find: /^@wxdi\/sdk\/fp$/, replacement: source('fp.ts') },
      { find: /^#platform$/, replacement: source('platform/node.ts') },
    ],
  },
  test: {
    exclude: [
      '**/node_modules/**',
      'test/reliability/**',
      'test/faults/**',
      'test/contract/**',
      'test/plan/*laws.test.ts',
      'test/record/**',
      'test/{browser,portable}.test.ts',
    ],
    testTimeout: 60_000,
  },
});
