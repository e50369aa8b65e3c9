import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startSimulator } from '@wxdi/simulator';
import { forwardTo, startFaultServer } from '@wxdi/testkit';
import { expect, it, onTestFinished } from 'vitest';
import { random } from './random.js';
import { patience, slices } from './slices.js';

const starter = fileURLToPath(new URL('starter.js', import.meta.url));

/** A process that starts a run; it is killed so long after it is ready, or lives. */
const run = async (what: object, killAfterMs?: number): Promise<string> => {
  const child = spawn(process.execPath, [starter, JSON.stringify(what)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (said === '' && killAfterMs !== undefined) setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    said += text;
  });
  await new Promise((resolve) => child.once('close', resolve));
  return said;
};

/** Somebody else's list lags, and a request arrives late; both within the settle window. */
const listLagMs = 100;
const latestMs = 150;

it(
  `${slices.kills} starts are killed at a random moment and run again with their key: never two runs`,
  patience,
  async () => {
    const chance = random(50);
    const folder = await mkdtemp(join(tmpdir(), 'wxdi-kills-'));
    const jobs = Array.from({ length: slices.kills }, (_, i) => ({ name: `job ${i}`, id: `job-${i}` }));
    const simulator = await startSimulator({ jobs, quirks: { listLagMs } });
    const script = jobs.map(({ id }) => ({
      method: 'POST',
      route: `/v2/jobs/${id}/runs`,
      processed: true,
      delayMs: Math.floor(chance() * latestMs),
    }));
    // What was read from a connection arrives, though whoever sent it is dead.
    const server = await startFaultServer({ upstream: forwardTo(simulator.url), script });
    onTestFinished(async () => {
      await server.close().catch(() => undefined);
      await simulator.close();
      await rm(folder, { recursive: true, force: true });
    });

    const runsOf = (id: string) => simulator.inspect().jobs.find((job) => job.id === id)?.runs ?? [];
    const seen = { killed: 0, found: 0, unknown: 0, resent: 0 };

    const prove = async ({ id }: { readonly id: string }, i: number): Promise<void> => {
      const ifUnknown = i % 2 === 0 ? 'stop' : 'resend';
      const { projectId: project, token } = simulator;
      const what = { url: server.url, project, token, job: id, folder, key: `k-${i}`, ifUnknown };
      const first = await run({ ...what, ifUnknown: 'stop' }, chance() * 220);
      if (!first.includes('"end"')) seen.killed += 1;
      const arrived = server.ledger.some(({ target }) => target.includes(`/${id}/runs`));
      const said = JSON.parse((await run(what)).trim().split('\n').at(-1) ?? '') as {
        end: string;
        runId?: string;
      };
      await wait(latestMs);

      const runs = runsOf(id);
      expect(runs.length, `${id}: ${JSON.stringify(said)}`).toBeLessThanOrEqual(1);
      if (said.end === 'well') expect(runs.map((found) => found.id)).toEqual([said.runId]);
      // Where the first request arrived, or may be sent again, there is a run, and it is told.
      else
        expect({ ...said, arrived, ifUnknown, runs }).toMatchObject({
          end: 'OutcomeUnknown',
          ifUnknown: 'stop',
          runs: [],
        });
      if (said.end !== 'well') seen.unknown += 1;
      else seen[ifUnknown === 'resend' ? 'resent' : 'found'] += 1;
    };

    const queue = jobs.entries();
    const worker = async (): Promise<void> => {
      for (const [i, job] of queue) await prove(job, i);
    };
    await Promise.all(Array.from({ length: 4 }, worker));
    console.info(JSON.stringify(seen));
    expect(seen.killed).toBeGreaterThan(slices.kills / 4);
  },
);
