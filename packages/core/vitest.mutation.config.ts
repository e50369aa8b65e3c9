import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** The tests enter through the package's name; mutants live in its sources, so the name leads there. */
export default defineConfig({
  resolve: { alias: { '@wxdi/core': fileURLToPath(new URL('src/index.ts', import.meta.url)) } },
});
