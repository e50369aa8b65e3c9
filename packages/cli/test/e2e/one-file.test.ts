import {
  chmod,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { spawn, spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startSimulator } from '@wxdi/simulator';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
const built = join(dist, 'wxdi.cjs');

let folder: string;
/** A copy of the program, alone in a folder. */
let file: string;
let cache: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wxdi one file '));
  file = join(folder, 'wxdi.cjs');
  cache = join(folder, 'cache');
  await cp(built, file);
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** What a command prints and how it ends. */
const run = (
  args: readonly string[],
  env: Record<string, string> = { XDG_CACHE_HOME: cache },
  path = file,
) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [path, ...args], { env, encoding: 'utf8' });
  return { status, stdout, stderr };
};

/** A command that needs sections that others do not, and YAML. */
const dryRun = (env?: Record<string, string>, path?: string) =>
  run(
    [
      'job',
      'create',
      '--name',
      'x',
      '--type',
      'data_intg_flow',
      '--dry-run',
      '-o',
      'yaml',
      '--url',
      'http://127.0.0.1:1',
    ],
    { WXDI_PROJECT_ID: 'p', WXDI_AUTH_TYPE: 'noauth', ...(env ?? { XDG_CACHE_HOME: cache }) },
    path,
  );

const keptFile = async (): Promise<string> => {
  const [name = '', ...others] = await readdir(join(cache, 'wxdi/code'));
  expect(others).toEqual([]);
  return join(cache, 'wxdi/code', name);
};

