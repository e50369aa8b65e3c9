import type { FollowEvent } from '@wxdi/sdk';
import { describe, expect, test } from 'vitest';
import { aJob, aRun, fakeClient, jobId, resultOf, runId } from './fakes/client.js';
import { run, start } from './fakes/context.js';
import { anError } from './fakes/errors.js';

const second = aJob({
  id: '0191d1a0-7b1e-7000-8000-000000000002',
  name: 'Weekly',
  schedule: '0 6 * * 1',
  assetId: undefined,
});
/** Timers that end when nothing else is left to do. */
const whenIdle = (_ms: number, end: () => void) => {
  const timer = setImmediate(end);
  return () => clearImmediate(timer);
};
const golden = (name: string): string => `./golden/${name}.txt`;
const wide = {
  terminal: true,
  columns: 120,
  env: { WXDI_URL: 'https://x', WXDI_SPACE_ID: 's', WXDI_AUTH_TYPE: 'noauth', NO_COLOR: '1' },
};

describe('a list', () => {
  test('is a table on a terminal and tsv elsewhere', async () => {
    const client = fakeClient({ jobPages: [[aJob()], [second]] });
    const table = await run(['job', 'list'], { ...wide, client });
    const narrow = await run(['job', 'list'], { ...wide, columns: 60, client });
    const tsv = await run(['job', 'list'], { client });
    await expect([table.out, narrow.out, tsv.out].join('---\n')).toMatchFileSnapshot(golden('job-list'));
  });

  test.each(['table', 'tsv', 'jsonl'])(
    'as %s prints its first row before its last page is read',
    async (output) => {
      const seen: string[] = [];
      const started = start(['job', 'list', '-o', output], {
        client: fakeClient({ jobPages: [[aJob()], [second]], onPage: () => seen.push(started.out()) }),
      });
      await started.code;
      expect(seen[1]).toContain('Load customers');
    },
  );

  test('as json is one bare array, or nothing when a page fails', async () => {
    const client = fakeClient({ jobPages: [[aJob()], [second]] });
    const names = (
      JSON.parse((await run(['job', 'list', '-o', 'json'], { client })).out) as { name: string }[]
    ).map(({ name }) => name);
    expect(names).toEqual(['Load customers', 'Weekly']);
    expect((await run(['job', 'list', '-o', 'json'], { client: fakeClient({ jobPages: [] }) })).out).toBe(
      '[]\n',
    );
    const fails = { 'jobs.list': anError('Unavailable') };
    expect(await run(['job', 'list', '-o', 'json'], { client: fakeClient({ fails }) })).toMatchObject({
      code: 6,
      out: '',
    });
  });

  test('of runs shows the elapsed time of an active run in a table only', async () => {
    const startedAt = '2026-11-22T09:00:00Z';
    const going = aRun({ state: 'Running', startedAt, durationSeconds: undefined, name: 'r' });
    const world = { client: fakeClient({ runs: [going] }), now: () => Date.parse(startedAt) + 185_000 };
    expect((await run(['run', 'list', jobId, '-o', 'table'], world)).out).toMatch(/Z {2}3m 05s +r$/m);
    expect((await run(['run', 'list', jobId, '-o', 'tsv'], world)).out).toMatch(/Z\t\t\tr\n$/);
  });

  test('takes --limit as a total, and reads no page that it does not need', async () => {
    const client = fakeClient({ jobPages: [[aJob(), second], [aJob(), second], [aJob()]] });
    const { out } = await run(['job', 'list', '--limit', '3', '-o', 'jsonl'], { client });
    expect(out.trimEnd().split('\n')).toHaveLength(3);
    expect(client.calls).toHaveLength(2);
  });

  test('takes --name as a pattern', async () => {
    const client = fakeClient({ jobPages: [[aJob(), second]] });
    expect((await run(['job', 'list', '--name', 'W*k?y'], { client })).out).toMatch(
      /^\S+2\tWeekly\t[^\n]*\n$/,
    );
  });

  test('ends quietly when the reader of stdout is gone', async () => {
    const client = fakeClient({ jobPages: [[aJob()], [second]] });
    expect(await run(['job', 'list'], { client, readerLeavesAfter: 1 })).toMatchObject({ code: 0, err: '' });
  });
});

