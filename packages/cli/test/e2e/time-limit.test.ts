import { forwardTo, startFaultServer, type Fault } from '@wxdi/simulator/faults';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { start } from './cli.js';
import { startService, type Service } from './service.js';

const job = '0191d1a0-7b1e-7000-8000-00000000000b';
let service: Service;
let run: string;

beforeAll(async () => {
  service = await startService({
    jobs: [{ name: 'endless', id: job, plan: 'hangs', runs: [{ plan: 'hangs' }] }],
  });
  [run = ''] = service.runsOf(job);
});
afterAll(() => service.close());

const polling: Fault = { method: 'GET', route: '/v2/jobs/:job/runs/:run' };
const log: Fault = { method: 'GET', route: '/v2/jobs/:job/runs/:run/logs' };
const starting: Fault = { method: 'POST', route: '/v2/jobs/:job/runs' };
const deleting: Fault = { method: 'DELETE', route: '/v2/jobs/:job' };

/** How long a process may take to start and to end on a slow machine, besides its limit. */
const startMs = 5_000;

const runUnder = async (
  args: readonly string[],
  fault: Fault,
  env: Readonly<Record<string, string>> = {},
) => {
  const script = [{ call: 'every', wire: { stall: 'start' }, ...fault } as const];
  const server = await startFaultServer({ upstream: forwardTo(service.simulator.url), script });
  onTestFinished(() => server.close().catch(() => undefined));
  const since = performance.now();
  const running = start([...args, '--timeout', '1500ms'], { ...service.env, WXDI_URL: server.url, ...env });
  const ended = await running.ended;
  const took = performance.now() - since;
  expect(took).toBeGreaterThan(1_400);
  expect(took).toBeLessThan(1_750 + startMs);
  expect(server.ledger.filter(({ target }) => target.includes('/cancel'))).toEqual([]);
  return ended;
};

describe('--timeout ends a process whose service never answers', () => {
  test.each([
    ['run wait', () => ['run', 'wait', job, run], polling],
    ['run watch', () => ['run', 'watch', job, run], polling],
    ['run logs -f', () => ['run', 'logs', job, run, '-f'], log],
    ['job start --follow', () => ['job', 'start', job, '--follow'], log],
    ['job delete', () => ['job', 'delete', job, '--yes'], deleting],
  ] as const)('%s, with exit code 124', async (_name, args, fault) => {
    const { code, err } = await runUnder(args(), fault);
    expect([code, err]).toEqual([124, expect.stringContaining('timed out after 1.5s') as string]);
  });

  test('job start, with exit code 9 and the key', async () => {
    const { code, err } = await runUnder(['job', 'start', job, '--key', 'k-9', '--wait'], starting);
    expect([code, err]).toEqual([9, expect.stringContaining('--key k-9') as string]);
  });

  test('a command that prints the API key is ended too', async () => {
    const folder = `${service.home}/config/wxdi`;
    await mkdir(folder, { recursive: true });
    const file = `${service.home}/ended`;
    const config = `profiles:\n  slow:\n    apikey_command: 'trap "echo by SIGTERM > ${file}; exit 1" TERM; sleep 3 & wait'\n`;
    await writeFile(`${folder}/config.yaml`, config, { mode: 0o600 });
    const { WXDI_PROJECT_ID: project = '', HOME: home = '' } = service.env;
    const since = performance.now();
    const running = start(['job', 'list', '--profile', 'slow', '--timeout', '1500ms'], {
      HOME: home,
      PATH: process.env['PATH'] ?? '',
      XDG_CONFIG_HOME: `${home}/config`,
      WXDI_URL: service.simulator.url,
      WXDI_PROJECT_ID: project,
    });
    const { code, err } = await running.ended;
    expect([code, err]).toEqual([124, 'error: timed out after 1.5s\n']);
    expect(performance.now() - since).toBeLessThan(1_750 + startMs);
    await vi.waitFor(async () => expect(await readFile(file, 'utf8')).toBe('by SIGTERM\n'), 5_000);
  });
});
