import { execFileSync, spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import bash from '../scripts/wxdi.bash';
import fish from '../scripts/wxdi.fish';
import powershell from '../scripts/wxdi.ps1';
import zsh from '../scripts/wxdi.zsh';
import { aJob, fakeClient } from './fakes/client.js';
import { configured, run, type World } from './fakes/context.js';
import { anError } from './fakes/errors.js';

const complete = async (words: readonly string[], world: World = {}) => {
  const { code, out, err } = await run(['__complete', ...words], world);
  expect([code, err]).toEqual([0, '']);
  return out
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split('\t')[0]);
};
const jobs = [[aJob({ name: 'Load customers' }), aJob({ name: 'Load orders' }), aJob({ name: 'bad\u001b' })]];

describe('completion suggests', () => {
  test.each([
    [['jo'], ['job', 'journal']],
    [['job', 're'], ['reset-offset']],
    [['job', 'se'], ['set']],
    [
      ['job', 'r'],
      ['reset-offset', 'rm'],
    ],
    [
      ['job', 'set', 'x', '--unset-p'],
      ['--unset-param', '--unset-param-set'],
    ],
    [['-o', 'json', 'run', 'pr'], ['prune']],
    [['job', 'list', '--ty'], ['--type']],
    [
      ['job', 'list', '--output', 'js'],
      ['json', 'jsonl'],
    ],
    [['job', 'list', '-o', 'y'], ['yaml']],
    [['job', 'list', '--output=ts'], ['--output=tsv']],
    [
      ['run', 'list', 'x', '--state', 'Failed,Comp'],
      ['Failed,Completed', 'Failed,CompletedWithErrors', 'Failed,CompletedWithWarnings'],
    ],
    [['run', 'get', 'x', '@l'], ['@latest']],
    [['completion', 'z'], ['zsh']],
    [
      ['api', 'P'],
      ['POST', 'PUT', 'PATCH'],
    ],
    [['help', 'doc'], ['doctor']],
    [['help', 'job', 'sta'], ['start']],
    [['help', 'job', 'start', ''], []],
    [['help', 'nonsense', ''], []],
    [['nonsense', 'li'], []],
    [['job', 'list', '--name', 'x'], []],
  ])('%j', async (words, values) => {
    expect(await complete(words)).toEqual(values);
  });

  const files = { 'run.json': '', 'rows/a.yaml': '', 'rows/b.yaml': '', '.run': '', 'job.yaml': '' };
  test.each([
    [
      ['job', 'create', '-f', 'r'],
      ['rows/', 'run.json'],
    ],
    [['job', 'create', '--file', 'rows/a'], ['rows/a.yaml']],
    [['job', 'create', '--file=j'], ['--file=job.yaml']],
    [
      ['job', 'update', 'x', '--configuration', '@rows/'],
      ['@rows/a.yaml', '@rows/b.yaml'],
    ],
    [
      ['api', 'POST', '/v2/jobs', '--body', ''],
      ['@job.yaml', '@rows/', '@run.json'],
    ],
    [['api', 'POST', '/v2/jobs', '--body', '@.'], ['@.run']],
    [['job', 'update', 'x', '--patch=@ru'], ['--patch=@run.json']],
    [['job', 'start', 'x', '--param-file', 'ru'], ['run.json']],
    [['run', 'logs', 'x', 'y', '--tee', 'ru'], ['run.json']],
  ])('files: %j', async (words, values) => {
    expect(await complete(words, { files })).toEqual(values);
  });

  test('names of profiles, without asking the service', async () => {
    const config = 'profiles: {work: {apikey_command: ask}, cloud: {region: dallas}, "wor\\e": {}}';
    const client = fakeClient({ jobPages: jobs });
    const world = {
      env: { HOME: '/home/me' },
      files: { '/home/me/.config/wxdi/config.yaml': config },
      client,
    };
    expect(await complete(['job', 'list', '--profile', 'wo'], world)).toEqual(['work']);
    expect(await complete(['--profile=c'], world)).toEqual(['--profile=cloud']);
    expect(client.calls).toEqual([]);
  });

  test('the descriptions of flags', async () => {
    const { out } = await run(['__complete', 'job', 'list', '--ty']);
    expect(out).toMatch(/^--type\tshow only jobs of this type/);
  });

  test('names of jobs without control characters', async () => {
    const client = fakeClient({ jobPages: jobs });
    expect(await complete(['job', 'start', 'Load'], { client })).toEqual(['Load customers', 'Load orders']);
  });
});