describe('one object', () => {
  test('has labels on a terminal, and is a row of a list elsewhere', async () => {
    const client = fakeClient({
      jobPages: [
        [
          aJob({
            retention: { days: 7 },
            notifications: { success: false, warning: true, failure: true },
            parameters: [
              { name: 'region', value: 'emea' },
              { name: 'db.password', value: 'planted' },
              { name: 'limit', value: 5 },
            ],
            parameterSets: [
              { name: 'limits', valueSet: 'small', values: [{ name: 'rows', value: 'planted' }] },
              { name: 'paths' },
            ],
            configuration: {
              env_id: 'default_datastage_px-1',
              env_variables: ['APT_CONFIG=planted', 'DB_PASSWORD=planted'],
              flow_limits: { warn_limit: 100 },
              job_parameters: ['a=1', 'password=planted'],
              version: null,
            },
          }),
        ],
      ],
    });
    const runs = fakeClient({
      runs: [
        aRun({
          startedAt: '2026-11-22T09:00:01.500Z',
          rowsRead: 10,
          rowsWritten: 9,
          parameters: [
            { name: 'DSJobInvocationId', value: 'x' },
            { name: 'DSProjectName', value: 'p' },
            { name: 'n', value: 1 },
            { name: 'DSN', value: 'own' },
          ],
        }),
      ],
    });
    const shown = [
      await run(['job', 'get', jobId], { ...wide, client }),
      await run(['job', 'get', jobId], { client }),
      await run(['run', 'get', jobId, runId], { ...wide, client: runs }),
      await run(['run', 'get', jobId, runId], { client: runs }),
    ];
    await expect(shown.map(({ out }) => out).join('---\n')).toMatchFileSnapshot(golden('get'));
    for (const { out } of shown) expect(out).not.toContain('planted');
  });

  test('as JSON has its metrics once, wherever a run is printed', async () => {
    const metrics = { stages: [], links: [{ name: 'link-1', rowsWritten: 7 }] };
    const seen = aRun({ metrics, configuration: { metrics: { link_metrics: ['raw-1'] }, env_id: 'e' } });
    const service = () => fakeClient({ runs: [seen], events: resultOf(seen) });
    for (const words of [
      ['run', 'get', jobId, runId],
      ['run', 'list', jobId],
      ['run', 'wait', jobId, runId],
    ])
      for (const output of ['json', 'jsonl', 'yaml']) {
        const { out } = await run([...words, '-o', output], { client: service() });
        expect(out).toMatch(/link-1/);
        expect(out).toMatch(/env_id/);
        expect(out).not.toMatch(/raw-1/);
      }
  });

  test('has the next time of its schedule, and all of them as JSON', async () => {
    const futureScheduledRuns = ['2026-11-23T02:00:00Z', '2026-11-24T02:00:00Z'];
    const client = fakeClient({ jobPages: [[aJob({ schedule: '0 2 * * *', futureScheduledRuns })]] });
    const shown = await run(['job', 'get', jobId, '-o', 'table'], { client });
    expect(shown.out).toMatch(/\nNext run +2026-11-23 02:00:00Z\n/);
    const json = await run(['job', 'get', jobId, '-o', 'json'], { client });
    expect(JSON.parse(json.out)).toMatchObject({ futureScheduledRuns });
  });

  test('as JSON has every promised member', async () => {
    const job = JSON.parse(
      (await run(['job', 'get', jobId, '-o', 'json'], { client: fakeClient() })).out,
    ) as object;
    const promised = {
      schedule: null,
      retention: null,
      notifications: null,
      description: null,
      assetId: 'asset-1',
      parameters: [],
      parameterSets: [],
    };
    expect(job).toMatchObject(promised);
    const client = fakeClient({ runs: [aRun({ state: 'Mystery' })] });
    const seen = JSON.parse(
      (await run(['run', 'get', jobId, runId, '-o', 'json'], { client })).out,
    ) as object;
    expect(seen).toMatchObject({
      state: 'Mystery',
      finished: false,
      scheduled: false,
      metrics: { stages: [], links: [] },
    });
  });
});

