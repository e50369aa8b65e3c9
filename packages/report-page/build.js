// Writes dist/assets.js: the script and the style of the page as text, with the hashes that its policy permits.
import { createHash } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

const bundled = async (entry) => {
  const { outputFiles } = await build({
    entryPoints: [here(entry)],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: ['chrome120', 'firefox121', 'safari17'],
    charset: 'ascii',
    logLevel: 'warning',
  });
  return outputFiles[0].text.trim();
};

const hashOf = (text) => `sha256-${createHash('sha256').update(text).digest('base64')}`;

const script = await bundled('src/browser/main.ts');
const style = await bundled('src/browser/page.css');
// Either would end its element. `<!--` changes how a script is parsed.
if (/<\/|<!--/.test(script + style)) throw new Error('the script or the style cannot be inlined');

const constants = { script, style, scriptHash: hashOf(script), styleHash: hashOf(style) };
await rm(here('dist'), { recursive: true, force: true });
await mkdir(here('dist'));
await writeFile(
  here('dist/assets.js'),
  Object.entries(constants)
    .map(([name, text]) => `export const ${name} = ${JSON.stringify(text)};\n`)
    .join(''),
);
