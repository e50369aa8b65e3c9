// Bundles the command line into one file, `dist/wxdi.cjs`: a front of a few kilobytes that decides what to load, and
// behind it all else, in sections that are not compiled before they are needed (docs/adr/0008). Beside it the licences
// of what is bundled.
import { createHash } from 'node:crypto';
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { withoutIndexes } from './build/indexes.js';
import { licencesOf } from './build/licences.js';
import { sectionsBehind } from './build/sections.js';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const { version } = JSON.parse(await readFile(here('package.json'), 'utf8'));

/**
 * fp-ts, io-ts and yaml hold the same code twice; only the ES modules can be shaken.
 * @type {import('esbuild').Plugin}
 */
const shakeable = {
  name: 'shakeable',
  setup: ({ onResolve, resolve }) => {
    onResolve({ filter: /^(fp|io)-ts(\/lib\/.*)?$/ }, ({ path, resolveDir, kind }) => {
      const file = path.replace(/^(..-ts)$/, '$1/lib/index.js').replace('/lib/', '/es6/');
      return resolve(file, { resolveDir, kind });
    });
    onResolve({ filter: /^yaml$/ }, () => ({
      path: here('node_modules/yaml/browser/dist/index.js'),
      sideEffects: false,
    }));
  },
};

const define = { WXDI_VERSION: JSON.stringify(version) };

/** @type {import('esbuild').BuildOptions} */
const common = {
  absWorkingDir: here('.'),
  outdir: here('dist'),
  bundle: true,
  write: false,
  metafile: true,
  platform: 'node',
  target: 'node20',
  minify: true,
  charset: 'ascii',
  // They stand in a file of their own.
  legalComments: 'none',
  logLevel: 'warning',
};

const { outputFiles: chunks, metafile } = await build({
  ...common,
  entryPoints: ['help', 'run', 'keep'].map((name) => here(`src/process/${name}.ts`)),
  splitting: true,
  format: 'esm',
  chunkNames: '[hash]',
  plugins: [shakeable, withoutIndexes],
  define,
});

// What was compiled of another build must not be taken for this one's.
const hash = createHash('sha256');
for (const { contents } of chunks) hash.update(contents);
const front = await build({
  ...common,
  entryPoints: [{ in: here('src/bin.ts'), out: 'wxdi' }],
  format: 'cjs',
  banner: { js: '#!/usr/bin/env node' },
  define: { ...define, WXDI_BUILD: JSON.stringify(hash.digest('hex').slice(0, 16)) },
});

const text = await sectionsBehind(front.outputFiles[0].text, chunks, metafile, [
  'src/process/help.ts',
  'src/process/run.ts',
  'src/settings/connect.ts',
  'src/libraries/client.ts',
  'src/commands/job/list.ts',
]);
const licences = await licencesOf(metafile, here('.'));
await rm(here('dist'), { recursive: true, force: true });
await mkdir(here('dist'));
await writeFile(here('dist/wxdi.cjs'), text);
await chmod(here('dist/wxdi.cjs'), 0o755);
await writeFile(here('dist/THIRD-PARTY-LICENSES.txt'), licences);
