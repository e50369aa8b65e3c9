import { defineProject } from 'vitest/config';

export default defineProject({
  test: {
    // A slow machine shall not fail a test: some of these generate, compile and start processes.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
