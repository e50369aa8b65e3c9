import { describe, expect, test } from 'vitest';
import { isCommand, type Tree } from '../src/args/tree.js';
import { tree } from '../src/commands.js';
import { run } from './fakes/context.js';

const paths = (node: Tree, path: readonly string[] = []): readonly (readonly string[])[] => [
  path,
  ...Object.entries(node).flatMap(([word, entry]) =>
    isCommand(entry) ? [[...path, word]] : paths(entry, [...path, word]),
  ),
];

describe('help', () => {
  test.each(paths(tree).map((path) => [path.join(' ')]))(
    'for `wxdi %s` is as it was agreed',
    async (words) => {
      const path = words.split(' ').filter(Boolean);
      const help = await run([...path, '--help']);
      expect([help.code, help.err]).toEqual([0, '']);
      await expect(help.out).toMatchFileSnapshot(`./golden/help/${path.join('-') || 'wxdi'}.txt`);
      expect((await run(['help', ...path])).out).toBe(help.out);
    },
  );

  test('shows examples before anything else', async () => {
    const { out } = await run(['job', 'list', '-h']);
    expect(out.indexOf('Examples')).toBeLessThan(out.indexOf('Usage'));
  });

  test('is given in spite of mistakes in the same line', async () => {
    expect((await run(['job', 'list', '--bogus', '--help'])).code).toBe(0);
  });

  test('for a command that there is not is exit 2', async () => {
    expect(await run(['help', 'job', 'lst'])).toMatchObject({ code: 2, out: '' });
  });

  test('every example is a command line that is understood', async () => {
    const declarations = paths(tree).flatMap((path) => {
      let entry: Tree[string] = tree;
      for (const word of path) entry = entry[word] as Tree;
      return isCommand(entry) ? entry.examples : [];
    });
    expect(declarations.length).toBeGreaterThan(15);
    for (const { line } of declarations.filter(
      (example) => !/ (?:simulator|demo|help|doctor|completion) ?/.test(example.line),
    )) {
      const words = [...line.replace(/ \|.*/, '').matchAll(/'([^']*)'|(\S+)/g)].map(
        ([, quoted, bare]) => quoted ?? bare ?? '',
      );
      expect((await run([...words.slice(1), '--help'])).code).toBe(0);
      const { err } = await run([...words.slice(1), '--yes', '--project', 'p', '--region', 'dallas'], {
        env: {},
        files: { 'limits.yaml': 'a: 1', 'run.json': '{}', 'job.yaml': 'assetId: x' },
      });
      expect(err).toContain('nothing says with which credential');
    }
  });
});

test('the version is on stdout, by flag and by command', async () => {
  expect((await run(['--version'])).out).toMatch(/^wxdi \S+\n$/);
  expect((await run(['version'])).out).toBe((await run(['--version'])).out);
  expect(JSON.parse((await run(['version', '-o', 'json'])).out)).toHaveProperty('version');
});
