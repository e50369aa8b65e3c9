import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createPostgresJournal } from '@wxdi/journal-postgres';
import { createClient } from '@wxdi/sdk';
import { startSimulator } from '@wxdi/simulator';
import { lastLineOf, patience, proofSize, random } from '@wxdi/testkit';
import { expect, onTestFinished, test } from 'vitest';
import { startDatabase } from './support/database.js';

const worker = fileURLToPath(new URL('support/worker.js', import.meta.url));
const size = { orders: proofSize(60, 8_000), kills: proofSize(4, 120), restarts: proofSize(1, 6) };
const hourMs = 3_600_000;

type Counts = Readonly<Record<string, number>>;

/** Runs a worker to its end, or kills it this long after it is ready: then its counts are missing. */
const run = async (what: object, killAfterMs?: number): Promise<Counts | undefined> => {
  // The orders may be too long for one argument of a process.
  const child = spawn(process.execPath, [worker], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify(what));
  const last = await lastLineOf(child, killAfterMs);
  return last.startsWith('{') ? (JSON.parse(last) as Counts) : undefined;
};

test(
  `four workers run ${size.orders} orders, are killed ${size.kills} times, and lose answers and the database: each attempt is one run`,
  patience,
  async () => {
    const chance = random(16);
    const database = await startDatabase();
    const simulator = await startSimulator({
      speed: 500,
      flows: { odd: { plan: ['fails', 'succeeds', 'succeeds'] } },
      jobs: [
        { name: 'load', assetRef: 'flow' },
        { name: 'odd', assetRef: 'odd' },
      ],
      quirks: { listLagMs: 200 },
      faults: [
        'POST runs: lose-answer 3%',
        'POST runs: lose-request 1%',
        'POST runs: 503 2%',
        'POST runs: 429 1% retry-after 1s',
        'GET run: 503 2%',
      ],
    });
    onTestFinished(async () => {
      await simulator.close();
      await database.close();
    });
    const url = await database.empty();
    const journal = createPostgresJournal({ url });
    await journal.migrate();
    const jobs = simulator.inspect().jobs;
    const orders = Array.from({ length: size.orders }, (_, i) => ({
      id: `${i}`,
      job: jobs[i % 10 === 0 ? 1 : 0]?.id ?? '',
      draft: { parameters: [{ name: 'order', value: `${i}` }] },
    }));
    const { projectId: project, token } = simulator;
    const shared = { url: simulator.url, project, token, database: url, batch: 'close', orders, limit: 16 };
    const skews = [0, hourMs, -hourMs, 0];

    let kills = size.kills;
    let isRestarting = true;
    const keepRunning = async (skewMs: number): Promise<void> => {
      for (;;) {
        const isKilled = kills > 0;
        if (isKilled) kills -= 1;
        const counts = await run(
          { ...shared, skewMs, retryFailed: chance() < 0.5 },
          isKilled ? 100 + chance() * 1_500 : undefined,
        );
        if (!isKilled && counts?.['Unavailable'] === undefined) return;
      }
    };
    const disturb = async (): Promise<void> => {
      for (let left = size.restarts; left > 0; left -= 1) {
        await sleep(300 + chance() * 700);
        await database.cutConnections();
        await sleep(300);
        await database.stop();
        await database.start();
      }
      isRestarting = false;
    };
    await Promise.all([disturb(), ...skews.map(keepRunning)]);
    expect(isRestarting).toBe(false);

    const last = await run({ ...shared, skewMs: 0, retryFailed: true });
    const again = await run({ ...shared, skewMs: 0, retryFailed: true });
    const client = createClient({
      url: simulator.url,
      project,
      auth: { type: 'bearertoken', token },
      journal,
    });
    const items = await client.batches.status('close');
    const runs = simulator.inspect().jobs.flatMap((job) => job.runs);
    client.close();
    await journal.close();

    // At most one run for each attempt.
    const marks = runs.map(({ description }) => /\[wxdi:(\S+)#.{6}\.(\d+)\]$/.exec(description ?? ''));
    const attempts = marks.map((mark) => `${mark?.[1]} ${mark?.[2]}`);
    expect(attempts.filter((attempt, i) => attempts.indexOf(attempt) !== i)).toEqual([]);
    expect(attempts).not.toContain('undefined undefined');
    // An attempt only after one that failed.
    const stateOf = new Map(attempts.map((attempt, i) => [attempt, runs[i]?.state]));
    for (const attempt of attempts) {
      const [key, number] = attempt.split(' ');
      if (number !== '1')
        expect([attempt, stateOf.get(`${key} ${Number(number) - 1}`)]).toEqual([attempt, 'Failed']);
    }
    // No order is skipped: an order without a run is unknown, and is listed.
    expect(items).toHaveLength(size.orders);
    const withRun = new Set(marks.map((mark) => mark?.[1]));
    for (const { key, state, ended } of items)
      expect([key, ended ?? state]).toEqual([key, withRun.has(key) ? 'Completed' : 'unknown']);
    console.info(JSON.stringify({ runs: runs.length, last, again }));
    expect(again).toEqual(last);
  },
);
