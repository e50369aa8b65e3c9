import { describe, expect, test } from 'vitest';
import { fakeClient, jobId, runId } from './fakes/client.js';
import { configured, run } from './fakes/context.js';

describe('global flags', () => {
  test.each([
    [['-o', 'jsonl', 'job', 'list']],
    [['job', '-o', 'jsonl', 'list']],
    [['job', 'list', '-ojsonl']],
    [['job', 'list', '--output=jsonl']],
    [['job', 'list', '-qo', 'jsonl']],
    [['job', 'ls', '-o', 'json', '-o', 'jsonl']],
    [['job', 'list', '-o=jsonl']],
    [['-o', 'json', 'job', '-o', 'yaml', 'list', '-o', 'jsonl']],
    [['--output', 'JSONL', 'job', 'list']],
  ])('are accepted before, between and after the words of a command: %j', async (argv) => {
    const ended = await run(argv, { client: fakeClient() });
    expect([ended.code, JSON.parse(ended.out)]).toMatchObject([0, { name: 'Load customers' }]);
  });

  test('end at --', async () => {
    expect((await run(['job', 'get', '--', '--help'], { client: fakeClient() })).code).toBe(3);
  });

  test('override the environment', async () => {
    const env = { ...configured, WXDI_OUTPUT: 'json', WXDI_SPACE_ID: '' };
    expect((await run(['job', 'list', '-o', 'tsv'], { client: fakeClient(), env })).out).toMatch(/^0191/);
    expect((await run(['job', 'list'], { client: fakeClient(), env })).out).toMatch(/^\[/);
  });
});

describe('a usage error names the mistake, is exit 2, prints nothing on stdout and sends nothing', () => {
  test.each([
    [['job', 'list', '--x'], 'unknown flag --x for `wxdi job list`\n'],
    [['--x', 'job', 'list'], 'unknown flag --x for `wxdi`'],
    [['job', 'list', '--apikey=hunter2'], 'unknown flag --apikey for `wxdi job list`\n'],
    [['job', 'list', '-z'], 'unknown flag -z for `wxdi job list`'],
    [['job', 'list', '--nmae', 'x'], 'did you mean --name?'],
    [['job', 'lsit'], 'unknown command "lsit" for `wxdi job`; did you mean list?'],
    [['jobs'], 'unknown command "jobs" for `wxdi`; did you mean job?'],
    [['job', 'describe', 'x'], 'unknown command "describe" for `wxdi job`\n  hint: wxdi job --help'],
    [['list'], 'unknown command "list" for `wxdi`\n  hint: wxdi --help'],
    [['help', 'job', 'lst'], 'unknown command "lst" for `wxdi job`; did you mean list?'],
    [['-o', 'json'], '`wxdi` needs a command: job, run'],
    [['-q'], '`wxdi` needs a command: job, run'],
    [['job', '-o', 'json'], '`wxdi job` needs a command: list, get'],
    [['job', 'constructor'], 'unknown command "constructor"'],
    [['job'], '`wxdi job` needs a command: list, get'],
    [['job', 'get'], '`wxdi job get` needs JOB: wxdi job get JOB'],
    [['job', 'get', 'a', 'b'], 'too many arguments for `wxdi job get`: expected 1, got 2'],
    [['job', 'list', '--limit'], 'flag --limit <N> needs a value'],
    [
      ['job', 'list', '--name', '--limit', '1'],
      'flag --name needs a value (write --name=--limit if that is the value)',
    ],
    [['job', 'list', '--limit', '0'], 'invalid value "0" for flag --limit: use a whole number from 1\n'],
    [['job', 'list', '--limit', '1', '--limit', '2'], 'flag --limit was given twice'],
    [['job', 'list', '--quiet=yes'], 'flag --quiet takes no value'],
    [
      ['job', 'list', '-o', 'xml'],
      'invalid value "xml" for flag --output: use table, wide, json, jsonl, yaml, name, tsv',
    ],
    [['job', 'list', '-o', 'jsn'], 'did you mean json?'],
    [['job', 'list', '--region', 'dalas'], 'did you mean dallas?'],
    [['run', 'list', 'x', '--state', 'Complete'], 'did you mean Completed?'],
    [['run', 'get', jobId, '@lates'], 'did you mean @latest?'],
    [['completion', 'tcsh'], 'unsupported shell "tcsh"; use bash, zsh, fish or powershell'],
    [['completion', 'bsh'], 'did you mean bash?'],
    [['api', 'GTE', '/v2/jobs'], 'did you mean GET?'],
    [['api', 'GET', 'v2/jobs'], 'PATH must begin with one slash'],
    [['api', 'GET', '//evil.example.com/x'], 'PATH must begin with one slash'],
    [['api', 'GET', '/v2/jobs/%2e%2e/x'], 'PATH contains an invalid segment: encoded dot or slash'],
    [['api', 'GET', '/v2', '--header', 'Authorization: x'], '--header cannot set Authorization'],
    [['job', 'list', '--query', '[?'], 'flag --query:'],
    [['job', 'list', '--query', 'a', '-o', 'name'], 'are mutually exclusive'],
    [['job', 'list', '--raw'], 'flag --raw requires -o json or -o jsonl'],
    [
      ['job', 'delete', jobId, '--yes', '--raw', '-o', 'json'],
      'flag --raw does not apply to `wxdi job delete`',
    ],
    [['job', 'list', '--project', 'a', '--space', 'b'], 'flags --project and --space are mutually exclusive'],
    [
      ['job', 'list', '--url', 'https://x', '--region', 'dallas'],
      'flags --url and --region are mutually exclusive',
    ],
    [['job', 'list', '--profile', 'x'], 'profile "x" not found'],
    [['job', 'list', '-n'], 'flag --dry-run does not apply to `wxdi job list`, which changes nothing'],
    [['job', 'set', 'x'], 'nothing to change'],
    [
      ['job', 'set', 'x', '--warn-limit', 'many'],
      'invalid value "many" for flag --warn-limit: use a whole number from 0',
    ],
    [['job', 'set', 'x', '--param-set', 'a=b'], '--param-set takes PS or PS.VALUESET, not "a=b"'],
    [['job', 'sett', 'x'], 'unknown command "sett" for `wxdi job`; did you mean set?'],
    [['job', 'updat', 'x'], 'did you mean update?'],
    [
      ['job', 'update', 'x', '--asset', 'a'],
      '--asset does not apply to `wxdi job update`: the service does not',
    ],
    [
      ['job', 'set', 'x', '--type=t'],
      'flag --type does not apply to `wxdi job update`: the service does not',
    ],
    [['job', 'set', 'x', '--environment', ''], 'for flag --environment: it must not be empty'],
    [['job', 'set', 'x', '--starts', 'soon'], 'for flag --starts: use a time with its zone'],
    [['job', 'set', 'x', '--starts', '2026-02-30'], 'for flag --starts: there is no such date or time'],
    [['job', 'set', 'x', '--schedule', '60 * * * *'], 'for flag --schedule: use minutes from 0 to 59'],
    [['job', 'set', 'x', '--schedule', 'none', '--ends', 'none'], '--schedule none also removes the start'],
    [['job', 'set', 'x', '--starts', '2026-12-01', '--ends', '2026-12-01'], '--ends must be after --starts'],
    [['job', 'set', 'x', '--param', 'a=1', '--unset-param', 'a'], '--unset-param a and --param contradict'],
    [['job', 'set', 'x', '--env', 'a=1', '--unset-env', 'a'], '--unset-env a and --env contradict'],
    [
      ['job', 'set', 'x', '--param-set', 'a.b', '--unset-param-set', 'a'],
      '--unset-param-set a and --param-set contradict',
    ],
    [['job', 'update', 'x', '--patch', '@p', '--unset-env', 'y'], 'are mutually exclusive'],
    [['job', 'update', 'x', '--patch', '@p', '-f', 'f'], 'are mutually exclusive'],
    [
      ['job', 'create', '--name', 'n', '--asset', 'a', '--starts', '2026-12-01'],
      '--starts requires --schedule',
    ],
    [['job', 'create', '--name', 'n', '--asset', 'a', '--ends', '2026-12-01'], '--ends requires --schedule'],
    [['job', 'start', 'x', '--warn-limit', 'none'], 'for flag --warn-limit: use a whole number from 0'],
    [
      ['job', 'set', 'x', '--notify', 'maybe'],
      'invalid value "maybe" for flag --notify: use success, warning, failure, none',
    ],
    [['job', 'set', 'x', '--notify', 'none,success'], '--notify takes either none or a list of results'],
    [['job', 'set', 'x', '--retention-days', '1', '--retention-runs', '1'], 'are mutually exclusive'],
    [['job', 'update', 'x', '--patch', '@p', '--name', 'y'], 'are mutually exclusive'],
    [['job', 'start', 'x', '--param-set', 'a.'], '--param-set takes PS or PS.VALUESET'],
    [['job', 'start', 'x', '--param-file', 'missing'], 'cannot read missing: no such file\n'],
    [['run', 'prune', 'x', '--yes'], 'needs --keep-runs or --keep-days, or --all'],
    [['run', 'prune', 'x', '--yes', '--keep-runs', '0'], 'use a whole number from 1'],
    [['run', 'prune', 'x', '--yes', '--keep-days', '0'], 'use a whole number from 1'],
    [
      ['run', 'prune', 'x', '--yes', '--all', '--keep-runs', '3'],
      '--all cannot be used with --keep-runs or --keep-days',
    ],
    [
      ['run', 'prune', 'x', '--keep-runs', '3'],
      'no terminal to confirm on: add --yes. Nothing was deleted.\n',
    ],
    [['run', 'delete', 'x', '@latest'], 'no terminal to confirm on: add --yes. Nothing was deleted.\n'],
    [
      ['run', 'watch', 'a'],
      'needs RUN: wxdi run watch JOB RUN [flags] (RUN: id or exact name of a run, @latest or @active)',
    ],
    [['job', 'start', 'a', '--interval', '5s'], 'flag --interval requires --wait or --follow'],
    [['job', 'start', 'a', '--wait', '--timeout', '5x'], 'for flag --timeout: use a duration such as 500ms'],
    [['job', 'start', 'a', '--follow', '-o', 'json'], 'prints a stream, but -o json prints one document'],
    [
      ['job', 'start', 'a', '--follow', '-o', 'yaml'],
      'but -o yaml prints one document\n  hint: add -o jsonl',
    ],
    [['job', 'start', 'a', '--follow', '-o', 'name'], 'but -o name prints names only\n  hint: add -o jsonl'],
    [
      ['job', 'start', 'a', '--follow', '--query', 'state'],
      'but --query selects from one document\n  hint: add -o jsonl',
    ],
    [['run', 'logs', 'a', 'b', '-f', '-o', 'json'], 'but -o json prints one document'],
    [['run', 'logs', 'a', 'b', '-f', '-o', 'yaml'], 'but -o yaml prints one document\n  hint: add -o jsonl'],
    [
      ['run', 'logs', 'a', 'b', '-f', '--query', '[0]'],
      'but --query selects from one document\n  hint: add -o jsonl',
    ],
    [['run', 'logs', 'a', 'b', '-o', 'name'], '-o name prints names, and a log has none'],
    [
      ['job', 'list', '--raw', '-o', 'json', '--limit', '1'],
      'flags --raw and --limit are mutually exclusive',
    ],
    [
      ['job', 'list', '--raw', '-o', 'jsonl', '--name', 'x*'],
      'flags --raw and --name are mutually exclusive',
    ],
    [
      ['run', 'list', 'a', '--raw', '-o', 'json', '--limit', '1'],
      'flags --raw and --limit are mutually exclusive',
    ],
    [['job', 'start', 'a', '--param', 'novalue'], '--param takes k=v or k:=json'],
    [['job', 'start', 'a', '--param', 'k:={'], '--param k:= takes JSON'],
    [['job', 'start', 'a', '--param', 'k=1', '--param', 'k=2'], '--param sets "k" twice'],
    [['job', 'start', 'a', '--env', '=x'], '--env takes NAME=value'],
    [['job', 'create', '--name', 'x'], 'needs --asset'],
    [['job', 'create', '--asset', 'x'], 'needs --name'],
    [['job', 'create', '--name', 'x', '--asset', 'y', '--type', 'z'], 'are mutually exclusive'],
    [
      ['job', 'create', '--name', 'x', '--asset', 'y', '--schedule', '* * *'],
      'cron expression of five fields',
    ],
    [
      ['job', 'update', 'a', '--schedule', '60 24 * * *'],
      'minutes from 0 to 59, not 60; hours from 0 to 23, not 24',
    ],
    [['job', 'update', 'a', '--schedule', '0 6 31 2 *'], 'month 2 has at most 29 days'],
    [['job', 'create', '--starts', '2026-02-30'], 'flag --starts: there is no such date'],
    [['job', 'create', '--ends', '2027-04-31T06:00:00Z'], 'flag --ends: there is no such date'],
    [
      ['job', 'create', '--name', 'x', '--asset', 'y', '--starts', '2026-01-01'],
      'flag --starts requires --schedule',
    ],
    [
      [
        'job',
        'create',
        '--name',
        'x',
        '--asset',
        'y',
        '--schedule',
        '0 6 * * *',
        '--starts',
        '2026-01-01T06:00',
      ],
      'its zone',
    ],
    [
      ['job', 'create', '--name', 'x', '--asset', 'y', '--notify', 'always'],
      'invalid value "always" for flag --notify: use success, warning, failure',
    ],
    [['job', 'update', 'x'], 'nothing to change'],
    [['job', 'update', 'x', '--configuration', 'f.json'], 'takes @file'],
    [['job', 'update', 'x', '--configuration', '@missing.json'], 'cannot read missing.json: no such file\n'],
    [['run', 'list', 'x', '--state', 'Done'], 'invalid value "Done" for flag --state: use Queued'],
    [['simulator', 'start', '--speed', '0'], 'invalid value "0" for flag --speed: use a number above 0'],
    [['demo', '-o', 'json'], '`wxdi demo` prints text only'],
  ])('%j: %s', async (argv, message) => {
    const client = fakeClient();
    const ended = await run(argv, { client });
    expect([ended.code, ended.out, client.calls]).toEqual([2, '', []]);
    const isJson = argv.includes('json');
    const text = isJson ? (JSON.parse(ended.err) as { message: string }).message : ended.err;
    expect(text).toContain(message);
  });
});

describe('a usage error is JSON if -o json or jsonl is anywhere in the line', () => {
  test.each([
    [['-o', 'json', 'job', 'lsit']],
    [['job', 'lsit', '-o', 'json']],
    [['job', 'list', '--nmae', 'x', '-o', 'jsonl']],
    [['job', 'list', '--limit', 'x', '--output=json']],
    [['job', 'list', '--limit', 'x', '-qo', 'json']],
    [['job', 'list', '--limit', 'x', '-ojson']],
    [['job', 'list', '--limit', 'x', '-o=json']],
    [['job', 'list', '--limit', 'x', '-o', 'JSON']],
    [['-o', 'json', '--region', 'mars', 'job', 'list', '--limit']],
    [['job', 'list', '--color', 'pink', '-o', 'json']],
  ])('%j', async (argv) => {
    const ended = await run(argv, { client: fakeClient() });
    expect([ended.code, ended.out]).toEqual([2, '']);
    expect(JSON.parse(ended.err)).toMatchObject({ level: 'error', kind: 'InvalidInput', exitCode: 2 });
  });

  test('but not after --', async () => {
    const { err } = await run(['job', 'list', '--', '-o', 'json'], { client: fakeClient() });
    expect(err).toMatch(/^error: too many arguments/);
  });
});

describe('a value that looks like a flag', () => {
  test('is accepted after =', async () => {
    const ended = await run(['job', 'list', '--name=--limit'], { client: fakeClient() });
    expect([ended.code, ended.out]).toEqual([0, '']);
  });

  test('of a flag that has no value is not consumed', async () => {
    const client = fakeClient();
    const { code, err } = await run(['job', 'start', jobId, '--description', '--wait'], { client });
    expect([code, client.calls]).toEqual([2, []]);
    expect(err).toContain(
      'flag --description needs a value (write --description=--wait if that is the value)',
    );
  });

  test('may be a negative number or a dash', async () => {
    const client = fakeClient();
    await run(['job', 'start', jobId, '--param', '-1=-2', '--description', '-'], { client });
    expect(client.calls).toMatchObject([
      ['jobs.start', jobId, { description: '-', parameters: [{ name: '-1', value: '-2' }] }],
    ]);
  });
});

test('--no-input does not negate another flag, and repeatable flags do not consume JOB', async () => {
  const client = fakeClient();
  const argv = ['job', 'start', '--param', 'a=1', '--no-input', '--param', 'b=2', jobId];
  expect((await run(argv, { client })).code).toBe(0);
  expect(client.calls).toMatchObject([['jobs.start', jobId, { parameters: [{ name: 'a' }, { name: 'b' }] }]]);
});

describe('durations', () => {
  test.each([
    ['500ms', 500],
    ['30s', 30_000],
    ['1.5h', 5_400_000],
    ['5m', 300_000],
    ['2h', 7_200_000],
    ['1d', 86_400_000],
    ['1h30m', 5_400_000],
    ['1m30s500ms', 90_500],
    ['90', 90_000],
    ['0.5', 500],
  ])('%s is %i ms', async (text, timeoutMs) => {
    const timers: number[] = [];
    const after = (ms: number) => {
      timers.push(ms);
      return () => undefined;
    };
    const client = fakeClient();
    expect((await run(['run', 'wait', jobId, runId, '--timeout', text], { client, after })).code).toBe(0);
    expect(timers).toEqual([timeoutMs]);
  });

  test.each(['0', '0s', '5x', '1h 30m', 'h', '', '-5s', '1w', '1,5s', '1e3', 'Infinity'])(
    '%j is refused',
    async (text) => {
      const ended = await run(['run', 'wait', jobId, runId, `--timeout=${text}`], { client: fakeClient() });
      expect([ended.code, ended.out]).toEqual([2, '']);
      expect(ended.err).toContain('for flag --timeout: use a duration such as 500ms, 30s, 5m, 1h30m or 1d');
    },
  );
});

test('every JSON line on stderr has a level, also that of an error', async () => {
  const { err } = await run(['job', 'get', '-o', 'json'], { client: fakeClient() });
  expect(JSON.parse(err)).toMatchObject({ level: 'error', kind: 'InvalidInput' });
});

describe('missing or contradictory settings', () => {
  const of = (env: Record<string, string>) => run(['job', 'list'], { env, client: fakeClient() });
  const { WXDI_URL, WXDI_PROJECT_ID, WXDI_BEARER_TOKEN } = configured;

  test.each([
    [{ WXDI_PROJECT_ID, WXDI_BEARER_TOKEN }, ['WXDI_URL', 'WXDI_REGION', '--url', '--region']],
    [{ WXDI_URL, WXDI_BEARER_TOKEN }, ['WXDI_PROJECT_ID', 'WXDI_SPACE_ID', '--project', '--space']],
    [{ WXDI_URL, WXDI_PROJECT_ID }, ['WXDI_APIKEY', 'WXDI_BEARER_TOKEN']],
    [{ ...configured, WXDI_SPACE_ID: 's' }, ['either WXDI_PROJECT_ID or WXDI_SPACE_ID']],
    [{ ...configured, WXDI_REGION: 'dallas' }, ['either WXDI_URL or WXDI_REGION']],
    [{ ...configured, WXDI_APIKEY: 'k' }, ['WXDI_APIKEY and WXDI_BEARER_TOKEN', 'WXDI_AUTH_TYPE']],
    [{ ...configured, WXDI_AUTH_TYPE: 'cp4d' }, ['WXDI_USERNAME']],
    [{ ...configured, WXDI_AUTH_TYPE: 'basic' }, ['one of iam, bearertoken, cp4d, zenapikey, noauth']],
    [{ ...configured, WXDI_AUTH_TYPE: 'iam' }, ['WXDI_APIKEY']],
    [{ ...configured, WXDI_OUTPUT: 'xml' }, ['WXDI_OUTPUT must be one of']],
    [{ ...configured, WXDI_BEARER_TOKEN_FILE: 'f' }, ['either WXDI_BEARER_TOKEN or WXDI_BEARER_TOKEN_FILE']],
  ])('%j are exit 2, with the names of the variable and the flag', async (env, names) => {
    const ended = await of(env);
    expect([ended.code, ended.out]).toEqual([2, '']);
    for (const name of names) expect(ended.err).toContain(name);
  });

  test('a flag overrides both variables of its pair', async () => {
    const env = { ...configured, WXDI_SPACE_ID: 's', WXDI_REGION: 'dallas' };
    const argv = ['job', 'list', '--space', 't', '--region', 'tokyo'];
    expect((await run(argv, { env, client: fakeClient() })).code).toBe(0);
  });

  test('a secret from a file appears in no message', async () => {
    const env = { WXDI_URL, WXDI_PROJECT_ID, WXDI_APIKEY_FILE: 'key' };
    const connect = (options: unknown): never => {
      throw new Error(`refused ${JSON.stringify(options)}`);
    };
    const ended = await run(['job', 'list', '--debug'], { env, files: { key: 'topsecretkey\n' }, connect });
    expect(ended.code).toBe(1);
    expect(ended.err).toContain('"apiKey":"[secret]"');
    expect(ended.err).not.toContain('topsecretkey');
  });
});
