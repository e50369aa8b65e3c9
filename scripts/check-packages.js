// Packs every published package, installs the tarballs in an empty folder and uses them with bare Node: import,
// require and the command. Catches what the workspace hides: a file left out, a specifier that only bundlers resolve.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = new URL('..', import.meta.url).pathname;
const published = readdirSync(join(root, 'packages')).filter(
  (name) => JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8')).private !== true,
);
const folder = mkdtempSync(join(tmpdir(), 'wxdi-packages-'));
const run = (command, args, cwd = folder) => execFileSync(command, args, { cwd, encoding: 'utf8' });

try {
  for (const name of published) {
    const from = join(root, 'packages', name);
    run('pnpm', ['pack', '--pack-destination', folder], from);
    run('publint', ['--strict', from], root);
  }
  const tarballs = readdirSync(folder).filter((file) => file.endsWith('.tgz'));
  const libraries = tarballs.filter((file) => !file.startsWith('wxdi-cli-'));
  for (const file of libraries) run('attw', ['--profile', 'esm-only', join(folder, file)], root);
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({
      private: true,
      dependencies: Object.fromEntries(tarballs.map((file) => [nameOf(file), `file:./${file}`])),
      // Only the tarballs know each other's versions: nothing of them is published yet.
      overrides: Object.fromEntries(tarballs.map((file) => [nameOf(file), `file:./${file}`])),
    }),
  );
  run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error']);
  const names = libraries
    .map(nameOf)
    .flatMap((name) => (name === '@wxdi/sdk' ? [name, `${name}/fp`] : [name]));
  for (const name of names) {
    run(process.execPath, [
      '--input-type=module',
      '-e',
      `if (!Object.keys(await import('${name}')).length) throw 1`,
    ]);
    run(process.execPath, ['-e', `if (!Object.keys(require('${name}')).length) throw 1`]);
  }
  const version = run(join(folder, 'node_modules/.bin/wxdi'), ['--version']).trim();
  console.log(`${published.length} packages pack, install and load; wxdi ${version}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function nameOf(file) {
  return `@wxdi/${/^wxdi-(.+)-\d+\.\d+\.\d+/.exec(file)[1]}`;
}
