import type { FollowEvent } from '@wxdi/sdk';
import type { SimulatorOptions } from '@wxdi/simulator';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { aRun, fakeClient, jobId, runId } from './fakes/client.js';
import { run } from './fakes/context.js';
import { simulated, type Simulated } from './fakes/simulated.js';

const minute = 60_000;
/** Runs that took some seconds, oldest first, one each minute. */
const taking = (...seconds: readonly number[]) =>
  seconds.map((each, i) => ({
    plan: { outcome: 'succeeds' as const, startingMs: 0, runningMs: each * 1_000 },
    ageMs: (seconds.length - i) * 60 * minute,
  }));

const options: SimulatorOptions = {
  jobs: [
    { name: 'Steady', assetRef: 'flow', runs: taking(20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 41) },
    { name: 'Short', assetRef: 'flow', runs: taking(20, 20, 20) },
    { name: 'New', assetRef: 'flow' },
    {
      name: 'Broken',
      assetRef: 'flow',
      runs: [
        { plan: 'succeeds', ageMs: 300 * minute },
        { plan: 'warns', ageMs: 200 * minute },
        { plan: 'fails', ageMs: 100 * minute },
      ],
    },
  ],
};

let world: Simulated;
beforeEach(async () => {
  world = await simulated(options);
});
afterEach(() => world.simulator.close());

const now = () => Date.now();

describe('job history', () => {
  test('on a terminal has strips and numbers, and says what is too few for a number', async () => {
    const { code, out } = await world.run(['job', 'history', 'Steady', '--color', 'never'], {
      terminal: true,
      now,
    });
    expect(code).toBe(0);
    const lines = Object.fromEntries(
      out
        .trim()
        .split('\n')
        .map((line) => [line.slice(0, 14).trim(), line.slice(14).trim()]),
    );
    expect(lines).toMatchObject({
      States: '✓✓✓✓✓✓✓✓✓✓✓✓',
      Durations: '▄▄▄▄▄▄▄▄▄▄▄█',
      Success: '12 of 12 finished runs (100 %)',
      'By state': 'Completed 12',
      Duration: 'p50 20s, 20s to 41s in 12 completed runs; too few for p95',
      Usual: '20s',
      Trend: 'steady: the newer half takes 1.00 times as long as the older half',
    });
    expect(lines['Outliers']).toMatch(/^[0-9a-f-]{36} 41s$/);
  });

  test('in tsv has a row for each run, newest first; in JSON numbers', async () => {
    const tsv = await world.run(['job', 'history', 'Steady', '--limit', '2']);
    expect(
      tsv.out.split('\n').map((line) =>
        line
          .split('\t')
          .slice(1, 2)
          .concat(line.split('\t')[3] ?? ''),
      ),
    ).toEqual([['Completed', '41'], ['Completed', '20'], ['']]);
    const json = await world.run(['job', 'history', 'Short', '-o', 'json'], { now });
    expect(JSON.parse(json.out)).toMatchObject({
      byState: { Completed: 3 },
      successRate: 1,
      usualSeconds: null,
      duration: { count: 3, least: 20, most: 20 },
      trend: { status: 'tooFew', count: 3 },
      runs: [{ seconds: 20 }, {}, {}],
    });
    expect((JSON.parse(json.out) as { duration: object }).duration).not.toHaveProperty('p50');
  });

  test('with -o wide has the picture and the runs', async () => {
    const { out } = await world.run(['job', 'history', 'Short', '-o', 'wide'], { now });
    expect(out).toMatch(/States +✓✓✓\n[^]*\nID +STATE [^]*\n[0-9a-f-]{36} +✓ Completed/);
  });

  test.each([
    ['1.5x', 'Steady', 15, /^warning: slow: run \S+ \(Completed\): 41s, 2\.05 times the usual 20s\n$/],
    ['3', 'Steady', 0, /^$/],
    ['1.5x', 'Short', 0, /^no usual duration: 2 completed runs of 5\n$/],
    ['1.5x', 'New', 0, /no runs\nno run has a duration\n/],
  ])('--slower-than %s for job %s is exit %i', async (multiple, job, code, message) => {
    const ended = await world.run(['job', 'history', job, '--slower-than', multiple], { now });
    expect(ended.code).toBe(code);
    expect(ended.err).toMatch(message);
  });

  test('has runs since a time only', async () => {
    const { out } = await world.run(['job', 'history', 'Steady', '--since', '150m', '-o', 'name'], { now });
    expect(out.trim().split('\n')).toHaveLength(2);
  });

  test.each([
    ['--slower-than', '0', /use a multiple greater than 0, such as 1\.5x/],
    ['--slower-than', 'twice', /use a multiple/],
    ['--since', 'yesterday', /--since takes a time/],
    ['--since', '2999-01-01', /--since 2999-01-01 is in the future/],
    ['--limit', '0', /use a whole number from 1/],
  ])('refuses %s %s, and sends nothing', async (flag, value, message) => {
    const { code, err } = await world.run(['job', 'history', 'Steady', flag, value], { now });
    expect(code).toBe(2);
    expect(err).toMatch(message);
    expect(world.simulator.requests()).toEqual([]);
  });
});

