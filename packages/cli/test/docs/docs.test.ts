import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wxdi } from '../e2e/cli.js';
import { aJob, fakeClient } from '../fakes/client.js';
import { configured, run } from '../fakes/context.js';
import { reference } from './reference.js';
import { sessionText, startService, wordsOf } from './session.js';

const fileOf = (path: string): string => fileURLToPath(new URL(`../../../../${path}`, import.meta.url));

/** `npm run docs` writes the texts; otherwise they are compared. */
const updating = process.env['UPDATE_DOCS'] !== undefined;

/** Compares the text between two markers of a file with the expected text, or replaces it. */
const checkBlock = async (path: string, name: string, made: string): Promise<void> => {
  const text = await readFile(fileOf(path), 'utf8');
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const at = text.indexOf(begin) + begin.length;
  const until = text.indexOf(end);
  expect([at > begin.length - 1, until > at]).toEqual([true, true]);
  const block = `\n\n${made.trim()}\n\n`;
  if (updating) await writeFile(fileOf(path), text.slice(0, at) + block + text.slice(until));
  else expect(text.slice(at, until)).toBe(block);
};

test('docs/cli-reference.md describes every command as the program does', async () => {
  const path = fileOf('docs/cli-reference.md');
  if (updating) await writeFile(path, reference());
  else expect(await readFile(path, 'utf8')).toBe(reference());
});

const session = [
  'wxdi job list',
  "wxdi job start 'Job 0002' --wait --interval 100ms",
  "wxdi run list 'Job 0002'",
  "wxdi run logs 'Job 0002' @latest --tail 2",
  "wxdi job get 'Jb 0002'",
];

test('the sample session of both READMEs is what the command line prints', async () => {
  const { env, stop } = await startService(['--jobs', '3']);
  const text = sessionText(session, env);
  await stop();
  for (const readme of ['README.md', 'packages/cli/README.md'])
    await checkBlock(readme, 'session', `\`\`\`console\n${text}\n\`\`\``);
});

describe.each([
  ['the tutorial of docs/cli.md', 'docs/cli.md', '## Tutorial', '## For scripts', ['--jobs', '5']],
  ['docs/morning-after.md', 'docs/morning-after.md', '## A night', '\n\nFrom a program', ['--jobs', '12']],
])('%s', (_, path, from, until, flags) => {
  let service: Awaited<ReturnType<typeof startService>>;
  let folder: string;
  beforeAll(async () => {
    service = await startService(flags);
    folder = await mkdtemp(join(tmpdir(), 'docs-'));
  });
  afterAll(async () => {
    await service.stop();
    await rm(folder, { recursive: true });
  });

  test('runs as it is written, each command with the exit code that it claims', async () => {
    const text = await readFile(fileOf(path), 'utf8');
    const part = text.slice(text.indexOf(from), text.indexOf(until));
    const lines = [...part.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block = '']) =>
      block.split('\n').filter((line) => line.startsWith('wxdi ')),
    );
    expect(lines.length).toBeGreaterThan(12);
    for (const line of lines) {
      const [command = '', comment = ''] = line.split(/ +# /, 2);
      const claimed = Number(/exit (\d+)/.exec(comment)?.[1] ?? 0);
      const { code, out, err } = await wxdi(wordsOf(command).slice(1), service.env, folder);
      expect([line, code, code === claimed ? '' : out + err]).toEqual([line, claimed, '']);
    }
  });
});

/** The files that the lines of docs/from-dsjob.md name. */
const files = {
  'job.yaml': 'name: n\nassetId: a',
  'patch.json': '[{"op":"replace","path":"/metadata/name","value":"n"}]',
  'c.json': '{}',
  F: 'k=v',
  '/xdg/wxdi/config.yaml': 'profiles: { P: { project: p } }',
};

const env = { ...configured, XDG_CONFIG_HOME: '/xdg' };

test('docs/from-dsjob.md starts runs with commands that do not change their job', async () => {
  const text = await readFile(fileOf('docs/from-dsjob.md'), 'utf8');
  const rows = [...text.matchAll(/^\| `(?:run --job|-run|cpdctl job run create) .*$/gm)].map(([row]) => row);
  expect(rows.length).toBeGreaterThan(15);
  for (const row of rows) {
    const client = fakeClient({ jobPages: [[aJob({ name: 'J' })]] });
    for (const [, line = ''] of row.matchAll(/`(wxdi [^`]+)`/g))
      await run(wordsOf(line).slice(1), { client, files, env });
    const calls = client.calls.map(([name]) => name);
    expect([row, calls.filter((name) => /update|patch|create/.test(name))]).toEqual([row, []]);
    if (!row.includes('none')) expect([row, calls]).toEqual([row, expect.arrayContaining(['jobs.start'])]);
  }
});

test('docs/from-dsjob.md names only commands and flags that exist', async () => {
  const text = await readFile(fileOf('docs/from-dsjob.md'), 'utf8');
  const lines = [...text.matchAll(/`(wxdi [^`]+)`/g)].map(([, line = '']) => line.replaceAll('\\|', '|'));
  expect(lines.length).toBeGreaterThan(30);
  for (const line of lines) {
    const words = wordsOf(line)
      .slice(1)
      .filter((word) => !word.startsWith('…'));
    expect([line, (await run([...words, '--help'])).code]).toEqual([line, 0]);
    // With --help nothing else is checked, so the line is run without it too.
    const client = fakeClient({ jobPages: [[aJob({ name: 'J' })]] });
    const { code, err } = await run(words, { client, files, env });
    expect([line, code === 2 ? err : '']).toEqual([line, '']);
  }
});