describe('the program as one file', () => {
  test('nothing but licences is beside it', async () => {
    expect((await readdir(dist)).sort()).toEqual(['THIRD-PARTY-LICENSES.txt', 'wxdi.cjs']);
    const licences = await readFile(join(dist, 'THIRD-PARTY-LICENSES.txt'), 'utf8');
    for (const name of ['fp-ts', 'io-ts', 'yaml', '@jmespath-community/jmespath']) {
      expect(licences).toMatch(new RegExp(`^${name} .*; its source: https://`, 'm'));
    }
  });

  test('runs alone in a folder whose name holds spaces, and through a link', async () => {
    const link = join(folder, 'wxdi');
    await symlink(file, link);
    for (const path of [file, link]) {
      expect(run(['--version'], {}, path).stdout).toMatch(/^wxdi \d/);
      expect(run(['--help'], {}, path).stdout).toContain('wxdi job list');
      expect(dryRun({}, path).stdout).toContain('path: /v2/jobs?project_id=p');
    }
  });

  test('runs from a copy whose line ends were changed', async () => {
    await writeFile(file, (await readFile(built, 'latin1')).replaceAll('\n', '\r\n'), 'latin1');
    expect(run(['--help'])).toEqual(run(['--help'], {}, built));
    const plain = dryRun({}, built);
    expect(plain.stdout).not.toBe('');
    expect([dryRun(), dryRun()]).toEqual([plain, plain]);
  });

  test('says so when a part of it is missing', async () => {
    await truncate(file, 300_000);
    const { status, stderr } = run(['job', 'list']);
    expect(status).toBe(1);
    expect(stderr).toContain('is not whole: install wxdi again');
  });

  test('its stack traces name the place in the file, whether code was kept or not', async () => {
    const lines = (await readFile(file, 'latin1')).split('\n');
    for (let start = 0; start < 2; start += 1) {
      const { stderr } = run(['job', 'list', '--limit', 'x', '--debug']);
      const [, line, column] = /wxdi\.cjs:(\d+):(\d+)/.exec(stderr) ?? [];
      const text = lines[Number(line) - 1] ?? '';
      expect(text.slice(0, 4)).toBe('//({');
      expect(text.slice(Number(column) - 1, Number(column) + 20)).toMatch(/^new [\w.]+\(/);
    }
  });
});

describe('a start', () => {
  test('compiles what it needs: for a list, less than half of the program, and of the client only what lists', async () => {
    const simulator = await startSimulator({ jobs: 3 });
    const env = {
      XDG_CACHE_HOME: cache,
      WXDI_URL: simulator.url,
      WXDI_PROJECT_ID: simulator.projectId,
      WXDI_BEARER_TOKEN: simulator.token,
    };
    const child = spawn(process.execPath, [file, 'job', 'list'], { env, stdio: 'ignore' });
    const code = await new Promise((resolve) => child.once('close', resolve));
    await simulator.close();
    const text = await readFile(file, 'latin1');
    const lines = text.split('\n');
    const [index = ''] = (await readFile(await keptFile(), 'latin1')).split(/ |\0/, 1);
    const compiled = [...index.matchAll(/;(\d+)=/g)].map(([, line]) => lines[Number(line) - 1] ?? '');
    expect(code).toBe(0);
    expect(compiled.join('').length).toBeLessThan(text.length / 2);
    const said = (words: string) => [text.includes(words), compiled.some((line) => line.includes(words))];
    expect(said('/v2/jobs')).toEqual([true, true]);
    // Of a start, of a wait, and of YAML.
    for (const words of [
      'the key of a start may hold',
      'the run did not get there in time',
      'BLOCK_AS_IMPLICIT_KEY',
    ]) {
      expect([words, ...said(words)]).toEqual([words, true, false]);
    }
  });
});

describe('code that is kept from one start to the next', () => {
  test('is the owner’s alone, and is taken by the next start as it is', async () => {
    const first = dryRun();
    const kept = await keptFile();
    expect([(await stat(kept)).mode & 0o777, (await stat(join(kept, '..'))).mode & 0o777]).toEqual([
      0o600, 0o700,
    ]);
    const { ino } = await stat(kept);
    expect(dryRun()).toEqual(first);
    expect((await stat(kept)).ino).toBe(ino);
  });

  test('grows by what another command needs, and keeps the rest', async () => {
    dryRun();
    const kept = await keptFile();
    const before = (await stat(kept)).size;
    run(['completion', 'bash']);
    const { size, ino } = await stat(kept);
    expect(size).toBeGreaterThan(before);
    dryRun();
    expect((await stat(kept)).ino).toBe(ino);
  });

  const spoil: Readonly<Record<string, (kept: string) => Promise<void>>> = {
    'a byte in the middle was changed': async (kept) => {
      const bytes = await readFile(kept);
      // Another harm each time: else both copies of a piece are harmed alike where its length is so many bytes.
      for (let at = 2_500, harm = 1; at < bytes.length; at += 1_000, harm = (harm % 255) + 1)
        bytes[at] = (bytes[at] ?? 0) ^ harm;
      await writeFile(kept, bytes);
    },
    'its index was changed': async (kept) => {
      const bytes = await readFile(kept);
      bytes.write('9', bytes.indexOf('=') + 1);
      await writeFile(kept, bytes);
    },
    'its index names no place that there could be': async (kept) => {
      const bytes = await readFile(kept);
      bytes.write('x', bytes.indexOf('=') + 1);
      await writeFile(kept, bytes);
    },
    'its index names more than there is memory': async (kept) => {
      const bytes = await readFile(kept);
      const length = bytes.indexOf(',') + 1;
      bytes.write('9'.repeat(bytes.indexOf('  ') - length), length);
      await writeFile(kept, bytes);
    },
    'it was cut': (kept) => truncate(kept, 10_000),
    'it is empty': (kept) => truncate(kept, 0),
    'it holds something else': (kept) => writeFile(kept, 'x'.repeat(100_000)),
    'it is of another build': async (kept) => {
      const bytes = await readFile(kept);
      bytes.write(bytes[0] === 0x30 ? '1' : '0', 0);
      await writeFile(kept, bytes);
    },
    'others may write to it': (kept) => chmod(kept, 0o620),
  };
  test.each(Object.entries(spoil))('is made anew where %s', async (_, harm) => {
    const first = dryRun();
    const kept = await keptFile();
    await harm(kept);
    const { ino } = await stat(kept);
    expect(dryRun()).toEqual(first);
    const anew = await stat(kept);
    expect([anew.ino === ino, anew.mode & 0o777]).toEqual([false, 0o600]);
    expect(dryRun()).toEqual(first);
    expect((await stat(kept)).ino).toBe(anew.ino);
  });

  test('is taken away when it was not used for 90 days, and nothing else with it', async () => {
    dryRun();
    const kept = await keptFile();
    const old = kept.replace(/v\d+/, 'v1');
    const mine = join(kept, '../mine.txt');
    for (const path of [old, mine]) {
      await writeFile(path, '');
      await utimes(path, 0, 0);
    }
    run(['completion', 'bash']);
    expect((await readdir(join(kept, '..'))).sort()).toEqual([basename(kept), 'mine.txt']);
  });

  test('is not missed where nothing can be written', async () => {
    await writeFile(cache, '');
    const { status, stderr } = dryRun();
    expect([status, stderr]).toEqual([dryRun({}).status, dryRun({}).stderr]);
  });

  test('is only kept where there is a home, and not when the user wants none kept', async () => {
    expect(dryRun({ HOME: '' }).status).toBe(0);
    expect(dryRun({ XDG_CACHE_HOME: cache, NODE_DISABLE_COMPILE_CACHE: '1' }).status).toBe(0);
    await expect(readdir(cache)).rejects.toThrow('ENOENT');
    await mkdir(join(folder, 'home'));
    dryRun({ HOME: join(folder, 'home') });
    expect(await readdir(join(folder, 'home/.cache/wxdi/code'))).toHaveLength(1);
  });
});