describe('run explain', () => {
  test('prints reasons, stage, errors, the last good run with what differs, and what to do next', async () => {
    const { code, out, err } = await world.run(['run', 'explain', 'Broken', '@latest']);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^State +✗ Failed/);
    expect(out).toMatch(/\nReason +IIS-DSEE-TFIP-00055: Target: the table does not exist/);
    expect(out).toMatch(/\nFirst failed +stage Target\n/);
    expect(out).toMatch(/\nErrors +IIS-DSEE-TFIP-00055: Target: the table does not exist {2}\d{4}-/);
    expect(out).toMatch(/\nLast good run +\S+ {2}⚠ CompletedWithWarnings/);
    expect(out).toMatch(/\n {2}New messages +IIS-DSEE-TFIP-00055: /);
    expect(out).toMatch(/\n {2}Gone messages +IIS-DSEE-TFOR-00104: /);
    expect(out).toMatch(/\nNext [^]* wxdi run logs Broken \S+ --level error\n/);
  });

  test('in JSON has the same, without parameters', async () => {
    const { out } = await world.run(['run', 'explain', 'Broken', '@latest', '-o', 'json']);
    const explanation = JSON.parse(out) as { run: object };
    expect(explanation).toMatchObject({
      run: { state: 'Failed' },
      reasons: [{ code: 'IIS-DSEE-TFIP-00055' }],
      failedStage: { status: 'failed', stage: 'Target' },
      log: { status: 'whole', errors: [{ id: 'IIS-DSEE-TFIP-00055', count: 1 }, {}, {}] },
      lastGood: {
        status: 'found',
        run: { state: 'CompletedWithWarnings' },
        diff: { messages: { status: 'compared' } },
      },
      nextSteps: ['check-stage', 'check-errors', 'start-again'],
    });
    expect(explanation.run).not.toHaveProperty('parameters');
  });

  test('of a log that cannot be read prints the rest, never "no errors", and is exit 6', async () => {
    world.simulator.setQuirks({ logLagMs: 1e12 });
    const { code, out, err } = await world.run(['run', 'explain', 'Broken', '@latest']);
    expect(out).toMatch(/\nReason +IIS-DSEE-TFIP-00055/);
    expect(out).toMatch(/\nLog +cannot be read \(/);
    expect(out).toMatch(/\n {2}Messages +not compared, since a log cannot be read/);
    expect(out).not.toContain('no errors');
    expect([code, err.split('\n')[0]]).toEqual([
      6,
      expect.stringMatching(/^error: the log cannot be read: /),
    ]);
  });

  test('of a log that is cut says how many lines are missing', async () => {
    world.simulator.setQuirks({ logWindow: 2, logsLimit: 'head' });
    const { code, out } = await world.run(['run', 'explain', 'Broken', '@latest']);
    expect(code).toBe(0);
    expect(out).toMatch(/\nLog +\d+ lines are missing, which may have other messages\n/);
    expect(out).not.toContain('no errors');
  });

  test('of a run that completed says that its log has no errors', async () => {
    const { code, out } = await world.run(['run', 'explain', 'Steady', '@latest']);
    expect(code).toBe(0);
    expect(out).toMatch(/\nLog +no errors in the log\n/);
    expect(out).not.toMatch(/\nNext /);
  });
});

