// Writes the public surface of each library to packages/<name>/surface.txt, one line for each export, for review.
// With --check, only compares.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { reachable } from './reachable.js';

const ts = createRequire(import.meta.url)('typescript');
const root = fileURLToPath(new URL('..', import.meta.url));
const check = process.argv.includes('--check');

const entries = {
  bindings: ['dist/index.gen.d.ts'],
  core: ['dist/index.d.ts'],
  sdk: ['dist/index.d.ts', 'dist/fp.d.ts'],
  simulator: ['dist/index.d.ts', 'dist/faults.d.ts'],
  'journal-postgres': ['dist/index.d.ts'],
};

const flags = ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope;

/** One export: a type by its declaration, a value by its type; without comments and line breaks. */
const describe = (checker, symbol) => {
  const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const [declaration] = target.declarations ?? [];
  const printed =
    target.flags & ts.SymbolFlags.Value && !(target.flags & ts.SymbolFlags.Class)
      ? `${symbol.name}: ${checker.typeToString(checker.getTypeOfSymbol(target), undefined, flags)}`
      : ts
          .createPrinter({ removeComments: true })
          .printNode(ts.EmitHint.Unspecified, declaration, declaration.getSourceFile());
  return printed.replaceAll(/\s+/g, ' ').trim();
};

const surface = (folder, files) => {
  const paths = files.map((file) => join(folder, file));
  const program = ts.createProgram(paths, {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    strict: true,
    types: [],
  });
  const checker = program.getTypeChecker();
  return paths
    .map((path, i) => {
      const symbol = checker.getSymbolAtLocation(program.getSourceFile(path));
      const lines = checker.getExportsOfModule(symbol).map((exported) => describe(checker, exported));
      return `# ${files[i]}\n${lines.sort((a, b) => (a < b ? -1 : 1)).join('\n')}\n`;
    })
    .join('\n');
};

const stale = Object.entries(entries).filter(([name, files]) => {
  const folder = join(root, 'packages', name);
  const path = join(folder, 'surface.txt');
  const now = surface(folder, files);
  if (!check) writeFileSync(path, now);
  return check && readFileSync(path, 'utf8') !== now;
});
for (const [name] of stale) {
  console.error(`The public surface of @wxdi/${name} differs from packages/${name}/surface.txt.`);
  console.error('If the change is intended, run: npm run surface. Then commit the file for review.');
}

// The library is also for users who do not use fp-ts.
const fpTypes = reachable(join(root, 'packages/sdk/dist/index.d.ts'), (file) =>
  /node_modules\/(fp|io)-ts\//.test(file),
);
for (const way of fpTypes) console.error(`@wxdi/sdk exposes a type of fp-ts or io-ts: ${way}`);

process.exitCode = stale.length + fpTypes.length === 0 ? 0 : 1;
