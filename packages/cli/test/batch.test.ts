import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { combinations, namesOf } from '../src/input/matrix.js';
import { progressText } from '../src/render/batch.js';
import { simulated, type Simulated } from './fakes/simulated.js';

let world: Simulated;
let home: string;
beforeEach(async () => {
  world = await simulated({
    speed: 200,
    flows: { odd: { plan: ['fails', 'succeeds'] } },
    jobs: [
      { name: 'Nightly', assetRef: 'flow' },
      { name: 'Odd', assetRef: 'odd' },
    ],
  });
  home = await mkdtemp(join(tmpdir(), 'wxdi-batch-'));
});
afterEach(async () => {
  await world.simulator.close();
  await rm(home, { recursive: true, force: true });
});

const files = {
  'orders.jsonl': '{"job":"Nightly","parameters":{"day":"1"}}\n\n{"job":"Odd","id":"odd"}\n',
  'other.jsonl': '{"job":"Nightly","parameters":{"day":"2"}}\n{"job":"Odd","id":"odd"}\n',
  'orders.csv': 'job,id,param.day\nNightly,a,"1,5"\nNightly,b,2\n',
};
const run = (...argv: readonly string[]) =>
  world.run([...argv], { files, env: { HOME: home, XDG_STATE_HOME: home } });
const starts = () => world.mutations().filter((request) => request.endsWith('/runs')).length;

