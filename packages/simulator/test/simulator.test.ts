import { describe, expect, test } from 'vitest';
import { createSimulator, startSimulator, virtualClock } from '../src/index.js';
import { asked, kit } from './kit.js';

describe('time', () => {
  test('passes with advance only, if the clock is manual', async () => {
    const sim = createSimulator({ clock: 'manual' });
    const ended: string[] = [];
    const sleeper = (name: string, ms: number): Promise<unknown> =>
      sim.clock
        .sleep(ms, { aborted: false })()
        .then(() => ended.push(`${name} ${sim.clock.monotonic()}`));
    void sleeper('late', 3_600_000);
    void sleeper('soon', 1_000).then(() => sleeper('after soon', 500));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(ended).toEqual([]);
    await sim.advance('2s');
    expect(ended).toEqual(['soon 1000', 'after soon 1500']);
    expect(sim.clock.monotonic()).toBe(2_000);
    await sim.advance('2h');
    expect(ended.at(-1)).toBe('late 3600000');
  });

  test('passes while something sleeps, if the clock is virtual, and with advance', async () => {
    const sim = createSimulator();
    await sim.clock.sleep(3_600_000, { aborted: false })();
    await sim.advance('1h30m');
    expect(sim.clock.now()).toBe(Date.UTC(2026, 0, 1, 2, 30));
  });

  test('can be that of a clock of the caller, which may be virtual', async () => {
    const clock = virtualClock({ startsAt: 0 });
    const sim = createSimulator({ clock });
    await sim.advance('1s');
    expect(clock.now()).toBe(1_000);
    await expect(createSimulator({ clock: 'real' }).advance('1s')).rejects.toThrow(
      'advance needs the clock virtual or manual',
    );
    expect(() => createSimulator({ clock: 'fast' as 'real' })).toThrow(
      'clock: use virtual, manual, real or a clock',
    );
    await expect(sim.advance('soon')).rejects.toThrow('advance: "soon" is not a duration');
  });
});

describe('the transport', () => {
  test('needs no network: any origin is the service', async () => {
    const { sim, get, token } = kit();
    expect(asked(await get('/v2/jobs', await token()))).toBe('200');
    expect(sim.requests().map(({ path }) => path)).toEqual(['/identity/token', '/v2/jobs']);
  });

  test('ends a request when its signal aborts, also while it is late', async () => {
    const { sim } = kit({ faults: ['*: delay 1h'], clock: 'manual' });
    const controller = new AbortController();
    const request = { method: 'GET', url: new URL('https://x.example/v2/jobs'), headers: {} };
    const late = sim.transport({ ...request, signal: controller.signal });
    controller.abort();
    expect(await late).toMatchObject({ failure: 'aborted' });
    expect(await sim.transport({ ...request, signal: controller.signal })).toMatchObject({ unsent: true });
  });

  test('refuses a body that is not JSON, and returns the time of the simulator', async () => {
    const { sim } = kit();
    const answer = await sim.transport({
      method: 'POST',
      url: new URL(`https://x.example/v2/jobs?project_id=${sim.projectId}`),
      headers: { authorization: `Bearer ${sim.token}` },
      body: '{"job":',
    });
    expect(answer).toMatchObject({ status: 400, headers: { date: 'Thu, 01 Jan 2026 00:00:00 GMT' } });
  });
});

describe('the ledger', () => {
  test('has the bodies of requests and answers, and can be asked by target', async () => {
    const { sim, get, send } = kit();
    await get('/v2/jobs');
    await send('POST', '/v2/jobs/job-1/runs', { job_run: { name: 'one' } });
    expect(sim.requests('POST runs')).toMatchObject([
      { body: { job_run: { name: 'one' } }, status: 201, answer: { metadata: { name: 'one' } }, faults: [] },
    ]);
    expect(sim.requests('jobs')).toHaveLength(1);
    expect(() => sim.requests('POST runz')).toThrow('"runz" is not a target');
  });

  test('keeps the answers of the latest thousand requests', async () => {
    const { sim, get } = kit();
    for (let i = 0; i < 1_002; i += 1) await get('/v2/jobs');
    const answers = sim.requests().map(({ answer }) => answer !== undefined);
    expect([answers.indexOf(true), answers.length]).toEqual([2, 1_002]);
  });
});

test('jobs can be in several projects and spaces', async () => {
  const { sim, get } = kit({
    projects: { 'p-2': 'Second' },
    spaces: { 's-2': 'Live' },
    jobs: [
      { name: 'a' },
      { name: 'b', project: 'Second' },
      { name: 'c', space: 's-2' },
      { name: 'd', project: 'p-2' },
    ],
  });
  expect(sim.inspect().jobs.map(({ name, scope }) => `${name} ${scope.kind} ${scope.name}`)).toEqual([
    'a project Simulated project',
    'b project Second',
    'c space Live',
    'd project Second',
  ]);
  const listed = await get('/v2/jobs?space_id=s-2');
  expect('body' in listed && JSON.parse(listed.body)).toMatchObject({ total_rows: 1 });
  expect(() => createSimulator({ jobs: [{ name: 'x', project: 'None' }] })).toThrow(
    'there is no project "None"; there are Simulated project',
  );
  expect(() => createSimulator({ jobs: [{ name: 'x', project: 'a', space: 'b' }] })).toThrow('not both');
});

test('the same simulator answers in process and on a socket', async () => {
  const { sim, start } = kit();
  const server = await sim.listen();
  await start();
  const listed = await fetch(`${server.url}/v2/jobs/job-1/runs?project_id=${sim.projectId}`, {
    headers: { authorization: `Bearer ${sim.token}` },
  });
  expect(await listed.json()).toMatchObject({ total_rows: 1 });
  expect(server.requests()).toHaveLength(2);
  await server.close();
});

test.each([
  ['lose-answer', 1],
  ['lose-request', 0],
  ['cut-answer', 1],
] as const)('on a socket, %s ends the connection early', async (does, runs) => {
  const server = await startSimulator({ jobs: [{ name: 'a', id: 'job-1' }], faults: [`POST runs: ${does}`] });
  const start = fetch(`${server.url}/v2/jobs/job-1/runs?project_id=${server.projectId}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.token}` },
  });
  await expect(start.then((answer) => answer.text())).rejects.toThrow();
  expect(server.inspect().jobs[0]?.runs).toHaveLength(runs);
  server.verify();
  await server.close();
});
