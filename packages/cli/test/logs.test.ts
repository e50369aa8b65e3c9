import type { FollowEvent, LogEntry } from '@wxdi/sdk';
import { describe, expect, test } from 'vitest';
import { aRun, fakeClient, jobId, runId } from './fakes/client.js';
import { run, type World } from './fakes/context.js';
import { anError } from './fakes/errors.js';

const line = (raw: string, more: Partial<LogEntry> = {}): LogEntry => ({ text: raw, raw, ...more });
const entries: readonly LogEntry[] = [
  line('trace', { severity: 'trace', time: '2026-06-30T12:00:00.123' }),
  line('info', { severity: 'info', time: '2026-06-30T12:00:01' }),
  line('no level and no time'),
  line('warning', { severity: 'warning', time: '2026-06-30T12:00:02' }),
  line('error\n\tat line two', { severity: 'error', time: '2026-06-30T14:00:03+02:00' }),
];
const ended: FollowEvent = {
  type: 'result',
  run: aRun({ state: 'Failed' }),
  states: [],
  polls: 1,
  reached: true,
};
const logEvents = (all: readonly LogEntry[]): FollowEvent[] => all.map((entry) => ({ type: 'log', entry }));

const logs = (flags: readonly string[], service: Parameters<typeof fakeClient>[0] = {}, world: World = {}) =>
  run(['run', 'logs', jobId, runId, ...flags], {
    client: fakeClient({ logs: entries, ...service }),
    ...world,
  });
const follow = (flags: readonly string[], events: readonly FollowEvent[], world: World = {}) =>
  logs(['-f', ...flags], { events: [...events, ended] }, world);

describe('run logs shows', () => {
  const [, info, bare, warning, error] = entries.map(({ raw }) => `${raw.replace('\t', '    ')}\n`);

  test.each([
    [
      'entries of a level and higher, and those without a level',
      ['--level', 'info'],
      [info, bare, warning, error],
    ],
    ['nothing less than a fatal entry, except those without a level', ['--level', 'fatal'], [bare]],
    [
      'entries since a time in UTC, and those without a time',
      ['--since', '2026-06-30T12:00:02'],
      [bare, warning, error],
    ],
    ['entries since a time with a zone', ['--since', '2026-06-30T14:00:02.5+02:00'], [bare, warning, error]],
    ['entries since a duration ago', ['--since', '1m'], [bare, warning, error]],
    ['entries that match an expression', ['--grep', '^no .*time$|[Ww]arn'], [bare, warning]],
    ['entries of which a later line matches', ['--grep', '^\\s+at line'], [error]],
    [
      'entries that pass every filter',
      ['--level', 'warning', '--grep', 'r', '--since', '2026-06-30'],
      [warning, error],
    ],
    ['the last of them', ['--level', 'warning', '--tail', '1'], [error]],
  ])('%s', async (_, flags, expected) => {
    const now = () => Date.parse('2026-06-30T12:01:02Z');
    expect(await logs(flags, {}, { now })).toMatchObject({ code: 0, out: expected.join('') });
    expect(await follow(flags, logEvents(entries), { now })).toMatchObject({
      code: 0,
      out: expected.join(''),
    });
  });

  test('the time of each entry in UTC, at each of its lines', async () => {
    expect((await logs(['--timestamps', '--grep', 'e'])).out.split('\n')).toEqual([
      '2026-06-30T12:00:00.123Z trace',
      '- no level and no time',
      '2026-06-30T12:00:03.000Z error',
      '2026-06-30T12:00:03.000Z     at line two',
      '',
    ]);
  });

  test('entries in the time that an expression with nested repetition takes on a long line', async () => {
    const long = [line(`${'a'.repeat(20_000)}!`)];
    expect((await logs(['--grep', '(a+)+$'], { logs: long })).out).toBe('');
  });

  test.each([
    [['--grep', '(?=a)'], '--grep'],
    [['--grep', '('], '--grep'],
    [['--since', 'yesterday'], '--since'],
    [['--since', '2026-13-01'], '--since'],
    [['--since', '2026-02-30'], 'there is no such date'],
    [['--since', '2026-02-30 06:00'], 'there is no such date'],
    [['--timestamps', '-o', 'json'], '--timestamps'],
    [['--timestamps', '-o', 'jsonl'], '--timestamps'],
    [['--interval', '1s'], '--interval'],
  ])('nothing with the wrong flags %j', async (flags, flag) => {
    const client = fakeClient();
    const result = await run(['run', 'logs', jobId, runId, ...flags], { client });
    expect([result.code, result.out, client.calls]).toEqual([2, '', []]);
    expect(result.err).toContain(flag);
  });
});

