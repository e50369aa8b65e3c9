import { describe, expect, test, vi } from 'vitest';
import { plain, styleFor } from '../src/render/style.js';
import { widthOf } from '../src/render/width.js';
import { frame, type WatchModel } from '../src/watch/frame.js';
import { aRun, fakeClient, jobId, runId } from './fakes/client.js';
import { anError } from './fakes/errors.js';
import { configured, run, start } from './fakes/context.js';

const at = Date.parse('2026-11-22T09:01:05Z');
const running = aRun({
  state: 'Running',
  durationSeconds: undefined,
  startedAt: '2026-11-22T09:00:00Z',
  rowsRead: 1_200,
  rowsWritten: 900,
  jobName: 'Load customers\u001b[31m',
});

const newModel = (): WatchModel => ({ runId, log: [], earlier: [] });

const model = () => {
  const made = newModel();
  made.run = running;
  made.earlier = [
    { seconds: 30, state: 'Completed' },
    { seconds: 60, state: 'Failed' },
    { seconds: 50, state: 'Completed' },
  ];
  made.usual = 40;
  made.log = ['first line', '漢字'.repeat(60)];
  return made;
};

describe('the picture of a run', () => {
  test('shows state, time, rows, earlier runs and the log', () => {
    expect(frame(model(), at, { columns: 80, rows: 24 }, plain)).toEqual([
      'Load customers\\x1b[31m  ·  job run',
      '● Running  1m 05s  1,200 rows read  900 written',
      'earlier  ▅█▇  usually 40s, this run 1.6 times as long',
      '│ first line',
      `│ ${'漢字'.repeat(19)}…`,
      'Ctrl-C stops watching; the run continues',
    ]);
  });

  test.each([
    [20, 6],
    [40, 10],
    [200, 60],
  ])('fits a terminal of %i columns and %i rows', (columns, rows) => {
    const full = model();
    full.log = Array.from({ length: 100 }, (_, line) => `line ${line} ${'x'.repeat(300)}`);
    full.trouble = 'cannot reach the service '.repeat(20);
    const coloured = styleFor({ choice: 'always', isTerminal: true, env: {} });
    const lines = frame(full, at, { columns, rows }, coloured);
    expect(lines.length).toBeLessThan(rows);
    for (const line of lines) expect(widthOf(line.replace(/\u001b\[\d+m/g, ''))).toBeLessThan(columns);
  });

  test('of a finished run shows the duration that the service reports', () => {
    const ended = model();
    ended.run = aRun({ state: 'Completed', durationSeconds: 42 });
    expect(frame(ended, at, { columns: 80, rows: 24 }, plain)[1]).toBe('✓ Completed  42s');
  });

  test('of a finished run has no running clock before the service reports its duration', () => {
    const ended = model();
    ended.run = { ...running, state: 'CompletedWithWarnings' };
    const lines = frame(ended, at, { columns: 80, rows: 24 }, plain);
    expect(lines[1]).toBe('⚠ CompletedWithWarnings  1,200 rows read  900 written');
    expect(lines.join('\n')).not.toMatch(/goes on|this one/);
  });

  test.each<[string, Partial<WatchModel>, number]>([
    ['7 s ago', { seenAt: at - 7_000 }, 58],
    [
      'now, but the last poll failed',
      { seenAt: at - 1_000, isAway: true, trouble: 'cannot read the run' },
      64,
    ],
  ])('of a run that was last read %s does not count on, and does not compare', (_when, known, seconds) => {
    const [, state, earlier, ...rest] = frame({ ...model(), ...known }, at, { columns: 80, rows: 24 }, plain);
    const [age, time] = [
      Math.round((at - (known.seenAt ?? at)) / 1_000),
      seconds === 64 ? '1m 04s' : `${seconds}s`,
    ];
    expect(state).toBe(`● Running  ${time}  1,200 rows read  900 written  last seen ${age}s ago`);
    expect(earlier).toBe('earlier  ▅█▇  usually 40s');
    expect(rest[0]).toBe(known.trouble ?? '│ first line');
  });

  test('of a run that was read a moment ago, or has ended, does not show when', () => {
    const recent = frame({ ...model(), seenAt: at - 4_000 }, at, { columns: 80, rows: 24 }, plain);
    const ended = { ...model(), run: aRun(), seenAt: at - 60_000 };
    expect([...recent, ...frame(ended, at, { columns: 80, rows: 24 }, plain)].join()).not.toContain(
      'last seen',
    );
  });

  test('of a failed run shows the first reason below its state', () => {
    const failed = {
      ...model(),
      run: aRun({ state: 'Failed', reasons: [{ code: 'A-1', message: 'no table' }] }),
    };
    expect(frame(failed, at, { columns: 80, rows: 24 }, plain).slice(1, 3)).toEqual([
      '✗ Failed  12s',
      '  A-1: no table',
    ]);
  });

  test('of a run that was not read yet shows its id', () => {
    expect(frame(newModel(), at, { columns: 80, rows: 24 }, plain)).toEqual([`reading run ${runId} …`]);
  });

  test('compares with the usual duration only if it is known', () => {
    const lines = frame({ ...model(), usual: undefined }, at, { columns: 80, rows: 24 }, plain);
    expect(lines[2]).toBe('earlier  ▅█▇');
  });

  test('of a run that failed names the stage that failed first', () => {
    const ended = model();
    const metrics = { stages: [{ name: 'Target', state: 'failed' }], links: [] };
    ended.run = aRun({ state: 'Failed', reasons: [{ message: 'no table' }], metrics });
    const lines = frame(ended, at, { columns: 80, rows: 24 }, plain);
    expect(lines.slice(2, 4)).toEqual(['  no table', '  first failed: stage Target']);
  });
});

describe('run watch', () => {
  const events = [
    { type: 'state', run: running },
    { type: 'log', entry: { text: 'hello', raw: 'hello' } },
    { type: 'result', run: aRun({ state: 'Failed' }), states: [], polls: 2 },
  ] as never;
  const earlier = [aRun({ id: 'other', durationSeconds: 7 })];

  test('redraws in place on a terminal, and exits with the code of the run', async () => {
    const client = fakeClient({ events, runs: earlier });
    const ended = await run(['run', 'watch', jobId, runId], { client, terminal: true });
    expect(ended.code).toBe(10);
    expect(ended.out).toMatch(/^\u001b\[J/);
    expect(ended.out).toMatch(/\u001b\[\d+A\r?\u001b\[J/);
    expect(ended.out).toContain('│ hello');
    expect(ended.err).toContain(`hint: wxdi run explain ${jobId} ${runId}`);
  });

  test.each([
    ['off a terminal', { terminal: false }],
    ['on a dumb terminal', { terminal: true, env: { ...configured, TERM: 'dumb' } }],
  ])('%s is plain lines, as wait has them', async (_where, world) => {
    const watched = await run(['run', 'watch', jobId, runId, '-o', 'tsv'], {
      client: fakeClient({ events, runs: earlier }),
      ...world,
    });
    expect(watched.out).not.toContain('\u001b');
    expect(watched.code).toBe(10);
    expect(watched.err).toMatch(/● Running/);
  });

  test('stops drawing while the run is canceled, so that the messages below stay', async () => {
    const client = fakeClient({ events: [{ type: 'state', run: running }], neverEnds: true });
    const cancelling = new Promise<never>(() => undefined);
    client.runs.cancel = () => cancelling;
    const line = ['run', 'watch', jobId, runId, '--on-interrupt', 'cancel'];
    const started = start(line, { client, terminal: true });
    const drawn = (): number => started.chunks.length;
    await vi.waitFor(() => {
      expect(started.out()).toContain('Running');
    }, 30_000);
    started.signal('SIGINT');
    await vi.waitFor(() => {
      expect(started.err()).toContain('Ctrl-C again');
    }, 30_000);
    const before = drawn();
    // Ten times as long as it takes here from one picture to the next.
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(drawn()).toBe(before);
    started.signal('SIGINT');
    expect(started.exits).toEqual([130]);
  });

  test('shows since when the service is away, until the run is read again', async () => {
    let [now, isAway] = [Date.parse('2026-11-22T09:00:10Z'), true];
    const error = anError('Unavailable');
    const client = fakeClient({
      events: [
        { type: 'state', run: running },
        { type: 'outage', error },
      ],
      neverEnds: true,
    });
    client.runs.get = () => (isAway ? Promise.reject(error) : Promise.resolve(running));
    const sleep = async (ms: number, signal?: AbortSignal): Promise<void> => {
      if (ms === 1_000) now += 1_000;
      await new Promise((resolve) => setTimeout(resolve, signal?.aborted === true ? 0 : 2));
    };
    const started = start(['run', 'watch', jobId, runId, '--color', 'never'], {
      client,
      terminal: true,
      now: () => now,
      sleep,
    });
    await vi.waitFor(() => {
      expect(started.out()).toMatch(/Running {2}\d+s .*last seen 7s ago\ncannot read the run/);
    }, 30_000);
    const elapsed = [...started.out().matchAll(/Running {2}(\d+s)/g)].map(([, seconds]) => seconds);
    expect(new Set(elapsed).size).toBe(1);
    isAway = false;
    await vi.waitFor(() => {
      expect(started.out().split('\u001b[J').at(-1)).not.toMatch(/last seen|cannot read/);
    }, 30_000);
    started.signal('SIGINT');
    expect(await started.code).toBe(130);
  });

  test('stops at the first Ctrl-C without touching the run', async () => {
    const client = fakeClient({ events: [events[0]], runs: earlier, neverEnds: true });
    const started = start(['run', 'watch', jobId, runId], {
      client,
      terminal: true,
      onStdout: () => setImmediate(() => started.signal('SIGINT')),
    });
    expect(await started.code).toBe(130);
    expect(started.err()).toContain('detached: the run continues');
    expect(client.calls.map(([name]) => name)).not.toContain('runs.cancel');
  });
});
