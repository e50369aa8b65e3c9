import type { Transport } from '@wxdi/sdk';
import type { CreateSimulatorOptions, SimulatorTransport } from '@wxdi/simulator';
import { createClient } from '@wxdi/sdk';
import { createSimulator } from '@wxdi/simulator';
import { expect, expectTypeOf, it } from 'vitest';

const open = (options: CreateSimulatorOptions = {}) => {
  const sim = createSimulator({ jobs: [{ name: 'Load' }], ...options });
  return { sim, client: createClient(sim.connection), loadId: sim.inspect().jobs[0]?.id ?? '' };
};

it('the transport of the simulator is a transport of the sdk', () => {
  expectTypeOf<SimulatorTransport>().toExtend<Transport>();
});

it('a client with the connection of a simulator needs no network and does not wait', async () => {
  const { sim, client, loadId } = open();
  const since = performance.now();
  sim.nextRun({ states: ['Queued 1h', 'Running 8h', 'CompletedWithWarnings'], log: ['one', 'two'] });
  const run = await client.jobs.start(loadId);
  const { run: ended } = await run.wait();
  expect(ended.state).toBe('CompletedWithWarnings');
  expect((await run.logs()).map(({ text }) => text)).toEqual(expect.arrayContaining(['one', 'two']));
  expect(sim.clock.now() - Date.UTC(2026, 0, 1)).toBeGreaterThan(9 * 3_600_000);
  expect(performance.now() - since).toBeLessThan(5_000);
});

it('a start whose answer was lost is found again: one run, and the fault was met', async () => {
  const { sim, client, loadId } = open({ faults: ['POST runs: lose-answer'] });
  const run = await client.jobs.start(loadId);
  expect(sim.inspect().jobs[0]?.runs.map(({ id }) => id)).toEqual([run.runId]);
  expect(sim.requests('POST runs')).toHaveLength(1);
  sim.verify();
});

it('reads survive 429, late answers and answers that are cut', async () => {
  const { sim, client, loadId } = open({
    faults: ['GET *: 429 x2 retry-after 3s', '*: delay 5s', 'GET job: cut-answer'],
  });
  expect((await client.jobs.get(loadId)).name).toBe('Load');
  sim.verify();
});

it('an expired token is renewed', async () => {
  const { sim, client, loadId } = open();
  const { auth: _auth, ...connection } = sim.connection;
  const own = createClient({ ...connection, auth: { type: 'iam', apiKey: sim.apiKey } });
  await own.jobs.get(loadId);
  sim.addFaults('token: expire');
  expect((await own.jobs.get(loadId)).id).toBe(loadId);
  expect(sim.requests('token')).toHaveLength(2);
  await client.jobs.get(loadId);
  sim.verify();
});

it('a program in manual time is seen at any moment, and ends when its time has come', async () => {
  const { sim, client, loadId } = open({
    clock: 'manual',
    plans: { Load: { outcome: 'fails', runningMs: 7_200_000 } },
  });
  const run = await client.jobs.start(loadId);
  let ended: string | undefined;
  void run.wait().then((result) => (ended = result.run.state));
  await sim.advance('1h');
  expect(ended).toBeUndefined();
  expect((await client.runs.get(loadId, run.runId)).state).toBe('Running');
  await sim.advance('1h30m');
  expect(ended).toBe('Failed');
});

it('a schedule starts runs that the client sees as scheduled', async () => {
  const { sim, client } = open({ jobs: [{ name: 'Load', schedule: '0 2 * * *' }] });
  await sim.advance('2d');
  const id = sim.inspect().jobs[0]?.id ?? '';
  const runs = await client.runs.list(id).toArray();
  expect(runs.map(({ scheduled, state }) => [scheduled, state])).toEqual([
    [true, 'Completed'],
    [true, 'Completed'],
  ]);
});

it('the same seed gives the same requests at the same times', async () => {
  const life = async (seed: number) => {
    const { sim, client, loadId } = open({ seed, faults: ['GET *: 503 30%', 'GET *: delay 700ms'] });
    const run = await client.jobs.start(loadId, {}, { key: 'k' });
    await run.wait().catch(() => undefined);
    return sim.requests().map(({ method, path, at, status }) => ({ method, path, at, status }));
  };
  expect(await life(7)).toEqual(await life(7));
  expect(await life(7)).not.toEqual(await life(8));
});
