import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { node } from '../faults/nodes.js';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));

let folder: string;
let cache: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wxdi build '));
  cache = join(folder, 'cache');
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Output and exit code of a command. */
const run = (
  path: string,
  args: readonly string[],
  env: Record<string, string> = { XDG_CACHE_HOME: cache },
  node = process.execPath,
) => {
  const { status, stdout, stderr } = spawnSync(node, [path, ...args], { env, encoding: 'utf8' });
  return { status, stdout, stderr };
};

/** A command that needs the client and YAML, but no service. */
const dryRun = (path: string, env: Record<string, string> = { XDG_CACHE_HOME: cache }, node?: string) =>
  run(
    path,
    'job create --name x --type data_intg_flow --dry-run -o yaml --url http://127.0.0.1:1'.split(' '),
    { WXDI_PROJECT_ID: '0191d1a0-7b1e-7000-8000-0000000000f1', WXDI_AUTH_TYPE: 'noauth', ...env },
    node,
  );

const front = join(dist, 'wxdi.cjs');

describe('the build', () => {
  test('consists of a front, a bundle and the licenses of the bundled packages', async () => {
    expect((await readdir(dist)).sort()).toEqual([
      'THIRD-PARTY-LICENSES.txt',
      'cli.cjs',
      'schema',
      'wxdi.cjs',
    ]);
    const licenses = await readFile(join(dist, 'THIRD-PARTY-LICENSES.txt'), 'utf8');
    for (const name of ['fp-ts', 'io-ts', 'yaml', 'commander', '@jmespath-community/jmespath'])
      expect(licenses).toMatch(new RegExp(`^${name} .*; its source: https://`, 'm'));
  });

  test('has a front of at most 15 lines', async () => {
    expect((await readFile(front, 'utf8')).trimEnd().split('\n').length).toBeLessThanOrEqual(15);
  });

  test('runs from a folder whose name contains spaces, and through a link', async () => {
    await cp(dist, join(folder, 'copy'), { recursive: true });
    const link = join(folder, 'wxdi');
    await symlink(join(folder, 'copy', 'wxdi.cjs'), link);
    for (const path of [join(folder, 'copy', 'wxdi.cjs'), link]) {
      expect(run(path, ['--version'], {}).stdout).toMatch(/^wxdi \d/);
      expect(run(path, ['--help'], {}).stdout).toContain('wxdi job list');
      expect(dryRun(path, {}).stdout).toContain(
        'path: /v2/jobs?project_id=0191d1a0-7b1e-7000-8000-0000000000f1',
      );
    }
  });

  test('runs as cli.cjs alone', async () => {
    const alone = join(folder, 'cli.cjs');
    await cp(join(dist, 'cli.cjs'), alone);
    for (const args of [['--version'], ['--help'], ['job', 'list', '--limit', 'x']])
      expect(run(alone, args)).toEqual(run(front, args));
    expect(dryRun(alone)).toEqual(dryRun(front));
  });

  test.each([process.execPath, ...node(20), ...node(22)])(
    'runs with %s, with and without its compile cache',
    (path) => {
      const first = dryRun(front, { XDG_CACHE_HOME: cache }, path);
      expect(first).toMatchObject({ status: 0, stderr: 'dry run: 1 request not sent\n' });
      expect(dryRun(front, { XDG_CACHE_HOME: cache }, path)).toEqual(first);
      expect(dryRun(front, {}, path)).toEqual(first);
    },
  );
});

describe('the compile cache', () => {
  const code = (): string => join(cache, 'wxdi/code');

  test('is in the cache folder of the user, with mode 0700', async () => {
    dryRun(front);
    expect((await readdir(code())).length).toBe(1);
    expect((await stat(code())).mode & 0o777).toBe(0o700);
    await mkdir(join(folder, 'home'));
    dryRun(front, { HOME: join(folder, 'home') });
    expect(await readdir(join(folder, 'home/.cache/wxdi/code'))).toHaveLength(1);
  });

  test('is not used in a folder that others can write to', async () => {
    await mkdir(code(), { recursive: true });
    await chmod(code(), 0o777);
    const plain = dryRun(front, {});
    expect(dryRun(front)).toEqual(plain);
    expect(await readdir(code())).toEqual([]);
  });

  test('is not used without a home folder, or if the user disabled it', async () => {
    expect(dryRun(front, { HOME: '' }).status).toBe(0);
    expect(dryRun(front, { XDG_CACHE_HOME: cache, NODE_DISABLE_COMPILE_CACHE: '1' }).status).toBe(0);
    await expect(readdir(code())).resolves.toEqual([]);
  });

  test('is skipped if it cannot be written', async () => {
    await writeFile(cache, '');
    expect(dryRun(front)).toEqual(dryRun(front, {}));
  });

  test('is ignored if it is damaged', async () => {
    const first = dryRun(front);
    const [version = ''] = await readdir(code());
    for (const name of await readdir(join(code(), version))) {
      const path = join(code(), version, name);
      const bytes = await readFile(path);
      for (let at = 100; at < bytes.length; at += 1_000) bytes[at] = (bytes[at] ?? 0) ^ 0xff;
      await writeFile(path, bytes);
    }
    expect(dryRun(front)).toEqual(first);
  });
});
