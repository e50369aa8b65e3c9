import type { FollowEvent } from '@wxdi/sdk';
import { describe, expect, test } from 'vitest';
import { aRun, fakeClient, jobId, runId } from './fakes/client.js';
import { run } from './fakes/context.js';
import { simulated } from './fakes/simulated.js';

const reasons = [
  { code: 'IIS-DSEE-TFIP-00055', message: 'no table\u001b[2J', description: 'create it' },
  { code: 'A-2', message: 'stopped' },
];
const failed = aRun({ state: 'Failed', durationSeconds: 75, rowsRead: 1_200, rowsWritten: 900, reasons });
const log = (text: string): FollowEvent => ({ type: 'log', entry: { text, raw: text } });
const state = (name: string): FollowEvent => ({ type: 'state', run: aRun({ state: name }) });

/** A run that fails; its last log lines arrive after its state. */
const failing: readonly FollowEvent[] = [
  state('Running'),
  log('first'),
  { type: 'state', run: { ...failed, durationSeconds: undefined, reasons: undefined } as never },
  log('last'),
  { type: 'result', run: failed, states: [], reached: true, polls: 3 },
];

describe('the verdict on a run', () => {
  const follow = [
    ['job', 'start', jobId, '--follow'],
    ['run', 'logs', jobId, runId, '-f'],
  ];

  test.each(follow)(
    'of %s %s comes after the last line of the log, with duration, rows and first reason',
    async (...line) => {
      // stdout and stderr in the order in which they were written.
      let screen = '';
      const client = fakeClient({ events: failing });
      const ended = await run(line, {
        client,
        onStdout: (text) => (screen += text),
        onStderr: (text) => (screen += text),
      });
      expect(ended.out).toBe('first\nlast\n');
      expect(screen).toMatch(
        /● Running\nfirst\nlast\n✗ Failed {2}1m 15s {2}1,200 rows read {2}900 written\n {2}IIS-DSEE-TFIP-00055: no table\\x1b\[2J \(create it\)\n$/,
      );
    },
  );

  test('of a wait is followed by the command that explains it', async () => {
    const ended = await run(['run', 'wait', jobId, runId], { client: fakeClient({ events: failing }) });
    expect(ended.err).toMatch(/✗ Failed .*\n {2}IIS-DSEE-TFIP-00055: .*\nhint: wxdi run explain .*\n$/);
  });

  test('in JSON has all reasons, and the states in the order in which they were seen', async () => {
    const ended = await run(['run', 'wait', jobId, runId, '-o', 'jsonl'], {
      client: fakeClient({ events: failing }),
    });
    const events = ended.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string });
    expect(events.map(({ type }) => type)).toEqual(['state', 'log', 'state', 'log', 'result']);
    expect(events.at(-1)).toMatchObject({ type: 'result', state: 'Failed', exitCode: 10, run: { reasons } });
    const messages = ended.err
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(messages).toEqual([
      { level: 'info', message: '● Running', state: 'Running', runId },
      {
        level: 'info',
        message: '✗ Failed  1m 15s  1,200 rows read  900 written',
        ...{ state: 'Failed', runId, durationSeconds: 75, rowsRead: 1_200, rowsWritten: 900, reasons },
      },
    ]);
  });

  test('of a run that the service restarts is printed for each end', async () => {
    const end: FollowEvent = { type: 'result', run: aRun(), states: [], reached: true, polls: 9 };
    const events = [state('Running'), state('Failed'), state('Running'), state('Completed'), end];
    const ended = await run(['run', 'wait', jobId, runId], { client: fakeClient({ events }) });
    expect(ended.err).toMatch(/^● Running\n✗ Failed\n● Running\n✓ Completed {2}12s\n/);
    expect(ended.code).toBe(0);
  });

  test('an unknown state is reported once', async () => {
    const end: FollowEvent = { type: 'result', run: aRun(), states: [], reached: true, polls: 9 };
    const events = [state('Archived'), state('Running'), state('Archived'), state('Completed'), end];
    const ended = await run(['run', 'wait', jobId, runId], { client: fakeClient({ events }) });
    expect(ended.err.split('is unknown')).toHaveLength(2);
  });
});

describe('why a run failed', () => {
  test('is in the run, as JSON and for people', async () => {
    const client = fakeClient({ runs: [{ ...failed, userStatus: '9' }, aRun({ id: jobId })] });
    const json = await run(['run', 'get', jobId, runId, '-o', 'json'], { client });
    expect(JSON.parse(json.out)).toMatchObject({ reasons, userStatus: '9' });
    const shown = await run(['run', 'get', jobId, runId, '-o', 'table', '--color', 'never'], { client });
    expect(shown.out).toMatch(
      /^State +✗ Failed\nReason +IIS-DSEE-TFIP-00055: no table\\x1b\[2J \(create it\)\n +A-2: stopped\n/,
    );
    expect(shown.out).toMatch(/\nUser status +9\n/);
    const other = await run(['run', 'get', jobId, jobId, '-o', 'json'], { client });
    expect(JSON.parse(other.out)).toMatchObject({ reasons: [] });
  });
});

describe('against the simulator', () => {
  const flow = '9b1d4e72-77f4-4c0a-8a53-2f1b8a3f9c02';
  test.each([
    ['fails', 10, /✗ Failed {2}.*\n {2}IIS-DSEE-TFIP-00055: Target: the table does not exist \(.*\)\n/],
    [
      'errors',
      12,
      /✘ CompletedWithErrors {2}.*\n {2}IIS-DSEE-TFIP-00040: Target: 3 rows were rejected: .*\n/,
    ],
  ] as const)('a run that %s prints its reason', async (outcome, code, verdict) => {
    const world = await simulated({
      flows: { [flow]: { type: 'data_intg_flow', plan: { outcome, runningMs: 100 } } },
      speed: 20,
    });
    try {
      await world.run(['job', 'create', '--name', 'Load', '--asset', flow]);
      const ended = await world.run(['job', 'start', 'Load', '--wait', '--interval', '20ms']);
      expect(ended.code).toBe(code);
      expect(ended.err).toMatch(verdict);
    } finally {
      await world.simulator.close();
    }
  });
});
