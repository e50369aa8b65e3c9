import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: ['packages/*', 'examples'],
    exclude: ['**/node_modules/**', '**/.stryker-tmp/**'],
    // A slow machine shall not fail a test: no test asserts a time.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
