import type { StartEnd, StartOrder } from '@wxdi/testkit';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startSimulator } from '@wxdi/simulator';
import { killAndRepeat, lastLineOf, random, wrongOf } from '@wxdi/testkit';
import { expect, it, onTestFinished } from 'vitest';
import { patience, slices } from './slices.js';

const starter = fileURLToPath(new URL('starter.js', import.meta.url));

/** Starts a run in a process, which is killed after this time if one is given. */
const run = async (what: object, killAfterMs?: number): Promise<StartEnd> => {
  const child = spawn(process.execPath, [starter, JSON.stringify(what)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const last = await lastLineOf(child, killAfterMs);
  if (!last.startsWith('{')) return { end: 'killed' };
  const end = JSON.parse(last) as StartEnd;
  return end.end === 'OutcomeUnknown' ? { end: 'unknown' } : end;
};

it(
  `${slices.kills} starts are killed at a random moment and run again with their key: never two runs`,
  patience,
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'wxdi-kills-'));
    const jobs = Array.from({ length: slices.kills }, (_, i) => ({ name: `job ${i}`, id: `job-${i}` }));
    const simulator = await startSimulator({ jobs, quirks: { listLagMs: 100 } });
    onTestFinished(async () => {
      await simulator.close();
      await rm(folder, { recursive: true, force: true });
    });
    const { projectId: project, token } = simulator;
    const results = await killAndRepeat({
      count: slices.kills,
      chance: random(50),
      latestMs: 150,
      upstream: simulator.url,
      jobs: jobs.map(({ id }) => id),
      runsOf: (id) =>
        (simulator.inspect().jobs.find((job) => job.id === id)?.runs ?? []).map((found) => found.id),
      run: (order: StartOrder, killAfterMs) =>
        run({ ...order, project, token, folder, windowMs: 700 }, killAfterMs),
    });
    const killed = results.filter(({ first }) => first.end === 'killed').length;
    console.info(
      JSON.stringify({ killed, unknown: results.filter(({ second }) => second.end === 'unknown').length }),
    );
    expect(results.map(wrongOf).filter((wrong) => wrong !== undefined)).toEqual([]);
    expect(results).toHaveLength(slices.kills);
    expect(killed).toBeGreaterThan(slices.kills / 4);
  },
);
