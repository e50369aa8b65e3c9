import { readdirSync } from 'node:fs';
import { configDefaults, defineConfig } from 'vitest/config';

/** The completion scripts are imported as text, as in the build. */
const scriptsAsText = {
  name: 'scripts-as-text',
  enforce: 'pre' as const,
  transform: (code: string, id: string) =>
    /\/scripts\/wxdi\.\w+$/.test(id) ? `export default ${JSON.stringify(code)};` : undefined,
};

/** One project for each package: its name is the package's, and all share what is set here. */
const projects = [...readdirSync('packages').map((name) => `packages/${name}`), 'examples'].map((root) => ({
  extends: true as const,
  test: { name: root.replace('packages/', ''), root },
}));

export default defineConfig({
  plugins: [scriptsAsText],
  test: {
    projects,
    // What needs tools of the system belongs to `npm run proof` alone.
    include: [...configDefaults.include, ...(process.env['WXDI_PROOF'] === 'full' ? ['**/*.proof.ts'] : [])],
    exclude: ['**/node_modules/**', '**/.stryker-tmp/**'],
    // A slow machine shall not fail a test: no test asserts a time.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
