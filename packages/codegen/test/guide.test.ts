import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { edit, stepsOf } from './support/guide.js';
import { copyOfTheTree, nextService, service, type Tree } from './support/tree.js';

const guide = await readFile(fileURLToPath(new URL('../../../docs/regenerate.md', import.meta.url)), 'utf8');
const steps = stepsOf(guide);

describe('docs/regenerate.md', () => {
  let tree: Tree;

  beforeAll(async () => {
    tree = await copyOfTheTree();
    await tree.write('old.yaml', stringify(await service()));
    await tree.write('new.yaml', stringify(await nextService()));
    expect(await tree.run(['regenerate', '--from', 'old.yaml'])).toMatchObject({ code: 0 });
  });

  afterAll(() => tree.remove());

  it('leads from a drift report to code that compiles', () => {
    expect(steps.map((step) => (step.does === 'run' ? step.command : step.file))).toEqual([
      'npm run -s drift -- --from new.yaml',
      'npm run -s regenerate -- --from new.yaml',
      'openapi/corrections.overlay.yaml',
      'npm run -s regenerate -- --from new.yaml',
      'npx turbo run build --filter=@wxdi/core',
      'packages/core/src/wire/job-run.ts',
      'npx turbo run build --filter=@wxdi/core',
      'npm run -s drift -- --from new.yaml',
    ]);
  });

  // The steps build on each other, so they are one test each, in order.
  it.each(
    steps.map((step, i) => [i + 1, step.does === 'run' ? step.command : `edit ${step.file}`, step] as const),
  )('step %d: %s', async (_, __, step) => {
    if (step.does === 'edit') await tree.write(step.file, edit(await tree.read(step.file), step.lines));
    else expect(await printed(tree, step.command)).toBe(step.prints);
  });
});

/** The output of a command of the guide. */
const printed = async (tree: Tree, command: string): Promise<string> => {
  const script = /^npm run -s (drift|regenerate) -- (.*)$/.exec(command);
  if (!script) return compiled(tree);
  const [, name = '', args = ''] = script;
  const { stdout, stderr } = await tree.run([name, ...args.split(' ')]);
  return (stdout + stderr).trimEnd();
};

/** The compiler's errors in core, without positions, which change with every edit of a file. */
const compiled = async (tree: Tree): Promise<string> => {
  const bindings = await tree.compile('bindings', ['-p', 'tsconfig.build.json']);
  const core = await tree.compile('core', ['-p', 'tsconfig.build.json']);
  return `${bindings.stdout}${core.stdout}`
    .split('\n')
    .filter((line) => line.startsWith('src/'))
    .map((line) => line.replace(/^(\S+)\(\d+,\d+\): error/, 'packages/core/$1:'))
    .join('\n');
};
