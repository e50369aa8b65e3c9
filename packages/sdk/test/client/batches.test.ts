import type { BatchProgress, WxdiError } from '@wxdi/sdk';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@wxdi/sdk';
import { startSimulator, type Simulator } from '@wxdi/simulator';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

let simulator: Simulator;
let folder: string;
beforeEach(async () => {
  simulator = await startSimulator({
    speed: 200,
    flows: { odd: { plan: ['fails', 'succeeds'] } },
    jobs: [
      { name: 'load', assetRef: 'flow' },
      { name: 'odd', assetRef: 'odd' },
    ],
  });
  folder = await mkdtemp(join(tmpdir(), 'wxdi-batch-'));
});
afterEach(async () => {
  await simulator.close();
  await rm(folder, { recursive: true, force: true });
});

/** A process of its own: it shares only the folder. */
const process = () =>
  createClient({
    url: simulator.url,
    project: simulator.projectId,
    auth: { type: 'bearertoken', token: simulator.token },
    journal: { folder },
    poll: { firstMs: 10, capMs: 50 },
  });
const jobOf = (name: string) => simulator.inspect().jobs.find((job) => job.name === name);
const orders = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    id: `${i}`,
    job: jobOf('load')?.id ?? '',
    draft: { parameters: [{ name: 'day', value: `${i}` }] },
  }));
const starts = () =>
  simulator.requests().filter(({ method, path }) => method === 'POST' && path.endsWith('/runs')).length;

describe('a batch', () => {
  test('that was aborted goes on in another process, and each order is one run', async () => {
    const first = process();
    const stop = new AbortController();
    const seen: BatchProgress[] = [];
    const onEvent = (event: BatchProgress) => {
      seen.push(event);
      if (seen.filter(({ type }) => type === 'ended').length === 3) stop.abort();
    };
    const stopped = first.batches.run('close', orders(10), { limit: 2, signal: stop.signal, onEvent });
    expect(await stopped).toHaveLength(10);
    first.close();

    const second = process();
    const status = await second.batches.status('close');
    expect(status).toHaveLength(10);
    expect(status.filter(({ state }) => state === 'pending').length).toBeGreaterThan(3);
    const ended = await second.batches.run('close', orders(10), { limit: 4 });
    expect(ended.map(({ id, ended: state }) => [id, state])).toEqual(
      orders(10).map(({ id }) => [id, 'Completed']),
    );
    expect([starts(), jobOf('load')?.runs.length]).toEqual([10, 10]);
    await second.batches.run('close', orders(10));
    expect(starts()).toBe(10);
    second.close();
  });

  test('reports what failed, and starts it again on request', async () => {
    const client = process();
    const odd = [...orders(1), { id: 'odd', job: jobOf('odd')?.id ?? '' }, { id: 'gone', job: 'none' }];
    const first = await client.batches.run('mixed', odd);
    expect(first).toMatchObject([
      { ended: 'Completed' },
      { ended: 'Failed', attempt: 1 },
      { state: 'refused', error: { kind: 'NotFound' } },
    ]);
    const again = await client.batches.run('mixed', odd, { retryFailed: true });
    expect(again.map(({ ended, state }) => ended ?? state)).toEqual(['Completed', 'Completed', 'refused']);
    client.close();
  });

  test.each([
    [['a', [{ id: '1' }]], 'orders[0].job'],
    [['a', [{ id: '1', job: 'j', darft: {} }]], 'orders[0].darft'],
    [['', []], 'batch'],
    [['a', [], { limit: 0 }], 'limit'],
  ])('with arguments %j is InvalidInput, and nothing is sent', async (given, member) => {
    const client = process();
    const batches = client.batches as unknown as { run(...args: readonly unknown[]): Promise<unknown> };
    const failed = await batches.run(...given).catch((error: unknown) => error);
    expect(failed).toMatchObject({ kind: 'InvalidInput' });
    expect(JSON.stringify((failed as WxdiError).issues)).toContain(member.split('.').at(-1));
    expect(simulator.requests()).toEqual([]);
    client.close();
  });

  test('that the journal does not have is NotFound', async () => {
    const client = process();
    await expect(client.batches.status('none')).rejects.toMatchObject({ kind: 'NotFound' });
    client.close();
  });
});
