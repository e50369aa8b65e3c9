import type { Client } from '@wxdi/sdk';
import { getEventListeners } from 'node:events';
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';
import { createClient, WxdiError } from '@wxdi/sdk';
import { startSimulator } from '@wxdi/simulator';
import { forwardTo, startFaultServer } from '@wxdi/simulator/faults';
import { expect, it } from 'vitest';
import { random } from '@wxdi/testkit';
import { patience, slices } from './slices.js';

const calls: readonly ((client: Client, signal: AbortSignal) => Promise<unknown>)[] = [
  ({ jobs }, signal) => jobs.get('job-1', { signal }),
  ({ jobs }, signal) => jobs.list({ signal }).toArray(),
  ({ jobs }, signal) => jobs.get('gone', { signal }),
  ({ jobs }, signal) => jobs.start('job-1', {}, { signal }),
  ({ runs }, signal) => runs.wait('job-1', 'run-1', { signal, justStarted: true }),
  ({ runs }, signal) => runs.cancel('job-1', 'run-1', { signal }),
  ({ jobs }, signal) => jobs.runMany([{ job: 'job-1' }, { job: 'job-1' }, { job: 'gone' }], { signal }),
  async ({ runs }, signal) => {
    for await (const { type } of runs.follow('job-1', 'run-1', { signal, justStarted: true, logs: true }))
      void type;
  },
];

/** The resources that keep the process alive, by kind. */
const resources = (): Readonly<Record<string, number>> => {
  const kinds = process.getActiveResourcesInfo().filter((kind) => /Timeout|TCP|Immediate|FS/.test(kind));
  return Object.fromEntries(
    [...new Set(kinds)].map((kind) => [kind, kinds.filter((k) => k === kind).length]),
  );
};

/**
 * Waits for a number of turns of the event loop. In each of them the servers of this process get on, too, so on a busy
 * machine a call gets as far as on a fast one.
 */
const turns = async (count: number): Promise<void> => {
  for (let i = 0; i < count; i += 1) await turn();
};

it(`${slices.aborts} calls that are aborted at a random moment leave no resource`, patience, async () => {
  const chance = random(5);
  const before = resources();
  const simulator = await startSimulator({ jobs: [{ id: 'job-1', name: 'job' }] });
  const server = await startFaultServer({
    upstream: async (request) => {
      await turns(chance() * 30);
      // No answer ever: only the client can end this connection.
      if (chance() < 0.1) await new Promise(() => undefined);
      return forwardTo(simulator.url)(request);
    },
  });
  const { url } = server;
  const { projectId: project, token } = simulator;
  const client = createClient({ url, project, auth: { type: 'bearertoken', token } });
  const ends = new Map<string, number>();

  const abortOne = async (i: number): Promise<void> => {
    const controller = new AbortController();
    const { signal } = controller;
    const calling = (calls[i % calls.length] as (typeof calls)[number])(client, signal);
    const ended = calling.then(
      () => 'ok',
      (error: unknown) => {
        if (error instanceof WxdiError) return error.kind;
        throw error;
      },
    );
    await turns(chance() * 200);
    controller.abort(new Error('enough'));
    const end = await ended;
    ends.set(end, (ends.get(end) ?? 0) + 1);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  };
  const queue = Array.from({ length: slices.aborts }, (_, i) => i).values();
  const worker = async (): Promise<void> => {
    for (const i of queue) await abortOne(i);
  };
  await Promise.all(Array.from({ length: 20 }, worker));

  client.close();
  // The server accepts the connections of aborted calls later, one in a turn, and sees then that they are closed.
  for (let checks = 0; checks < 2_000 && server.open() > 0; checks += 1) await wait(5);
  expect(server.open()).toBe(0);
  await server.close();
  await simulator.close();
  const more = (): readonly string[] =>
    Object.entries(resources()).flatMap(([kind, n]) => (n > (before[kind] ?? 0) ? [`${n} ${kind}`] : []));
  for (let checks = 0; checks < 50 && more().length > 0; checks += 1) await new Promise(setImmediate);
  expect(more()).toEqual([]);
  expect(ends.get('Aborted')).toBeGreaterThan(slices.aborts / 4);
  // A start whose request was sent may have succeeded, and is reported as unknown.
  for (const end of ends.keys()) expect(['Aborted', 'NotFound', 'OutcomeUnknown', 'ok']).toContain(end);
  expect(ends.get('OutcomeUnknown')).toBeGreaterThan(0);
});