describe('missing lines', () => {
  const gap = (missing?: number): FollowEvent => ({
    type: 'gap',
    ...(missing === undefined ? {} : { missing }),
  });

  test('are reported on stderr, with their number if it is known', async () => {
    const result = await follow(['-q'], [gap(5), ...logEvents([line('a')]), gap(), gap(1)]);
    expect(result.code).toBe(0);
    expect(result.out).toBe('a\n');
    expect(result.err).toBe(
      'warning: 5 lines are missing\nwarning: lines are missing\nwarning: 1 line is missing\n',
    );
  });

  test('are events in jsonl, of run logs and of job start', async () => {
    const events = [gap(5), gap(), ended];
    for (const args of [
      ['run', 'logs', jobId, runId, '-f'],
      ['job', 'start', jobId, '--follow'],
      ['run', 'wait', jobId, runId],
    ]) {
      const { out } = await run([...args, '-o', 'jsonl'], { client: fakeClient({ events }) });
      const printed = out
        .trim()
        .split('\n')
        .map((each) => JSON.parse(each) as unknown);
      expect(printed.slice(0, 2)).toEqual([{ type: 'gap', missing: 5 }, { type: 'gap' }]);
    }
  });

  test('are reported after a log that is read once', async () => {
    const client = fakeClient({ logs: entries });
    client.runs.readLog = async () => ({ entries: entries.slice(0, 2), missing: 4_998 });
    const result = await run(['run', 'logs', jobId, runId], { client });
    expect(result).toMatchObject({ code: 0, out: 'trace\ninfo\n', err: 'warning: 4998 lines are missing\n' });
  });
});

describe('a log that cannot be read', () => {
  const kinds = ['NotFound', 'Refused', 'Unavailable', 'Undecodable'] as const;

  test.each(kinds)('is exit 6, after what could be read: %s', async (kind) => {
    const failure: FollowEvent = { type: 'no-log', error: anError(kind, { message: 'no' }) };
    const result = await follow([], [...logEvents([line('a')]), failure]);
    expect([result.code, result.out]).toEqual([6, 'a\n']);
    expect(result.err).toContain('error: the log cannot be read: no\n');
    expect(result.err).not.toContain('warning');
    const once = await logs([], { fails: { 'runs.logs': anError(kind, { message: 'no' }) } });
    expect([once.code, once.out]).toEqual([6, '']);
  });

  test('keeps the exit code of a missing permission and of a run that does not exist', async () => {
    expect(
      (await logs([], { fails: { 'runs.logs': anError('NotPermitted', { message: 'no' }) } })).code,
    ).toBe(4);
    const missing = anError('NotFound', { message: 'no' });
    expect((await logs([], { fails: { 'runs.logs': missing, 'runs.get': missing } })).code).toBe(3);
  });

  test('because it is not there yet is read again', async () => {
    const client = fakeClient({ logs: entries });
    let reads = 0;
    client.runs.readLog = () =>
      (reads += 1) === 1
        ? Promise.reject(anError('NotFound', { message: 'no' }))
        : Promise.resolve({ entries });
    const result = await run(['run', 'logs', jobId, runId, '--level', 'error'], { client });
    expect([result.code, reads]).toEqual([0, 2]);
  });

  test('does not change the exit code of a start, and is reported even with --quiet', async () => {
    const events: FollowEvent[] = [
      { type: 'no-log', error: anError('Unavailable', { message: 'no' }) },
      ended,
    ];
    const result = await run(['job', 'start', jobId, '--follow', '-q'], { client: fakeClient({ events }) });
    expect([result.code, result.err]).toEqual([10, 'warning: cannot read the log (no)\n']);
  });

  test('is followed with --tail as soon as it is there', async () => {
    const service = {
      events: [...logEvents([line('a')]), ended],
      fails: { 'runs.logs': anError('NotFound', { message: 'no' }) },
    };
    expect(await logs(['-f', '--tail', '3'], service)).toMatchObject({ code: 0, out: 'a\n' });
  });
});
