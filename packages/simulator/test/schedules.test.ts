import { describe, expect, test } from 'vitest';
import { createJob, getRun, startRun, t0, world, type Json } from './world.js';

const day = 86_400_000;

const runsOf = (w: ReturnType<typeof world>, id: string): Json[] =>
  w.send('GET', `/v2/jobs/${id}/runs`, { query: { limit: '100' } }).json.results;

describe('a schedule', () => {
  test('starts a run at each of its times, marked as scheduled', () => {
    const w = world();
    const id = createJob(w, { schedule: '0 2 * * *' });
    w.now += 3 * day;
    const runs = runsOf(w, id);
    expect(runs.map((run) => run.metadata.created_at)).toEqual([
      '2026-05-30T02:00:00Z',
      '2026-05-29T02:00:00Z',
      '2026-05-28T02:00:00Z',
    ]);
    for (const run of runs)
      expect(run.entity.job_run).toMatchObject({ isScheduledRun: true, state: 'Completed' });
    expect(getRun(w, id, startRun(w, id)).entity.job_run.isScheduledRun).toBe(false);
  });

  test('starts runs only in its window, and none after it was removed or its job was deleted', () => {
    const w = world();
    const window = { schedule_info: { repeat: true, startOn: t0 + 1.4 * day, endOn: t0 + 3 * day } };
    const id = createJob(w, { schedule: '0 2 * * *', ...window });
    w.now += 10 * day;
    expect(runsOf(w, id).map((run) => run.metadata.created_at)).toEqual([
      '2026-05-30T02:00:00Z',
      '2026-05-29T02:00:00Z',
    ]);
    const other = createJob(w, { name: 'other', schedule: '0 * * * *' });
    w.now += day;
    expect(runsOf(w, other)).toHaveLength(24);
    w.send('PATCH', `/v2/jobs/${other}`, { body: [{ op: 'remove', path: '/entity/job/schedule' }] });
    w.now += day;
    expect(runsOf(w, other)).toHaveLength(24);
    w.send('DELETE', `/v2/jobs/${other}`);
    w.now += day;
    expect(w.send('GET', '/v2/jobs').json.total_rows).toBe(1);
  });

  test('starts the same runs, however often the simulator is asked in between', () => {
    const [once, often] = [world(), world()];
    const [a, b] = [once, often].map((w) => createJob(w, { schedule: '*/7 * * * *' })) as [string, string];
    for (let i = 0; i < 100; i += 1) {
      often.now += 60_000;
      often.send('GET', `/v2/jobs/${b}`);
    }
    once.now = often.now;
    const times = (w: ReturnType<typeof world>, id: string): unknown =>
      runsOf(w, id).map((run) => run.metadata.created_at);
    expect(times(often, b)).toEqual(times(once, a));
    expect(times(once, a)).toHaveLength(16);
  });

  test('of an initial job starts runs in the order of time among several jobs', () => {
    const w = world({
      jobs: [
        { name: 'a', id: 'a', schedule: '0 * * * *' },
        { name: 'b', id: 'b', schedule: '30 * * * *' },
      ],
    });
    w.now += day;
    w.send('GET', '/v2/jobs');
    const all = [...w.state.runs.values()]
      .flatMap((runs) => [...runs.values()])
      .sort((x, y) => x.seq - y.seq);
    expect(all).toHaveLength(48);
    expect(all.map(({ createdAt }) => createdAt)).toEqual(
      all.map(({ createdAt }) => createdAt).toSorted((x, y) => x - y),
    );
  });

  test('of every minute takes no long time over a jump of days', () => {
    const w = world({ jobs: [{ name: 'a', id: 'a', schedule: '* * * * *' }] });
    w.now += 5 * day;
    expect(w.send('GET', '/v2/jobs/a/runs').json.total_rows).toBe(7_200);
  });
});

describe('the history of initial jobs', () => {
  test('is one run a day, or one for each time of the schedule, with an outcome that the seed decides', () => {
    const options = {
      seed: 7,
      history: '30d',
      jobs: [
        { name: 'a', id: 'a' },
        { name: 'b', id: 'b', schedule: '0 */12 * * *' },
        { name: 'c', id: 'c', runs: 2 },
      ],
    };
    const w = world(options);
    expect(runsOf(w, 'a')).toHaveLength(30);
    expect(runsOf(w, 'b')).toHaveLength(60);
    expect(runsOf(w, 'c')).toHaveLength(2);
    expect(runsOf(w, 'b').every((run) => run.entity.job_run.isScheduledRun)).toBe(true);
    const states = [...runsOf(w, 'a'), ...runsOf(w, 'b')].map((run) => run.entity.job_run.state);
    expect(states.filter((state) => state === 'Completed').length).toBeGreaterThan(60);
    expect(states).toContain('Failed');
    expect(runsOf(world(options), 'b')).toEqual(runsOf(w, 'b'));
    expect(runsOf(world({ ...options, seed: 8 }), 'b')).not.toEqual(runsOf(w, 'b'));
  });

  test('is refused if it is no duration', () => {
    expect(() => world({ history: 'long' })).toThrow('history: "long" is not a duration');
  });
});
