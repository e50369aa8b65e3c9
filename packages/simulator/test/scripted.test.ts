import { describe, expect, test } from 'vitest';
import { createSimulator, type NextRunPlan } from '../src/index.js';
import { kit, type Kit } from './kit.js';
import type { Json } from './world.js';

const bodyOf = async (answer: ReturnType<Kit['get']>): Promise<Json> => {
  const given = await answer;
  return 'failure' in given ? given : JSON.parse(given.body);
};

/** The states of the next run, each second. */
const statesOf = async ({ sim, start, get }: Kit, seconds: number): Promise<string[]> => {
  const id = (await bodyOf(start())).metadata.asset_id;
  const states: string[] = [];
  for (let i = 0; i <= seconds; i += 1) {
    states.push((await bodyOf(get(`/v2/jobs/job-1/runs/${id}`))).entity.job_run.state);
    await sim.advance('1s');
  }
  return states;
};

describe('the next run', () => {
  test('has the states of its script, each for its duration', async () => {
    const world = kit();
    world.sim.nextRun({
      states: ['Queued 2s', 'Running', { state: 'Paused', for: '1s' }, 'Running 1s', 'Completed'],
    });
    expect(await statesOf(world, 9)).toEqual([
      ...Array<string>(2).fill('Queued'),
      ...Array<string>(5).fill('Running'),
      'Paused',
      'Running',
      'Completed',
    ]);
    expect((await statesOf(world, 0))[0]).toBe('Starting');
  });

  test('stays in its last state if that is no end', async () => {
    const world = kit();
    world.sim.nextRun({ states: ['Queued'] });
    expect((await statesOf(world, 0))[0]).toBe('Queued');
    await world.sim.advance('1d');
    expect(world.sim.inspect().jobs[0]?.runs[0]?.state).toBe('Queued');
  });

  test('fails with its code and message, in the run and in the log, which has its lines', async () => {
    const world = kit();
    world.sim.nextRun({
      states: ['Running 10s'],
      log: ['reading', '##W IIS-DSEE-TFOR-00104 a column is cut', { severity: 'E', text: 'no\nroom' }],
      fails: 'IIS-DSEE-TFIP-00099: the disk is full',
    });
    const run = await bodyOf(world.start());
    await world.sim.advance('11s');
    const path = `/v2/jobs/job-1/runs/${run.metadata.asset_id}`;
    const ended = (await bodyOf(world.get(path))).entity.job_run;
    expect([ended.state, ended.status_reason.errors[0].code, ended.status_reason.errors[0].message]).toEqual([
      'Failed',
      'IIS-DSEE-TFIP-00099',
      'the disk is full',
    ]);
    const log: string = (await bodyOf(world.get(`${path}/logs`))).results.join('\n');
    for (const text of [
      /##I \S+ .* reading/,
      /##W IIS-DSEE-TFOR-00104 .* a column is cut/,
      /##E .* no\nroom/,
      /##E IIS-DSEE-TFIP-00099 .* the disk is full/,
    ])
      expect(log).toMatch(text);
    expect(log).not.toContain('percent');
  });

  test('is that of a job, if one is named, and scripts are taken in order', async () => {
    const { sim, start, send } = kit({
      jobs: [
        { name: 'Load', id: 'job-1' },
        { name: 'Other', id: 'job-2' },
      ],
    });
    sim.nextRun({ job: 'Other', states: ['Queued'] });
    sim.nextRun({ states: ['Paused'] });
    sim.nextRun({ states: ['Resuming'] });
    await start();
    await send('POST', '/v2/jobs/job-2/runs', {});
    await start();
    await start();
    expect(sim.inspect().jobs.map(({ runs }) => runs.map(({ state }) => state))).toEqual([
      ['Paused', 'Resuming', 'Starting'],
      ['Queued'],
    ]);
  });

  test.each<[NextRunPlan, string]>([
    [{ states: [] }, 'states: give at least one state'],
    [{ states: ['Runing'] }, 'states: "Runing" is not a state; use Queued, Starting, Running,'],
    [{ states: ['Running soon'] }, 'states: write a duration after Running, such as Running 30s, not "soon"'],
    [{ states: ['Failed', 'Running'] }, 'states: Failed is an end; no state can follow it'],
    [{ states: ['Completed'], fails: 'X' }, 'fails: a run whose last state is Completed does not fail'],
    [{ fails: 'no code' }, 'fails: write a code such as IIS-DSEE-TFIP-00055'],
  ])('%j is refused', (plan, message) => {
    expect(() => createSimulator().nextRun(plan)).toThrow(message);
  });

  test('of a StreamSets job can fail', async () => {
    const { sim, start, get } = kit({ jobs: [{ name: 'Stream', id: 'job-1', type: 'streamsets_flow' }] });
    sim.nextRun({ states: ['Starting', 'Running 1m', 'Failed'] });
    const run = await bodyOf(start());
    await sim.advance('2m');
    const { state, status_reason: reason } = (
      await bodyOf(get(`/v2/jobs/job-1/runs/${run.metadata.asset_id}`))
    ).entity.job_run;
    expect([state, reason.errors[0].code]).toEqual(['Failed', 'JDBC_00']);
  });
});

describe('metrics', () => {
  test('arrive late with the switch totalsLagMs', async () => {
    const { sim, start, get } = kit({ quirks: { totalsLagMs: 60_000 } });
    const id = (await bodyOf(start())).metadata.asset_id;
    const metrics = async (): Promise<object> =>
      (await bodyOf(get(`/v2/jobs/job-1/runs/${id}`))).entity.job_run.configuration.metrics;
    await sim.advance('30s');
    expect(await metrics()).toEqual({});
    await sim.advance('1m');
    expect(await metrics()).toHaveProperty('stage_metrics');
  });
});
