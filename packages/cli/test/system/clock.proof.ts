import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { forwardTo, startFaultServer, type Fault } from '@wxdi/simulator/faults';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { start } from '../e2e/cli.js';
import { startService, type Service } from '../e2e/service.js';
import { titleOf, toolNamed } from './tools.js';

const faketime = toolNamed('faketime');
const jobs = ['waits', 'ahead', 'back', 'killed ahead', 'killed back'];

/** A wall clock that a test moves while a process runs; the monotonic clock is unchanged. */
const movable = async (folder: string) => {
  const file = join(folder, `clock-${performance.now()}`);
  const move = (offset: string): Promise<void> => writeFile(file, `${offset}\n`);
  await move('+0');
  const library = execFileSync(faketime ?? '', ['-f', '+0', '/bin/sh', '-c', 'echo "$LD_PRELOAD"'], {
    encoding: 'utf8',
  });
  const env = {
    LD_PRELOAD: library.trim(),
    FAKETIME_TIMESTAMP_FILE: file,
    FAKETIME_NO_CACHE: '1',
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
  };
  return { env, move };
};

describe.skipIf(faketime === undefined)(titleOf('faketime', faketime), () => {
  let service: Service;
  beforeAll(async () => {
    const plan = { outcome: 'succeeds', startingMs: 0, runningMs: 3_000 } as const;
    service = await startService({ speed: 1, jobs: jobs.map((name) => ({ name, plan })) });
  });
  afterAll(() => service.close());

  /** The service behind a server that applies a fault to the start of a run. */
  const behind = async (fault: Fault) => {
    const script: readonly Fault[] = [{ method: 'POST', route: '/v2/jobs/:job/runs', ...fault }];
    const server = await startFaultServer({ upstream: forwardTo(service.simulator.url), script });
    onTestFinished(() => server.close());
    const sent = (): Promise<void> =>
      vi.waitFor(() => {
        expect(
          server.ledger.some(({ method, target }) => method === 'POST' && target.includes('/runs')),
        ).toBe(true);
      }, 30_000);
    return { url: server.url, sent };
  };
  const jumps = [
    ['ahead', '+2h'],
    ['back', '-2h'],
  ] as const;

  test.each(jumps)('moves the clock that a process sees two hours %s', async (_where, offset) => {
    const { env, move } = await movable(service.home);
    await move(offset);
    const [wall, monotonic] = execFileSync(
      process.execPath,
      ['-p', 'Date.now() + " " + process.hrtime()[0]'],
      { env, encoding: 'utf8' },
    )
      .split(' ')
      .map(Number);
    expect(Math.round(((wall ?? 0) - Date.now()) / 60_000)).toBe(offset === '+2h' ? 120 : -120);
    expect(Math.abs((monotonic ?? 0) - process.hrtime()[0])).toBeLessThan(60);
  });

  test.each(jumps)(
    'a wait whose clock jumps two hours %s continues until the run ends, within its deadline',
    async (_where, offset) => {
      const { env, move } = await movable(service.home);
      const deadline = ['--timeout', '1h', '--interval', '300ms'];
      const running = start(['job', 'start', 'waits', '--wait', ...deadline, '-v'], {
        ...service.env,
        ...env,
      });
      await running.until('Running');
      await move(offset);
      const { code, out } = await running.ended;
      expect([code, out.split('\t')[1]]).toEqual([0, 'Completed']);
    },
  );

  test.each(jumps)(
    'the search for a lost start continues until its settle window ends, although the clock jumps two hours %s',
    async (where, offset) => {
      const before = service.starts().length;
      service.simulator.setQuirks({ listLagMs: 2_000 });
      const { url, sent } = await behind({ processed: true, wire: { reset: 'start' } });
      const { env, move } = await movable(service.home);
      const running = start(['job', 'start', where, '--settle-window', '20s'], {
        ...service.env,
        ...env,
        WXDI_URL: url,
      });
      await sent();
      await move(offset);
      const { code, out } = await running.ended;
      service.simulator.setQuirks({ listLagMs: 0 });
      expect([code, out.split('\t')[0]]).toEqual([0, service.runsOf(where)[0]]);
      expect(service.starts().length - before).toBe(1);
    },
  );

  test.each(jumps)(
    'a killed start is found by its key when the clock is two hours %s',
    async (where, offset) => {
      const job = `killed ${where}`;
      const args = ['job', 'start', job, '--key', `k-${where}`, '--settle-window', '2s'];
      const { url, sent } = await behind({ processed: true, wire: { stall: 'start' } });
      const first = start(args, { ...service.env, WXDI_URL: url });
      await sent();
      first.child.kill('SIGKILL');
      await first.ended;
      const { env, move } = await movable(service.home);
      await move(offset);
      const { code, out } = await start(args, { ...service.env, ...env }).ended;
      const runs = service.runsOf(job);
      expect([code, out.split('\t')[0], runs.length]).toEqual([0, runs[0], 1]);
    },
  );
});
