// Turns the chunks of a build (ES modules, split where the code says `import()`) into sections of one file, which
// src/process/sections.ts reads. A section is the text of a comment, which costs V8 next to nothing until somebody
// compiles it.
import { basename } from 'node:path';
import { Script } from 'node:vm';
import { transform } from 'esbuild';

/** @type {import('esbuild').TransformOptions} */
const options = {
  platform: 'node',
  target: 'node20',
  charset: 'ascii',
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none',
  // A section is one line, and so may hold no text that is several.
  supported: { 'dynamic-import': false, 'template-literal': false },
};

/** What esbuild writes to make CommonJS of an ES module: its helpers, the exports, and a hint for Node. */
const helpers = /^var __.*?__toCommonJS=mod=>.*?,mod\);/s;
const exported = /var (\w+)={};__export\(\1,\{([^}]*)\}\);module\.exports=__toCommonJS\(\1\);/;
const hint = /0&&\(module\.exports=\{[^}]*\}\);\n*$/;

/**
 * A chunk as a function that takes `require` and gives its exports. Chunks never import each other in a circle and
 * none assigns to what it has exported, so that exports can be plain values: getters would be compiled one by one.
 */
const asFunction = async (chunk) => {
  const { code } = await transform(chunk, { ...options, format: 'cjs' });
  const [head = ''] = helpers.exec(code) ?? [];
  const [, , getters = ''] = exported.exec(code) ?? [];
  const body = code
    .slice(head.length)
    .replace(exported, '')
    .replace(hint, '')
    // Sections are ES modules, which need no conversion to one.
    .replaceAll(/__toESM\((require\("\.\/[^"]+"\))\)/g, '$1')
    .replaceAll(/require\("\.\/([^"]+)\.js"\)/g, 'require("./$1")');
  if (/__toCommonJS|__export\(|module\.exports/.test(body)) {
    throw new Error(`esbuild writes exports in another way than it did: ${code.slice(0, 1_000)}`);
  }
  const used = body.includes('__toESM(') ? head : '';
  const exports = `return {${getters.replaceAll(':()=>', ':')}}`;
  const shortened = await transform(`part=function(require){${used}${body}${exports}}`, {
    ...options,
    minifyIdentifiers: true,
  });
  const [, text] = /^part=(.*);$/s.exec(shortened.code.trim());
  // esbuild leaves control characters and regular expressions as they are. Brackets make V8 compile a function at
  // once, and this one is always called.
  return `(${text.replaceAll(/[^ -~]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)})`;
};

const nameOf = (path) => basename(path, '.js');

/** Names of the chunks that each chunk imports statically, itself among them, to any depth. */
const reachOf = (imports) => {
  const reach = new Map();
  const from = (name) => {
    if (!reach.has(name))
      reach.set(name, new Set([name, ...imports.get(name).flatMap((next) => [...from(next)])]));
    return reach.get(name);
  };
  for (const name of imports.keys()) from(name);
  return reach;
};

/**
 * The chunks of each section. `steps` are entry points in the order in which a start comes by them: what one of them
 * always loads, and none before it, stands together, since few sections are quicker than many.
 */
const grouped = ({ outputs }, steps) => {
  const imports = new Map(
    Object.entries(outputs).map(([path, output]) => [
      nameOf(path),
      output.imports
        .filter(({ kind, external }) => kind === 'import-statement' && !external)
        .map((imported) => nameOf(imported.path)),
    ]),
  );
  const reach = reachOf(imports);
  const order = steps.map((step) => {
    const [path] = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint === step) ?? [];
    if (path === undefined) throw new Error(`${step} is not the beginning of a chunk`);
    return nameOf(path);
  });
  const groups = Map.groupBy(
    imports.keys(),
    (name) => order.find((step) => reach.get(step).has(name)) ?? name,
  );
  // The steps first: a start reads them at once.
  return [...new Set([...order, ...groups.keys()])].map((key) => groups.get(key));
};

/** The front of a program, and behind it the sections and their index. */
export const sectionsBehind = async (front, chunks, metafile, steps) => {
  const texts = new Map(chunks.map(({ path, text }) => [nameOf(path), text]));
  let text = front;
  let line = front.split('\n').length;
  let index = '';
  for (const [at, names] of grouped(metafile, steps).entries()) {
    if (at === steps.length) index += `common=${front.length},${text.length};`;
    const parts = await Promise.all(
      names.map(async (name) => `"${name}":${await asFunction(texts.get(name))}`),
    );
    const code = `({${parts.join(',')}})`;
    // To see that it is a program still.
    new Script(code);
    for (const name of names) index += `${name}=${text.length + 2},${code.length},${line};`;
    text += `//${code}\n`;
    line += 1;
  }
  return `${text}//% ;index=${text.length};${index}\n`;
};
