import type { ClientOptions, HttpResponse } from '@wxdi/sdk';
import { createClient } from '@wxdi/sdk';
import { virtualClock } from '@wxdi/testkit';
import { describe, expect, it } from 'vitest';

const json = (status: number, body: object): HttpResponse => ({
  status,
  headers: {},
  body: JSON.stringify(body),
});

/** A client and a service. Its only run is Running for three polls, and answers to writes are lost. */
const open = (options: Pick<ClientOptions, 'poll' | 'settle'>) => {
  const clock = virtualClock();
  let polls = 0;
  const client = createClient({
    url: 'https://service.example',
    project: 'p',
    auth: { type: 'bearertoken', token: 'token' },
    clock,
    random: () => 0.5,
    ...options,
    transport: async ({ method, url }) => {
      if (method === 'POST') return { failure: 'lost', message: 'the connection was lost' };
      if (!/\/runs\/./.test(url.pathname)) return json(200, { results: [], total_rows: 0 });
      const state = (polls += 1) > 3 ? 'Completed' : 'Running';
      const run = { job_ref: 'j', state, duration: 1 };
      return json(200, { metadata: { name: 'n', asset_id: 'r' }, entity: { job_run: run } });
    },
  });
  return { client, clock };
};

const slow = { firstMs: 7_000, factor: 1, jitter: 0 };
const short = { windowMs: 3_000, firstMs: 1_500, factor: 1 };

describe('defaults of a client', () => {
  it('set the polling of runs, unless a call does', async () => {
    const first = open({ poll: slow });
    await first.client.runs.wait('j', 'r');
    expect(first.clock.slept).toEqual([7_000, 7_000, 7_000]);
    const second = open({ poll: slow });
    await second.client.runs.wait('j', 'r', { poll: { firstMs: 500 } });
    expect(second.clock.slept).toEqual([500, 500, 500]);
  });

  it('set the search after a lost start or creation, unless a call does', async () => {
    const started = open({ settle: short });
    await expect(started.client.jobs.start('j')).rejects.toMatchObject({ kind: 'OutcomeUnknown' });
    expect(started.clock.slept).toEqual([1_500, 1_500]);
    const created = open({ settle: short });
    const draft = { name: 'n', assetId: 'a' };
    await expect(created.client.jobs.create(draft)).rejects.toMatchObject({ kind: 'OutcomeUnknown' });
    expect(created.clock.slept).toEqual([1_500, 1_500]);
    const shortened = open({ settle: short });
    const own = { settle: { windowMs: 1_500 } };
    await expect(shortened.client.jobs.start('j', {}, own)).rejects.toMatchObject({ kind: 'OutcomeUnknown' });
    expect(shortened.clock.slept).toEqual([1_500]);
  });
});
