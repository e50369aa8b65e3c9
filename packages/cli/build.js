// Bundles the command line: dist/cli.cjs, and dist/wxdi.cjs, the front that is installed as `wxdi` (docs/adr/0008).
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { licencesOf } from './build/licences.js';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const { version } = JSON.parse(await readFile(here('package.json'), 'utf8'));

/**
 * fp-ts, io-ts and yaml ship CommonJS and ES modules; only the latter can be tree-shaken.
 * @type {import('esbuild').Plugin}
 */
const asEsModules = {
  name: 'as-es-modules',
  setup: ({ onResolve, resolve }) => {
    onResolve({ filter: /^(fp|io)-ts(\/lib\/.*)?$/ }, ({ path, resolveDir, kind }) => {
      const file = path.replace(/^(..-ts)$/, '$1/lib/index.js').replace('/lib/', '/es6/');
      return resolve(file, { resolveDir, kind });
    });
    onResolve({ filter: /^yaml$/ }, () => ({ path: here('node_modules/yaml/browser/dist/index.js') }));
  },
};

/**
 * Commander can run subcommands as programs, which wxdi does not use: without node:child_process, `--help` takes a tenth
 * less time.
 * @type {import('esbuild').Plugin}
 */
const withoutPrograms = {
  name: 'without-programs',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      /[\\/]commander[\\/]/.test(importer) ? { path: 'none', namespace: 'without-programs' } : undefined,
    );
    onLoad({ filter: /./, namespace: 'without-programs' }, () => ({ contents: 'module.exports = {};' }));
  },
};

await rm(here('dist'), { recursive: true, force: true });
await mkdir(here('dist'));
const { metafile } = await build({
  absWorkingDir: here('.'),
  entryPoints: [here('src/cli.ts')],
  outfile: here('dist/cli.cjs'),
  bundle: true,
  metafile: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  charset: 'utf8',
  loader: { '.bash': 'text', '.zsh': 'text', '.fish': 'text', '.ps1': 'text' },
  // `import()` becomes `require`: on Node 24 an import of node:http loads the bundled undici.
  supported: { 'dynamic-import': false },
  define: { WXDI_VERSION: JSON.stringify(version) },
  plugins: [asEsModules, withoutPrograms],
  legalComments: 'none',
  logLevel: 'warning',
});
const front = await readFile(here('front.cjs'), 'utf8');
await writeFile(here('dist/wxdi.cjs'), front.replace('WXDI_VERSION', version));
await chmod(here('dist/wxdi.cjs'), 0o755);
await writeFile(here('dist/THIRD-PARTY-LICENSES.txt'), await licencesOf(metafile, here('.')));
await mkdir(here('dist/schema'));
for (const name of ['file', 'job', 'run', 'error', 'plan', 'report'])
  await writeFile(
    here(`dist/schema/${name}.json`),
    execFileSync(process.execPath, [here('dist/wxdi.cjs'), 'schema', name]),
  );