describe('batch run', () => {
  test('starts each order of a file once, prints each, and has the exit code of the worst', async () => {
    const { code, out, err } = await run('batch', 'run', 'orders.jsonl', '--id', 'close', '--interval', '1s');
    expect(code).toBe(10);
    expect(out.split('\n').map((line) => line.split('\t').slice(0, 2))).toEqual([
      ['1', 'Completed'],
      ['odd', 'Failed'],
      [''],
    ]);
    expect(err).toContain('odd (orders.jsonl:3): run ');
    expect(err).toContain('close: 1 Completed, 1 Failed\n');
    expect(starts()).toBe(2);
  });

  test('that is repeated starts nothing; retry --failed starts what failed', async () => {
    await run('batch', 'run', 'orders.jsonl', '--id', 'close');
    expect(await run('batch', 'run', 'orders.jsonl', '--id', 'close', '-q')).toMatchObject({ code: 10 });
    expect(starts()).toBe(2);
    const { code, out } = await run('batch', 'retry', 'close', 'orders.jsonl', '--failed', '-o', 'json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject([
      { id: '1', ended: 'Completed', attempt: 1 },
      { id: 'odd', ended: 'Completed', attempt: 2 },
    ]);
    expect(starts()).toBe(3);
  });

  test('jsonl is an object for each start and end', async () => {
    const { out } = await run('batch', 'run', 'orders.csv', '--id', 'csv', '-o', 'jsonl');
    const events = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string; id: string });
    expect(events.map(({ type, id }) => `${type} ${id}`).toSorted()).toEqual([
      'ended a',
      'ended b',
      'started a',
      'started b',
    ]);
    const runs = await run('run', 'list', 'Nightly', '-o', 'json');
    const days = (JSON.parse(runs.out) as { parameters: { name: string; value: string }[] }[]).flatMap(
      ({ parameters }) => parameters.filter(({ name }) => name === 'day').map(({ value }) => value),
    );
    expect(days.toSorted()).toEqual(['1,5', '2']);
  });

  test('takes every combination of --each', async () => {
    const each = ['--each', 'day=2026-02-27..2026-03-01', '--each', 'region=emea,apac'];
    const { code, out } = await run('batch', 'run', '--id', 'm', '--job', 'Nightly', ...each, '-o', 'name');
    const days = ['2026-02-27', '2026-02-28', '2026-03-01'];
    const names = days.flatMap((day) => [`${day}.emea`, `${day}.apac`]);
    expect([code, out]).toEqual([0, names.map((name) => `${name}\n`).join('')]);
  });

  test('a dry run prints the requests of orders without a run, and records nothing', async () => {
    const { code, out } = await run('batch', 'run', 'orders.jsonl', '--id', 'dry', '-n');
    expect(code).toBe(0);
    expect(out.match(/POST .*\/runs/g)).toHaveLength(2);
    expect(out).toContain('[wxdi:dry.odd#');
    expect(starts()).toBe(0);
    expect(await run('batch', 'status', 'dry')).toMatchObject({ code: 3 });
  });

  test('warns once of a parameter that the job does not list, before the first start; --strict-params refuses it', async () => {
    const [job = ''] = world.simulator.inspect().jobs.map(({ id }) => id);
    await run('job', 'update', job, '--param', 'day=0');
    const each = ['--job', 'Nightly', '--each', 'daay=1..3'];
    const strict = await run('batch', 'run', '--id', 's', ...each, '--strict-params');
    expect([strict.code, starts()]).toEqual([2, 0]);
    expect(strict.err).toContain('daay=1: parameter daay is not listed by job Nightly (did you mean day?)');
    const before = world.simulator.requests('GET job').length;
    const { code, err } = await run('batch', 'run', '--id', 's', ...each);
    expect([code, starts()]).toEqual([0, 3]);
    expect(err.match(/parameter daay/g)).toHaveLength(1);
    expect(err).toContain('and may be ignored: daay=1 and 2 more');
    // The job is not read again for each start.
    expect(world.simulator.requests('GET job').length - before).toBeLessThanOrEqual(1);
  });

  test('shows why a run failed, at its end and in the status', async () => {
    await run('batch', 'run', 'orders.jsonl', '--id', 'why');
    const reasons = async (...argv: readonly string[]) => {
      const { out } = await run(...argv, '-o', 'json');
      return (JSON.parse(out) as { id: string; reasons?: { code: string }[] }[]).map(
        ({ id, reasons: [first] = [] }) => [id, first?.code],
      );
    };
    const expected = [
      ['1', undefined],
      ['odd', expect.any(String)],
    ];
    expect(await reasons('batch', 'status', 'why')).toEqual(expected);
  });

  test('with other orders under the same id is exit 2, and nothing is sent', async () => {
    await run('batch', 'run', 'orders.jsonl', '--id', 'close');
    const { code, err } = await run('batch', 'run', 'other.jsonl', '--id', 'close');
    expect(code).toBe(2);
    expect(err).toContain('batch close was begun with other orders');
    expect(starts()).toBe(2);
  });

  test.each<[string, string, string]>([
    [
      'an unknown key',
      '{"job":"Nightly","paramters":{}}',
      'f.jsonl:1: unknown key "paramters"; did you mean parameters',
    ],
    ['text that is not JSON', '{"job":"Nightly"}\nsecret', 'f.jsonl:2: it is not JSON'],
    ['a repeated key', '{"job":"a","job":"b"}', 'f.jsonl:1: the key "job" appears twice'],
    ['no job', '{"id":"1"}', 'f.jsonl:1: "job" must be the id or name of a job'],
    ['an unknown job', '{"job":"Nope"}', 'f.jsonl:1: no job is named "Nope"'],
    ['a wrong member', '{"job":"Nightly","name":1}', 'f.jsonl:1: name: expected text, got 1'],
    [
      'a doubled id',
      '{"job":"Nightly","id":"a"}\n{"job":"Nightly","id":"a"}',
      'f.jsonl:2: the id "a" is that of f.jsonl:1 too',
    ],
    ['no orders', '\n', 'f.jsonl has no orders'],
    [
      'an id that is no part of a key',
      '{"job":"Nightly","id":"a b"}',
      'f.jsonl:1: the id "a b" must have 1 to',
    ],
    ['an id that is a fraction', '{"job":"Nightly","id":1.5}', '"id" must be text or a whole number'],
    ['a list', '[{"job":"Nightly"}]', 'f.jsonl:1: it is a list; each line is one order'],
    [
      'a value that is no text',
      '{"job":"Nightly","environmentVariables":{"PASSWORD":424242}}',
      'f.jsonl:1: environmentVariables.PASSWORD: expected text',
    ],
    [
      'parameters that are text',
      '{"job":"Nightly","parameters":"a"}',
      'f.jsonl:1: parameters: expected an object',
    ],
    [
      'a number that is too large',
      '{"job":"Nightly","parameters":{"n":1e400}}',
      'f.jsonl:1: parameters.n: expected',
    ],
  ])('of a file with %s is exit 2, names the line, and sends nothing', async (_, text, message) => {
    const { code, err } = await world.run(['batch', 'run', 'f.jsonl', '--id', 'bad'], {
      files: { 'f.jsonl': text },
      env: { HOME: home, XDG_STATE_HOME: home },
    });
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(err).not.toContain('secret');
    expect(err).not.toContain('424242');
    expect(starts()).toBe(0);
    const dry = await world.run(['batch', 'run', 'f.jsonl', '--id', 'bad', '-n'], {
      files: { 'f.jsonl': text },
      env: { HOME: home, XDG_STATE_HOME: home },
    });
    expect([dry.code, dry.err]).toEqual([2, err]);
  });

  test('of a file with several mistakes prints each with its line, as mistakes', async () => {
    const text =
      '{"job":"Nightly","id":"a b"}\n{"job":1}\n{"job":"Nightly","id":"z"}\n{"job":"Nightly","id":"z"}\n';
    const { code, err } = await world.run(['batch', 'run', 'f.jsonl', '--id', 'bad'], {
      files: { 'f.jsonl': text },
      env: { HOME: home, XDG_STATE_HOME: home },
    });
    expect(code).toBe(2);
    for (const line of ['f.jsonl:1: ', 'f.jsonl:2: ', 'f.jsonl:4: ']) expect(err).toContain(line);
    expect(err).toContain('the orders have 3 mistakes');
    expect(err).not.toContain('warning');
  });

  test.each<[string, string]>([
    ['job;id\nNightly;a\n', 'f.csv:1: the columns must be separated by commas'],
    ['id,param.a\n1,2\n', 'f.csv:1: the column job is missing'],
    ['job,colour\nNightly,2\n', 'f.csv:1: unknown column "colour"; the columns are id, job,'],
    ['job,nmae\nNightly,2\n', 'f.csv:1: unknown column "nmae"; did you mean name?'],
    ['job,param.\nNightly,2\n', 'f.csv:1: unknown column "param."'],
  ])('of the CSV %j is exit 2', async (text, message) => {
    const { code, err } = await world.run(['batch', 'run', 'f.csv', '--id', 'bad'], {
      files: { 'f.csv': text },
      env: { HOME: home, XDG_STATE_HOME: home },
    });
    expect([code, err]).toEqual([2, expect.stringContaining(message)]);
  });

  test('with an order that was changed names its line, also in a dry run', async () => {
    await run('batch', 'run', 'orders.jsonl', '--id', 'close');
    for (const more of [[], ['-n']]) {
      const { code, err } = await run('batch', 'run', 'other.jsonl', '--id', 'close', ...more);
      expect([code, err]).toEqual([
        2,
        expect.stringContaining('order 1 (other.jsonl:1) is not as it was recorded'),
      ]);
    }
  });

  test('retry of an unknown batch is exit 3, and starts nothing', async () => {
    const { code, err } = await run('batch', 'retry', 'nope', 'orders.jsonl', '--failed');
    expect([code, err]).toEqual([3, expect.stringContaining('the journal has no batch nope')]);
    expect(starts()).toBe(0);
  });

  test('a dry run of retry prints the next attempts; --max-attempts ends them', async () => {
    await run('batch', 'run', 'orders.jsonl', '--id', 'close');
    const { out } = await run('batch', 'retry', 'close', 'orders.jsonl', '--failed', '-n');
    expect(out.match(/POST .*\/runs/g)).toHaveLength(1);
    expect(out).toMatch(/\[wxdi:close\.odd#.{6}\.2\]/);
    const most = ['batch', 'retry', 'close', 'orders.jsonl', '--failed', '--max-attempts', '1'];
    expect(await run(...most)).toMatchObject({ code: 10 });
    expect(starts()).toBe(2);
  });

  test.each([
    [['batch', 'run', '--id', 'x'], 'give a FILE of orders, or --job and --each'],
    [['batch', 'run', 'orders.jsonl', '--id', 'x', '--job', 'J', '--each', 'a=1'], 'mutually exclusive'],
    [['batch', 'run', 'orders.jsonl'], '--id'],
    [['batch', 'run', 'orders.jsonl', '--id', 'x', '--rate', 'fast'], '30/min'],
    [['batch', 'retry', 'x', 'orders.jsonl'], '--failed, --unknown'],
    [['batch', 'cancel', 'x'], 'add --yes'],
  ])('%j is exit 2', async (argv, message) => {
    const { code, err } = await run(...argv);
    expect([code, err]).toEqual([2, expect.stringContaining(message)]);
    expect(starts()).toBe(0);
  });
});

