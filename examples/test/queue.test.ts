import type { Simulator } from '@wxdi/simulator';
import { createPostgresJournal, type PostgresJournal } from '@wxdi/journal-postgres';
import { createClient, createNodeTransport, type Client, type Transport } from '@wxdi/sdk';
import { startSimulator } from '@wxdi/simulator';
import { startPostgres, type TestPostgres } from '@wxdi/testkit/postgres';
import { readFileSync } from 'node:fs';
import { PgBoss } from 'pg-boss';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runJob } from '../queue/activity.ts';
import { queue, work, type Order } from '../queue/worker.ts';

const guide = readFileSync(new URL('../../docs/workers.md', import.meta.url), 'utf8');

it.each(['worker.ts', 'activity.ts'])('docs/workers.md holds queue/%s word for word', (file) => {
  const text = readFileSync(new URL(`../queue/${file}`, import.meta.url), 'utf8');
  expect(guide).toContain(`\`\`\`ts\n${text}\`\`\``);
});

describe('workers of a pg-boss queue with a journal in the same database', () => {
  let postgres: TestPostgres;
  let simulator: Simulator;
  let boss: PgBoss;
  const opened: { boss: PgBoss; client: Client; journal: PostgresJournal }[] = [];
  const network = createNodeTransport();

  /** A worker as on a machine of its own: it shares only the database. */
  const worker = async (transport: Transport = network.send) => {
    const url = postgres.urlOf('postgres');
    const journal = createPostgresJournal({ url });
    const client = createClient({
      url: simulator.url,
      project: simulator.projectId,
      auth: { type: 'bearertoken', token: simulator.token },
      journal,
      transport,
      poll: { firstMs: 20, capMs: 100 },
      settle: { windowMs: 5_000, firstMs: 20 },
    });
    const own = await new PgBoss(url).start();
    opened.push({ boss: own, client, journal });
    await work(own, client);
  };

  beforeAll(async () => {
    postgres = await startPostgres();
    const journal = createPostgresJournal({ url: postgres.urlOf('postgres') });
    await journal.migrate();
    await journal.close();
    simulator = await startSimulator({
      speed: 100,
      flows: {
        'fails-once': { plan: ['fails', 'succeeds'] },
        'fails-once-too': { plan: ['fails', 'succeeds'] },
      },
      jobs: [
        { name: 'load', assetRef: 'flow' },
        { name: 'broken', assetRef: 'fails-once' },
        { name: 'again', assetRef: 'fails-once-too' },
      ],
    });
    boss = await new PgBoss(postgres.urlOf('postgres')).start();
    await boss.createQueue(queue, { retryLimit: 2, retryDelay: 0 });
  }, 120_000);
  afterAll(async () => {
    for (const { boss: own, client, journal } of opened) {
      await own.stop({ graceful: false });
      client.close();
      await journal.close();
    }
    await boss.stop({ graceful: false });
    network.close();
    await simulator.close();
    await postgres.close();
  });

  const jobOf = (name: string) => simulator.inspect().jobs.find((job) => job.name === name);
  const send = async (name: string, parameters = {}): Promise<string> =>
    (await boss.send(queue, { job: jobOf(name)?.id ?? '', parameters } satisfies Order)) ?? '';
  const ended = async (id: string) => {
    for (;;) {
      const [order] = await boss.findJobs<Order>(queue, { id });
      if (order?.state === 'completed' || order?.state === 'failed') return order;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };

  it('start one run for each order, also if an answer is lost', async () => {
    let lost = 0;
    const losing: Transport = async (request) => {
      const outcome = await network.send(request);
      const isStart = request.method === 'POST' && request.url.pathname.endsWith('/runs');
      if (!isStart || lost === 3) return outcome;
      lost += 1;
      return { failure: 'lost' as const, message: 'the answer was lost' };
    };
    await worker(losing);
    await worker(losing);
    const orders = await Promise.all(Array.from({ length: 12 }, (_, i) => send('load', { day: `${i}` })));
    const states = (await Promise.all(orders.map(ended))).map(({ state }) => state);
    expect(new Set(states)).toEqual(new Set(['completed']));
    expect([lost, jobOf('load')?.runs.length]).toEqual([3, 12]);
  });

  it('of a workflow engine go on with the run of an attempt whose worker died', async () => {
    const { client } = opened[0] ?? {};
    if (client === undefined) throw new Error('no worker');
    const details: unknown[] = [];
    const attempt = (number: number, heartbeatDetails?: unknown, signal = new AbortController().signal) =>
      runJob(
        {
          info: {
            workflowExecution: { workflowId: 'close' },
            activityId: '1',
            attempt: number,
            heartbeatDetails,
          },
          cancellationSignal: signal,
          heartbeat: (detail) => details.push(detail),
        },
        client,
        jobOf('again')?.id ?? '',
      );
    const first = await attempt(1).catch((error: unknown) => String(error));
    expect(first).toContain('ended Failed');
    const second = await attempt(2, details.at(-1));
    expect(await attempt(3, details.at(-1))).toBe(second);
    expect(await attempt(3)).toBe(second);
    expect(jobOf('again')?.runs.map(({ state }) => state)).toEqual(['Failed', 'Completed']);
  });

  it('start a failed run again when the queue delivers the order again', async () => {
    const order = await ended(await send('broken'));
    expect(order).toMatchObject({ state: 'completed', retryCount: 1 });
    expect(jobOf('broken')?.runs.map(({ state }) => state)).toEqual(['Failed', 'Completed']);
  });
});
