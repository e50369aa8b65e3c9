// Packs every published package, installs the tarballs in an empty folder and uses them with plain Node, on every
// supported version: import, require, a complete run, and the command. Detects errors that the workspace hides: a missing
// file, a specifier that only bundlers resolve, an API that an older Node does not have.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'wxdi-packages-'));

const run = (command, args, cwd = folder) => {
  try {
    return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    throw new Error(`${command} ${args.join(' ')}\n${error.stdout}${error.stderr}`);
  }
};

/** The Node versions of the workspace, and the one that runs this script. */
const nodes = () => {
  const brought = [20, 22].map((major) =>
    join(root, `node_modules/node-${major}-linux-${process.arch}/bin/node`),
  );
  const missing = brought.filter((path) => !existsSync(path));
  if (missing.length > 0) console.error(`skipped, not installed: ${missing.join(', ')}`);
  return [...brought.filter((path) => existsSync(path)), process.execPath];
};

/** Other runtimes of the workspace, if installed: the library with their `node:http`, and the command. */
const others = [
  ['Bun', join(root, 'node_modules/@oven/bun-linux-x64/bin/bun'), ['run']],
  ['Deno', join(root, 'node_modules/@deno/linux-x64-glibc/deno'), ['run', '--allow-all', '--no-remote']],
];

const published = readdirSync(join(root, 'packages')).filter(
  (name) => JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8')).private !== true,
);
const nameOf = (file) => `@wxdi/${/^wxdi-(.+)-\d+\.\d+\.\d+/.exec(file)[1]}`;

/** Entry points other than the main one. */
const furtherEntries = { '@wxdi/sdk': ['fp'], '@wxdi/simulator': ['faults'] };

/** It hands out sockets of Node, so its types need those of Node. */
const needsNodeTypes = '@wxdi/simulator/faults';

/** Uses the library like a user: starts a run and waits for its end. */
const life = `
  const { startSimulator } = await import('@wxdi/simulator');
  const { createClient, createNodeTransport } = await import('@wxdi/sdk');
  createNodeTransport().close();
  const simulator = await startSimulator({ speed: 50 });
  const auth = { type: 'bearertoken', token: simulator.token };
  const client = createClient({ url: simulator.url, project: simulator.projectId, auth });
  const job = await client.jobs.create({ name: 'packed', assetId: 'flow' });
  const run = await client.jobs.start(job.id);
  const { run: ended } = await run.wait({ poll: { firstMs: 20 } });
  if (ended.state !== 'Completed') throw new Error(ended.state);
  client.close();
  await simulator.close();
`;

/** The types alone: no other types are installed, and declaration files are checked too. */
const typeFlags = [
  '--noEmit',
  '--strict',
  '--target',
  'es2022',
  '--module',
  'nodenext',
  '--skipLibCheck',
  'false',
];

try {
  for (const name of published) {
    run('pnpm', ['pack', '--pack-destination', folder], join(root, 'packages', name));
    run('publint', ['--strict', join(root, 'packages', name)], root);
  }
  const tarballs = readdirSync(folder).filter((file) => file.endsWith('.tgz'));
  const libraries = tarballs.filter((file) => !file.startsWith('wxdi-cli-'));
  for (const file of libraries) run('attw', ['--profile', 'esm-only', join(folder, file)], root);

  const local = Object.fromEntries(tarballs.map((file) => [nameOf(file), `file:./${file}`]));
  // The tarballs depend on each other by version, and may not be published yet.
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ private: true, dependencies: local, overrides: local }),
  );
  run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error']);

  const names = libraries
    .map(nameOf)
    .flatMap((name) => [name, ...(furtherEntries[name] ?? []).map((entry) => `${name}/${entry}`)]);
  const typedNames = names.filter((name) => name !== needsNodeTypes);
  const imports = typedNames
    .map((name, i) => `import * as m${i} from '${name}';\nexport { m${i} };\n`)
    .join('');
  const typed = ['types.mts', 'types.cts'];
  for (const file of typed) writeFileSync(join(folder, file), imports);
  run('tsc', [...typeFlags, ...typed]);
  console.log('The types need no other types, in ES modules and in CommonJS');
  const lifeFile = join(folder, 'life.mjs');
  writeFileSync(lifeFile, life);
  const command = join(folder, 'node_modules/@wxdi/cli/dist/wxdi.cjs');
  for (const node of nodes()) {
    for (const name of names) {
      run(node, ['--input-type=module', '-e', `if (!Object.keys(await import('${name}')).length) throw 1`]);
      run(node, ['-e', `if (!Object.keys(require('${name}')).length) throw 1`]);
    }
    run(node, [lifeFile]);
    run(node, [command, 'demo']);
    console.log(
      `Node ${run(node, ['--version']).trim()}: ${names.length} entry points, a run and the demo work`,
    );
  }
  for (const [name, path, args] of others.filter(([, path]) => existsSync(path))) {
    run(path, [...args, lifeFile]);
    run(path, [...args, command, 'completion', 'bash']);
    console.log(`${name} ${run(path, ['--version']).split('\n')[0]}: a run and the command work`);
  }
  // The link that `npm install --global` creates.
  console.log(run(join(folder, 'node_modules/.bin/wxdi'), ['--version']).trim());
} finally {
  rmSync(folder, { recursive: true, force: true });
}
