import { readdirSync } from 'node:fs';
import { configDefaults, defineConfig } from 'vitest/config';

/** The completion scripts are imported as text, as in the build. */
const scriptsAsText = {
  name: 'scripts-as-text',
  enforce: 'pre' as const,
  transform: (code: string, id: string) =>
    /\/scripts\/wxdi\.\w+$/.test(id) ? `export default ${JSON.stringify(code)};` : undefined,
};

/** One project for each package, with the name of the package. All share these settings. */
const projects = [...readdirSync('packages').map((name) => `packages/${name}`), 'examples'].map((root) => ({
  extends: true as const,
  test: { name: root.replace('packages/', ''), root },
}));

export default defineConfig({
  plugins: [scriptsAsText],
  test: {
    projects,
    // Tests that need system tools run only in `npm run proof`.
    include: [...configDefaults.include, ...(process.env['WXDI_PROOF'] === 'full' ? ['**/*.proof.ts'] : [])],
    exclude: ['**/node_modules/**', '**/.stryker-tmp/**'],
    // No test mocks a module or leaves state behind, so files share the modules that they import.
    isolate: false,
    // vitest would leave one core idle: of two, it would use one.
    maxWorkers: '100%',
    // Generous, so that no test fails on a slow machine: no test asserts a time.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
