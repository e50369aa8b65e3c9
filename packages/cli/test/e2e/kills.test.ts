import type { StartEnd } from '@wxdi/testkit';
import { proofSize, killAndRepeat, patience, random, wrongOf } from '@wxdi/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { start, wxdi, type Result } from './cli.js';
import { startService, type Service } from './service.js';

const kills = proofSize(8, 100);
const pairs = proofSize(3, 25);
const uuid = (n: number): string => `0191d1a0-7b1e-7000-8000-${String(n).padStart(12, '0')}`;
const jobs = Array.from({ length: kills + pairs }, (_, i) => ({ name: `job ${i}`, id: uuid(i) }));

let service: Service;
beforeAll(async () => {
  service = await startService({ jobs, speed: 1, quirks: { listLagMs: 400 } });
});
afterAll(() => service.close());

const endOf = ({ code, out }: Result): StartEnd => {
  if (code === 0) return { end: 'ok', runId: (JSON.parse(out) as { id: string }).id };
  return { end: code === 9 ? 'unknown' : code === null ? 'killed' : `exit ${code}` };
};

test(
  `${kills} starts of the command line are killed at a random moment and run again with their key: never two runs`,
  patience,
  async () => {
    const results = await killAndRepeat({
      count: kills,
      chance: random(51),
      latestMs: 600,
      upstream: service.simulator.url,
      jobs: jobs.map(({ id }) => id),
      runsOf: service.runsOf,
      run: async ({ url, job, key, ifUnknown }, killAfterMs) => {
        const flags = ['--key', key, '--if-unknown', ifUnknown, '--settle-window', '2s'];
        const env = { ...service.env, WXDI_URL: url };
        const running = start(['job', 'start', job, ...flags, '-v', '-o', 'json'], env);
        if (killAfterMs !== undefined) {
          // Its first output is the search for an earlier start; the request of the start is next.
          await running.until('GET').catch(() => undefined);
          setTimeout(() => running.child.kill('SIGKILL'), killAfterMs);
        }
        return endOf(await running.ended);
      },
    });
    const killed = results.filter(({ first }) => first.end === 'killed').length;
    const unknown = results.filter(({ second }) => second.end === 'unknown').length;
    console.info(JSON.stringify({ killed, unknown }));
    expect(results.map(wrongOf).filter((wrong) => wrong !== undefined)).toEqual([]);
    expect(results).toHaveLength(kills);
    expect(killed).toBeGreaterThan(0);
  },
);

test(
  `${pairs} times two processes start with one key at the same time: one run, and both report it`,
  patience,
  async () => {
    for (const { id } of jobs.slice(kills)) {
      const args = ['job', 'start', id, '--key', `pair-${id}`, '--settle-window', '10s', '-o', 'json'];
      const both = await Promise.all([wxdi(args, service.env), wxdi(args, service.env)]);
      const runs = service.runsOf(id);
      expect(runs).toHaveLength(1);
      expect(both.map(endOf)).toEqual([
        { end: 'ok', runId: runs[0] },
        { end: 'ok', runId: runs[0] },
      ]);
    }
  },
);
