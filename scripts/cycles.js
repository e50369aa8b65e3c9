// Import cycles: between the files of each package's src, and between the folders of cli, core and sdk. A type import
// counts. The folder of a file is the first one below src; a file directly in src counts as a folder of its own.
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const packages = fileURLToPath(new URL('../packages', import.meta.url));
const specifiers = /\b(?:from|import)\s*\(?\s*'(\.[^']*)'/g;

/** File → the files that it imports, as paths relative to src. */
const importsOf = (src) =>
  new Map(
    readdirSync(src, { recursive: true })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => {
        const text = readFileSync(join(src, file), 'utf8').replaceAll(/^\s*(?:\*|\/\/).*$/gm, '');
        const targets = [...text.matchAll(specifiers)].map(([, path]) =>
          relative(src, join(src, dirname(file), path)).replace(/\.js$/, '.ts'),
        );
        return [file, new Set(targets)];
      }),
  );

const foldersOf = (files) => {
  const folders = new Map();
  const folderOf = (file) => file.split('/')[0];
  for (const [file, targets] of files) {
    const own = folderOf(file);
    const others = folders.get(own) ?? new Set();
    for (const target of targets) if (folderOf(target) !== own) others.add(folderOf(target));
    folders.set(own, others);
  }
  return folders;
};

/** One cycle for each way back to a node that is being visited. */
const cyclesOf = (graph) => {
  const found = [];
  const done = new Set();
  const visit = (node, path) => {
    const at = path.indexOf(node);
    if (at >= 0) return void found.push([...path.slice(at), node].join(' → '));
    if (done.has(node)) return;
    for (const next of graph.get(node) ?? []) visit(next, [...path, node]);
    done.add(node);
  };
  for (const node of graph.keys()) visit(node, []);
  return found;
};

const withFolders = ['cli', 'core', 'sdk'];
const problems = readdirSync(packages).flatMap((name) => {
  const files = importsOf(join(packages, name, 'src'));
  return [
    ...cyclesOf(files).map((cycle) => `packages/${name}/src: ${cycle}`),
    ...(withFolders.includes(name) ? cyclesOf(foldersOf(files)) : []).map(
      (cycle) => `packages/${name}/src, folders: ${cycle}`,
    ),
  ];
});

for (const problem of problems) console.error(`import cycle in ${problem}`);
process.exitCode = problems.length === 0 ? 0 : 1;