describe('the progress of a batch', () => {
  const item = { id: '1', key: 'b.1', job: 'j', state: 'ended' } as const;
  test.each([
    [0, 0, '0 of 100 done, 8 running, 0 failed'],
    [10, 60_000, '10 of 100 done, 8 running, 2 failed, 10/min, 9m 00s left'],
    [100, 60_000, '100 of 100 done, 8 running, 2 failed, 100/min, 0s left'],
  ])('after %i orders', (done, ms, text) => {
    const ended = Array.from({ length: done }, (_, i) => ({
      ...item,
      ended: i < 2 ? ('Failed' as const) : ('Completed' as const),
    }));
    expect(progressText({ orders: 100, ended, active: 8, ms })).toBe(text);
  });
});

describe('the ids of combinations', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['are their values', ['d=2..3', 'r=a,b'], ['2.a', '2.b', '3.a', '3.b']],
    ['are numbers if a value is no id', ['path=/in,/out'], ['1', '2']],
    ['are numbers if a value is long', [`x=a,${'b'.repeat(25)}`], ['1', '2']],
    ['are numbers if two would be the same', ['x=a.b,a', 'y=c,b.c'], ['1', '2', '3', '4']],
  ])('%s', (_, each, ids) => {
    expect(namesOf(combinations(each))).toEqual(ids);
  });
});

describe('--each', () => {
  test.each<[string, readonly string[]]>([
    ['n=8..11', ['8', '9', '10', '11']],
    ['n=08..10', ['08', '09', '10']],
    ['day=2028-02-28..2028-03-01', ['2028-02-28', '2028-02-29', '2028-03-01']],
    ['x=a, b,c', ['a', 'b', 'c']],
    ['x=-2..1', ['-2', '-1', '0', '1']],
    [' x = a , b ', ['a', 'b']],
    ['x=k=v', ['k=v']],
  ])('%s', (text, values) => {
    expect(combinations([text]).map((one) => Object.values(one)[0])).toEqual(values);
  });

  test.each([
    'x',
    'x=',
    '=a',
    'x=a,,b',
    'x=a..b',
    'x=2026-01..2026-03',
    'x=1.5..3',
    'x=1..',
    'x=1,2..4',
    'x=1..2026-11-01',
    'x=9007199254740991..9007199254740995',
    ' =a',
    'x=a,a',
    'n=3..1',
    'd=2026-02-30..2026-03-01',
    'd=1..2026-01-01',
    'n=1..9999999',
  ])('%s is refused', (text) => {
    expect(() => combinations([text])).toThrow('--each');
  });
});