describe('following a run', () => {
  const events: readonly FollowEvent[] = [
    { type: 'state', run: aRun({ state: 'Running' }) },
    { type: 'log', entry: { severity: 'info', text: 'one', raw: '##I one\n\tmore' } },
    { type: 'outage', error: anError('Unavailable') },
    ...resultOf(aRun({ state: 'Failed' })),
  ];

  test('prints the log on stdout and each state on stderr', async () => {
    const ended = await run(['job', 'start', jobId, '--follow'], { client: fakeClient({ events }) });
    expect(ended.out).toBe('##I one\n    more\n');
    expect(ended.err.match(/Running|Failed/g)).toEqual(['Running', 'Failed']);
    expect(ended.code).toBe(10);
  });

  test('with jsonl prints every event on stdout, and only JSON lines on stderr', async () => {
    const ended = await run(['job', 'start', jobId, '--follow', '-o', 'jsonl'], {
      client: fakeClient({ events }),
    });
    const types = ended.out
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { type: string }).type);
    expect(types).toEqual(['state', 'log', 'error', 'state', 'result']);
    for (const line of ended.err.trimEnd().split('\n')) JSON.parse(line);
    expect(JSON.parse(ended.out.trimEnd().split('\n').at(-1) ?? '')).toMatchObject({
      type: 'result',
      exitCode: 10,
      run: { state: 'Failed' },
    });
  });

  test('with json prints the final run and nothing else', async () => {
    const ended = await run(['run', 'wait', jobId, runId, '-o', 'json'], { client: fakeClient({ events }) });
    expect(JSON.parse(ended.out)).toMatchObject({ state: 'Failed', finished: true });
  });

  test('prints how to wait again after --timeout', async () => {
    const client = fakeClient({ events: [], neverEnds: true });
    const ended = await run(['run', 'wait', jobId, runId, '--timeout', '1s'], { client, after: whenIdle });
    expect([ended.code, ended.out]).toEqual([124, '']);
    expect(ended.err).toContain(`wxdi run wait ${jobId} ${runId}`);
    expect(ended.err).toContain(`error: timed out after 1s; run ${runId} was not read`);
  });

  test.each([
    [['run', 'wait'], false, `timed out after 1m 30s; run ${runId} was last seen Queued`],
    [['run', 'watch'], true, `timed out after 1m 30s; run ${runId} was last seen Queued`],
    [
      ['run', 'wait', '--for', 'running,paused'],
      false,
      `timed out after 1m 30s waiting for Running or Paused; run ${runId} was last seen Queued`,
    ],
  ])(
    '%j with a terminal %j reports the run that timed out and its last state',
    async (words, terminal, said) => {
      const client = fakeClient();
      client.runs.follow = async function* () {
        yield { type: 'state', run: aRun({ state: 'Queued' }) };
        await new Promise(() => undefined);
      };
      const line = [...words, 'Load customers', runId, '--timeout', '90s', '--color', 'never'];
      const ended = await run(line, { client, terminal, after: whenIdle });
      expect(ended.code).toBe(124);
      expect(ended.err).toContain(`error: ${said}`);
      expect(ended.err).toContain(`hint: wxdi run ${words[1]} 'Load customers' ${runId}\n`);
    },
  );

  test.each(['Failed', 'CompletedWithErrors'])(
    'to %s prints how to see why, in text output',
    async (state) => {
      const waits = [
        ['job', 'start', 'Load customers', '--wait'],
        ['run', 'wait', 'Load customers', runId],
      ];
      const world = { client: fakeClient({ events: resultOf(aRun({ state })) }) };
      for (const wait of waits) {
        for (const terminal of [true, false]) {
          const { err } = await run(wait, { ...world, terminal });
          expect(err).toContain(`\nhint: wxdi run explain 'Load customers' ${runId}\n`);
        }
        for (const flags of [['-q'], ['-o', 'json'], ['-o', 'jsonl']])
          expect((await run([...wait, ...flags], world)).err).not.toContain('--level error');
      }
      const fine = { client: fakeClient({ events: resultOf(aRun({ state: 'CompletedWithWarnings' })) }) };
      expect((await run(waits[1] ?? [], fine)).err).not.toContain('hint');
    },
  );
});

describe('a log', () => {
  const entry = (severity: string | undefined, raw: string) =>
    ({ ...(severity && { severity }), text: raw, raw }) as never;
  const logs = [
    entry('info', 'a'),
    entry('error', 'b'),
    entry(undefined, 'b2'),
    entry('warning', 'c'),
    entry('fatal', 'd'),
  ];

  test.each([
    [['--level', 'error'], 'b\nb2\nd\n'],
    [['--tail', '2'], 'c\nd\n'],
    [['--level', 'warning', '--tail', '1'], 'd\n'],
    [['--tail', '0'], ''],
  ])('with %j', async (flags, out) => {
    expect(
      await run(['run', 'logs', jobId, runId, ...flags], { client: fakeClient({ logs }) }),
    ).toMatchObject({ code: 0, out });
  });

  test('followed with --tail begins with the last entries and continues', async () => {
    const events = [...logs, entry('info', 'e')].map((each) => ({ type: 'log' as const, entry: each }));
    const client = fakeClient({ logs, events: [...events, ...resultOf(aRun())] });
    expect((await run(['run', 'logs', jobId, runId, '-f', '--tail', '1'], { client })).out).toBe('d\ne\n');
  });
});

describe('deleting', () => {
  test('needs --yes off a terminal, and sends nothing without it', async () => {
    const client = fakeClient();
    expect(await run(['job', 'delete', jobId], { client })).toMatchObject({ code: 2, out: '' });
    expect(await run(['job', 'delete', jobId, '--no-input'], { client, terminal: true })).toMatchObject({
      code: 2,
    });
    expect(client.calls).toEqual([]);
  });

  test('asks on a terminal', async () => {
    const client = fakeClient();
    expect((await run(['job', 'delete', jobId], { client, terminal: true, answers: ['no'] })).code).toBe(2);
    expect(client.calls).toEqual([]);
    expect((await run(['job', 'delete', jobId], { client, terminal: true, answers: ['y'] })).code).toBe(0);
    expect(client.calls).toEqual([['jobs.delete', jobId]]);
  });

  test('finds every job before the first is deleted, and prints the deleted ids', async () => {
    const client = fakeClient({ jobPages: [[aJob(), second]] });
    expect((await run(['job', 'rm', '-y', 'Weekly', 'nope'], { client })).code).toBe(3);
    expect(client.calls.map(([name]) => name)).not.toContain('jobs.delete');
    expect((await run(['job', 'rm', '-y', 'Weekly', jobId], { client })).out).toBe(
      `${second.id}\n${jobId}\n`,
    );
  });
});