describe('run diff', () => {
  const started = async (...params: readonly string[]): Promise<string> => {
    const flags = params.flatMap((param) => ['--param', param]);
    return (await world.run(['job', 'start', 'New', ...flags, '-o', 'name'])).out.trim();
  };

  test('goes from the first run to the second, with secrets masked', async () => {
    const first = await started('region=emea', 'password=hunter2');
    const second = await started('region=apac', 'password=hunter3');
    const { code, out } = await world.run(['run', 'diff', 'New', first, second]);
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`^From +${first} `));
    expect(out).toMatch(new RegExp(`\nTo +${second} `));
    expect(out).toMatch(/\nParameters +password: \*\*\* → \*\*\*\n +region: emea → apac\n/);
    const json = await world.run(['run', 'diff', 'New', second, first, '-o', 'json']);
    expect(JSON.parse(json.out)).toMatchObject({
      before: { id: second },
      after: { id: first },
      parameters: [
        { name: 'password', before: '***', after: '***' },
        { name: 'region', before: 'apac', after: 'emea' },
      ],
      messages: { status: 'compared' },
    });
    expect(`${out}${json.out}`).not.toContain('hunter');
  });

  test('with one run goes from the last good run before it', async () => {
    const { out } = await world.run(['run', 'diff', 'Broken', '@latest']);
    expect(out).toMatch(
      /^From +\S+ {2}⚠ CompletedWithWarnings.*\nTo +\S+ {2}✗ Failed.*\nState +CompletedWithWarnings → Failed\n/,
    );
  });

  test('of a run and itself says that there are none', async () => {
    const { out } = await world.run(['run', 'diff', 'Broken', '@latest', '@latest']);
    expect(out).toMatch(/\nDifferences +none\n$/);
  });

  test('without a good run before is exit 3', async () => {
    const first = await started();
    const { code, err } = await world.run(['run', 'diff', 'New', first]);
    expect(code).toBe(3);
    expect(err).toMatch(/no earlier run of the job completed[^]*hint: wxdi run list New/);
  });
});

describe('the last lines of a failed wait', () => {
  const log = (id: string, text: string): FollowEvent => ({
    type: 'log',
    entry: { id, severity: 'error', text, raw: text },
  });
  const metrics = { stages: [{ name: 'Target', state: 'failed' }], links: [] };
  const failed = aRun({ state: 'Failed', metrics });
  const end: FollowEvent = { type: 'result', run: failed, states: [], reached: true, polls: 1 };

  test('name the first error of the log that was followed, if the service gives no reason, and the stage', async () => {
    const client = fakeClient({
      events: [log('A-1', 'no table\nmore'), log('A-2', 'x'), log('A-3', 'y'), end],
    });
    const { err } = await run(['job', 'start', jobId, '--follow'], { client });
    expect(err).toMatch(
      /\n {2}A-1: no table \(and 2 more errors in the log\)\n {2}first failed: stage Target\n$/,
    );
  });

  test('need no request besides those of the wait', async () => {
    const client = fakeClient({ events: [end] });
    const { err, code } = await run(['run', 'wait', jobId, runId], { client });
    expect(code).toBe(10);
    expect(err).toMatch(/✗ Failed.*\n {2}first failed: stage Target\nhint: wxdi run explain/);
    expect(client.calls.map(([name]) => name)).toEqual(['runs.follow']);
  });

  test('of a run that succeeded have no reason', async () => {
    const good: FollowEvent = { ...end, run: aRun({ metrics }) };
    const { err } = await run(['run', 'wait', jobId, runId], { client: fakeClient({ events: [good] }) });
    expect(err).toBe('✓ Completed  12s\n');
  });
});
