import { Command } from '@commander-js/extra-typings';
import { describe, expect, test } from 'vitest';
import { isGroup } from '../src/command-line/definition.js';
import { globalOptions } from '../src/command-line/global-options.js';
import { tree } from '../src/commands/index.js';
import { allCommands } from './fakes/commands.js';
import { run } from './fakes/context.js';

const paths: readonly (readonly string[])[] = [
  [],
  ...tree.flatMap((node) => (isGroup(node) ? [[node.name]] : [])),
  ...allCommands().map(({ path }) => path),
];

describe('help', () => {
  test.each(paths.map((path) => [path.join(' ')]))('of `wxdi %s` is the golden text', async (words) => {
    const path = words.split(' ').filter(Boolean);
    const help = await run([...path, '--help']);
    expect([help.code, help.err]).toEqual([0, '']);
    await expect(help.out).toMatchFileSnapshot(`./golden/help/${path.join('-') || 'wxdi'}.txt`);
    expect((await run(['help', ...path])).out).toBe(help.out);
  });

  test.each([80, 100, 120])(
    'is not wider than a terminal of %i columns, but for examples',
    async (columns) => {
      for (const path of [...paths, ['help', 'flags']]) {
        const words = path[1] === 'flags' ? path : [...path, '--help'];
        const { out } = await run(words, { columns });
        const lines = out.split('\n').filter((line) => !line.startsWith('  wxdi '));
        for (const line of lines) expect([line, line.length <= columns]).toEqual([line, true]);
      }
    },
  );

  test('refers to the global flags in one line, and `wxdi help flags` lists them', async () => {
    for (const path of paths) {
      const { out } = await run([...path, '--help']);
      expect(out.match(/^Global flags: .*: wxdi help flags$/gm)).toHaveLength(1);
      expect(out).not.toContain('--max-retries');
    }
    const flags = await run(['help', 'flags']);
    await expect(flags.out).toMatchFileSnapshot('./golden/help/flags.txt');
    for (const { long } of globalOptions(new Command()).options) expect(flags.out).toContain(long);
    expect((await run(['help', 'flags', '--color', 'always'], { terminal: true })).out).toContain(
      '\u001b[1mGlobal flags:',
    );
  });

  test('begins with examples', async () => {
    const { out } = await run(['job', 'list', '-h']);
    expect(out.indexOf('Examples')).toBeLessThan(out.indexOf('Usage'));
  });

  test('is printed in spite of mistakes in the same line', async () => {
    const { out } = await run(['job', 'list', '--help']);
    for (const mistake of [
      ['job', 'list', '--bogus', '--help'],
      ['job', 'list', '-h', '--bogus'],
      ['job', 'list', '--limit', 'x', '--help'],
      ['job', 'list', '--help', '--limit'],
      ['job', 'list', 'too', 'many', '--help'],
      ['job', 'list', '--project', 'a', '--space', 'b', '--help'],
      ['job', 'list', '-n', '-h'],
    ])
      expect(await run(mistake)).toEqual({ code: 0, out, err: '' });
  });

  test('is that of the command, also with --help before or between its words', async () => {
    const { out } = await run(['job', 'list', '--help']);
    expect((await run(['--help', 'job', 'list'])).out).toBe(out);
    expect((await run(['job', '-h', 'list', '-o', 'json'])).out).toBe(out);
  });

  test('is not printed for --help after --', async () => {
    expect(await run(['job', 'list', '--', '--help'])).toMatchObject({ code: 2, out: '' });
  });

  test('for an unknown command is exit 2', async () => {
    expect(await run(['help', 'job', 'lst'])).toMatchObject({ code: 2, out: '' });
  });

  test('every example is a valid command line', async () => {
    const jobFile = '{ "apiVersion": "wxdi/v1", "kind": "Job", "metadata": { "name": "a" }, "spec": {} }';
    const examples = allCommands().flatMap(({ definition }) => definition.examples ?? []);
    expect(examples.length).toBeGreaterThan(15);
    const offline = / (?:simulator|demo|help|doctor|completion|schema|version) ?/;
    for (const line of examples.map(([, text]) => text).filter((text) => !offline.test(text))) {
      const words = [...line.replace(/ \|.*/, '').matchAll(/'([^']*)'|(\S+)/g)].map(
        ([, quoted, bare]) => quoted ?? bare ?? '',
      );
      expect((await run([...words.slice(1), '--help'])).code).toBe(0);
      const isOfArchive = words.includes('--from');
      const place = isOfArchive ? [] : ['--project', 'p', '--region', 'dallas'];
      const { err } = await run([...words.slice(1), '--yes', ...place], {
        env: {},
        files: {
          'limits.yaml': 'a: 1',
          'run.json': '{}',
          'job.yaml': 'assetId: x',
          'jobs/a.yaml': jobFile,
          'overlays/prod/a.yaml': jobFile,
          'plan.json': '{ "apiVersion": "wxdi/v1", "kind": "Plan", "actions": [], "documents": [] }',
        },
      });
      expect(err).toContain(isOfArchive ? './runs is not an archive' : 'missing settings: credential');
    }
  });
});

test('the version is printed on stdout, by flag and by command', async () => {
  expect((await run(['--version'])).out).toMatch(/^wxdi \S+\n$/);
  expect((await run(['version'])).out).toBe((await run(['--version'])).out);
  expect(JSON.parse((await run(['version', '-o', 'json'])).out)).toHaveProperty('version');
});