describe('names of jobs', () => {
  const env = { ...configured, HOME: '/home/me' };

  test('are cached for a minute, and longer while the service does not answer', async () => {
    const written = new Map<string, string>();
    let at = 0;
    const world = (client = fakeClient({ jobPages: jobs })): World => ({
      env,
      written,
      client,
      now: () => at,
    });
    expect(await complete(['job', 'get', 'Load c'], world())).toEqual(['Load customers']);
    expect([...written.keys()]).toEqual([
      expect.stringMatching(/^\/home\/me\/\.cache\/wxdi\/jobs-[\da-f]{16}\.json$/),
    ]);
    expect([...written.values()].join('')).not.toContain(configured.WXDI_BEARER_TOKEN);
    const none = fakeClient({ jobPages: [] });
    at = 59_000;
    expect(await complete(['job', 'get', 'Load c'], world(none))).toEqual(['Load customers']);
    expect(none.calls).toEqual([]);
    at = 120_000;
    const down = fakeClient({ fails: { 'jobs.list': anError('Unavailable') } });
    expect(await complete(['job', 'get', 'Load c'], world(down))).toEqual(['Load customers']);
    expect(await complete(['job', 'get', 'Load c'], world(none))).toEqual([]);
  });

  test('are all read; if that fails, those that were read are suggested', async () => {
    const page = (n: number) => Array.from({ length: 900 }, (_, i) => aJob({ name: `Page ${n} Job ${i}` }));
    const onPage = (n: number): void => {
      if (n === 2) throw new Error('too late');
    };
    const whole = fakeClient({ jobPages: [page(0), page(1), page(2)] });
    expect(await complete(['job', 'get', 'Page 2 Job 899'], { env, client: whole })).toEqual([
      'Page 2 Job 899',
    ]);
    const cut = fakeClient({ jobPages: [page(0), page(1), page(2)], onPage });
    expect(await complete(['job', 'get', 'Page'], { env, client: cut })).toHaveLength(1_800);
  });

  test('of one project are not suggested for another', async () => {
    const written = new Map<string, string>();
    await complete(['job', 'get', ''], { env, written, client: fakeClient({ jobPages: jobs }) });
    const other = { env, written, client: fakeClient({ jobPages: [] }) };
    expect(await complete(['job', 'get', '--project', 'other', ''], other)).toEqual([]);
  });

  test('are not requested with an apikey_command or a secret on stdin, which may prompt the user', async () => {
    const files = {
      '/home/me/.config/wxdi/config.yaml':
        'profile: a\nprofiles: {a: {region: dallas, project: p, apikey_command: ask}}',
    };
    const client = fakeClient({ jobPages: jobs });
    expect(await complete(['job', 'get', ''], { env: { HOME: '/home/me' }, files, client })).toEqual([]);
    const stdin = { ...configured, WXDI_BEARER_TOKEN: '', WXDI_APIKEY_FILE: '-' };
    expect(await complete(['job', 'get', ''], { env: stdin, client })).toEqual([]);
    expect(client.calls).toEqual([]);
  });

  test('are none without a valid configuration', async () => {
    expect(await complete(['job', 'get', ''], { env: {} })).toEqual([]);
    const files = { '/home/me/.config/wxdi/config.yaml': 'not: [yaml' };
    expect(await complete(['job', 'get', ''], { env, files })).toEqual([]);
  });
});

const scripts: Readonly<Record<string, string>> = { bash, zsh, fish, powershell };

const has = (shell: string): boolean => spawnSync(shell, ['-c', 'true']).status === 0;

describe('the script of each shell', () => {
  test.each(Object.keys(scripts))('%s is printed, and calls `wxdi __complete`', async (shell) => {
    const { code, out } = await run(['completion', shell], { env: {} });
    expect([code, out]).toEqual([0, `${scripts[shell]?.trimEnd()}\n`]);
    expect(out).toContain('wxdi __complete');
  });

  test.each(['bash', 'zsh'].filter(has))('%s finds no syntax error in its script', (shell) => {
    execFileSync(shell, ['-n'], { input: scripts[shell] });
  });

  test('bash quotes a name with spaces, also after an open quote and after =', () => {
    const ask = (line: string): string =>
      execFileSync(
        'bash',
        [
          '-c',
          `wxdi() { printf '%s\\n' "$*" >&2; printf 'Load customers\\tx\\n--output=json\\n'; }
        ${bash}
        COMP_LINE="$0" COMP_POINT=\${#0}; _wxdi; printf '<%s>\\n' "\${COMPREPLY[@]}"`,
          line,
        ],
        {
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'ignore'],
        },
      );
    expect(ask(`wxdi job get Load`)).toContain('<Load\\ customers>');
    expect(ask(`wxdi job get 'Load cu`)).toContain('<Load customers>');
    expect(ask(`wxdi job list --output=js`)).toContain('<json>');
  });

  test('PowerShell: the text registers a native completer that passes all words (as text: no npm or Debian package brings pwsh)', () => {
    expect(powershell).toContain('Register-ArgumentCompleter -Native -CommandName wxdi');
    expect(powershell).toContain('wxdi __complete @words');
    expect(powershell).toContain('CompletionResult');
  });
});
