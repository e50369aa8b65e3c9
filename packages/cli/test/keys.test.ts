import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { simulated, type Simulated } from './fakes/simulated.js';

const failing = '9b1d4e72-77f4-4c0a-8a53-2f1b8a3f9c02';
const slow = '9b1d4e72-77f4-4c0a-8a53-2f1b8a3f9c03';
let world: Simulated;
let state: string;
beforeAll(async () => {
  state = await mkdtemp(join(tmpdir(), 'wxdi-keys-'));
  world = await simulated({
    jobs: 1,
    speed: 50,
    flows: {
      [failing]: { plan: { outcome: 'fails' } },
      [slow]: { type: 'streamsets_flow', plan: { outcome: 'streams' } },
    },
  });
  await world.run(['job', 'create', '--name', 'Fails', '--asset', failing]);
  await world.run(['job', 'create', '--name', 'Streams', '--asset', slow]);
});
afterAll(async () => {
  await world.simulator.close();
  await rm(state, { recursive: true, force: true });
});

const start = (job: string, key: string, ...more: readonly string[]) =>
  world.run(['job', 'start', job, '--key', key, '--settle-window', '100ms', ...more], {
    env: { XDG_STATE_HOME: state },
  });
const waiting = ['--wait', '--interval', '20ms'];
const idOf = (out: string) => (JSON.parse(out) as { id: string }).id;

describe('a start with the key of a run', () => {
  test('that failed returns it with its exit code and a hint; --retry-failed starts the next attempt', async () => {
    const first = await start('Fails', 'a', ...waiting, '-o', 'json');
    const again = await start('Fails', 'a', ...waiting);
    expect([first.code, again.code]).toEqual([10, 10]);
    expect(again.out).toContain(idOf(first.out));
    expect(again.err).toContain('of key a ended Failed; no new run was started\n');
    expect(again.err).toContain('hint: add --retry-failed to start the next attempt\n');
    const retried = await start('Fails', 'a', '--retry-failed', ...waiting, '-o', 'json');
    expect(retried.code).toBe(10);
    expect(idOf(retried.out)).not.toBe(idOf(first.out));
    const dry = await start('Fails', 'a', '--retry-failed', '-n');
    expect(dry.err).toContain(
      'attempt 2 ended without success, or its run was deleted; attempt 3 would be sent',
    );
    expect(dry.out).toMatch(/\[wxdi:a#[\da-f]{6}\.3\]/);
  });

  test('that was refused before it was sent starts the corrected request', async () => {
    await world.run(['job', 'create', '--name', 'Yearly', '--asset', failing, '--param', 'year=2025']);
    const refused = await start('Yearly', 'r', '--strict-params', '--param', 'yaer=2026');
    expect([refused.code, refused.out]).toEqual([2, '']);
    expect(refused.err).toContain('parameter yaer is unknown to the job; nothing was sent\n');
    const dry = await start('Yearly', 'r', '--strict-params', '--param', 'year=2026', '-n');
    expect(dry.err).toContain('no earlier start was found; attempt 1 would be sent');
    const corrected = await start('Yearly', 'r', '--strict-params', '--param', 'year=2026');
    expect(corrected.code).toBe(0);
    expect((await start('Yearly', 'r', '--param', 'year=2027')).code).toBe(2);
  });

  test('that was deleted is exit 3 with a way out', async () => {
    const { out } = await start('Fails', 'b', ...waiting, '-o', 'json');
    await world.run(['run', 'delete', 'Fails', idOf(out), '--yes']);
    await new Promise((resolve) => setTimeout(resolve, 150));
    const gone = await start('Fails', 'b');
    expect([gone.code, gone.out]).toEqual([3, '']);
    expect(gone.err).toContain('error: the run of this key was deleted\n');
    expect(gone.err).toContain('hint: add --retry-failed to start the next attempt, or use another --key\n');
    expect((await start('Fails', 'b', '-n')).err).toContain('nothing would be sent without --retry-failed');
    expect((await start('Fails', 'b', '--retry-failed')).code).toBe(0);
  });

  test('that completed and was deleted is its result, without another run', async () => {
    const { out } = await start('Job 0001', 'c', ...waiting, '-o', 'json');
    await world.run(['run', 'delete', 'Job 0001', idOf(out), '--yes']);
    const before = world.mutations().length;
    const again = await start('Job 0001', 'c', ...waiting, '-o', 'json');
    expect([again.code, idOf(again.out)]).toEqual([0, idOf(out)]);
    expect(world.mutations()).toHaveLength(before);
  });

  test('for another request is exit 2, also without the state folder of the first start', async () => {
    await start('Job 0001', 'd');
    for (const env of [{ XDG_STATE_HOME: state }, {}]) {
      const argv = ['job', 'start', 'Job 0001', '--key', 'd', '--param', 'year=2'];
      const { code, err } = await world.run(argv, { env });
      expect([code, err]).toEqual([2, expect.stringContaining('key d was already used for another start')]);
    }
  });

  test('that is active is found before --if-active is considered', async () => {
    const { out } = await start('Streams', 'e', '-o', 'json');
    const again = await start('Streams', 'e', '--if-active', 'fail', '-o', 'json');
    expect([again.code, idOf(again.out)]).toEqual([0, idOf(out)]);
    expect((await start('Streams', 'f', '--if-active', 'fail')).code).toBe(5);
  });
});

test('a wait that times out after the start says that the run was started', async () => {
  const { code, err } = await start('Streams', 'g', ...waiting, '--timeout', '200ms', '-o', 'json');
  expect(code).toBe(124);
  const failure = JSON.parse(err.trim().split('\n').at(-1) ?? '') as Record<string, unknown>;
  expect(failure).toMatchObject({ outcome: 'started', key: 'g', exitCode: 124, runId: expect.any(String) });
  const lines = (await start('Streams', 'g', ...waiting, '--timeout', '200ms', '-o', 'jsonl')).out.trim();
  expect(JSON.parse(lines.split('\n').at(-1) ?? '')).toMatchObject({
    type: 'error',
    outcome: 'started',
    key: 'g',
  });
});
