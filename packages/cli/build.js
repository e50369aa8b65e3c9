// Bundles the command line: `dist/wxdi.cjs`, and beside it what only some commands need. To read a file costs V8 about
// a millisecond for each 50 kB, whether it is run or not, so `--help` must not carry the sdk, the simulator and YAML
// along. Within a file, `import()` of a command is lowered to a function call.
import { chmod, readFile, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const { version } = JSON.parse(await readFile(here('package.json'), 'utf8'));

/** What becomes a file of its own, loaded on first use. */
const apart = {
  [here('src/process/run.ts')]: 'run',
  [here('src/process/help.ts')]: 'help',
  '@wxdi/sdk': 'sdk',
  '@wxdi/simulator': 'simulator',
  yaml: 'yaml',
  '@jmespath-community/jmespath': 'jmespath',
};

/** @type {import('esbuild').Plugin} */
const besides = {
  name: 'besides',
  setup: ({ onResolve }) => {
    onResolve(
      { filter: /^(@wxdi\/(sdk|simulator)|yaml|@jmespath-community\/jmespath|.*\/process\/(run|help)\.js)$/ },
      ({ path, kind }) => {
        if (kind === 'entry-point') return undefined;
        const [, own] = /\/process\/(run|help)\.js$/.exec(path) ?? [];
        return { path: `./${own ?? apart[path]}.cjs`, external: true };
      },
    );
  },
};

/**
 * Help reads a command line and writes text: it never calls a command.
 * @type {import('esbuild').Plugin}
 */
const withoutCommands = {
  name: 'without-commands',
  setup: ({ onResolve }) => {
    onResolve({ filter: /^\.\/commands\// }, () => ({ path: './run.cjs', external: true }));
  },
};

/**
 * fp-ts and io-ts hold the same code twice; only the ES modules can be shaken.
 * @type {import('esbuild').Plugin}
 */
const shakeable = {
  name: 'shakeable',
  setup: ({ onResolve, resolve }) => {
    onResolve({ filter: /^(fp|io)-ts(\/lib\/.*)?$/ }, ({ path, resolveDir, kind }) => {
      const file = path.replace(/^(..-ts)$/, '$1/lib/index.js').replace('/lib/', '/es6/');
      return resolve(file, { resolveDir, kind });
    });
  },
};

/** @type {import('esbuild').BuildOptions} */
const common = {
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  supported: { 'dynamic-import': false },
  minify: true,
  // V8 reads a file of ASCII faster.
  charset: 'ascii',
  legalComments: 'none',
  logLevel: 'warning',
};

const define = { WXDI_VERSION: JSON.stringify(version) };

await rm(here('dist'), { recursive: true, force: true });
const outfile = here('dist/wxdi.cjs');
await Promise.all([
  build({
    ...common,
    entryPoints: [here('src/bin.ts')],
    outfile,
    plugins: [besides],
    banner: { js: '#!/usr/bin/env node' },
    define,
  }),
  ...Object.entries(apart).map(([name, file]) =>
    build({
      ...common,
      entryPoints: [{ in: name, out: file }],
      absWorkingDir: here('.'),
      outdir: here('dist'),
      outExtension: { '.js': '.cjs' },
      plugins: [
        ...(file === 'run' ? [besides] : []),
        ...(file === 'help' ? [withoutCommands] : []),
        shakeable,
      ],
      define,
    }),
  ),
]);
await chmod(outfile, 0o755);
