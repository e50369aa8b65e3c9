import { startFaultServer } from '@wxdi/simulator/faults';
import { random } from '@wxdi/testkit';
import { mkdtemp, readFile, rm, stat, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { start } from './cli.js';

const job = '0191d1a0-7b1e-7000-8000-00000000000a';
const run = '0191d1a0-7b1e-7000-8000-00000000000b';

/** A service with one run, whose log grows with each read until it has this many lines. */
const growing = async (lines: readonly string[]) => {
  let length = 0;
  const server = await startFaultServer({
    script: [],
    upstream: ({ target }) => {
      const headers = { 'content-type': 'application/json' };
      if (target.includes('/logs')) {
        length = Math.min(lines.length, length + 700);
        return { status: 200, headers, body: JSON.stringify({ results: lines.slice(0, length) }) };
      }
      const state = length < lines.length ? 'Running' : 'Completed';
      const metadata = { asset_id: run, name: 'run' };
      const body = JSON.stringify({ metadata, entity: { job_run: { job_ref: job, state, duration: 1 } } });
      return { status: 200, headers, body };
    },
  });
  onTestFinished(() => server.close());
  return {
    env: {
      WXDI_URL: server.url,
      WXDI_PROJECT_ID: '0191d1a0-7b1e-7000-8000-0000000000f1',
      WXDI_BEARER_TOKEN: 'token-1',
    },
  };
};

const sizeOf = async (path: string): Promise<number> => (await stat(path).catch(() => undefined))?.size ?? 0;

test('a file that --tee writes equals the log after follows that were killed at any byte', async () => {
  const chance = random(20_260_630);
  const lines = Array.from({ length: 8_000 }, (_, i) =>
    i % 3 === 0
      ? '##I IIS-DSEE-TFPX-00002 2026-06-30 12:00:00(000) äh, 😀'
      : `line ${i} ${'x'.repeat(i % 80)}`,
  );
  const folder = await mkdtemp(join(tmpdir(), 'wxdi-tee-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'run.log');
  const { env } = await growing(lines);
  const whole = lines.map((line) => `${line}\n`).join('');
  const follow = () =>
    start(['run', 'logs', job, run, '-f', '--interval', '20ms', '--level', 'error', '--tee', file], env);
  for (const part of [0.1, 0.3, 0.5, 0.8]) {
    const { child, ended } = follow();
    while ((await sizeOf(file)) < part * whole.length) await wait(1);
    child.kill('SIGKILL');
    await ended;
    const bytes = await readFile(file);
    expect(Buffer.from(whole).subarray(0, bytes.length).equals(bytes)).toBe(true);
    // The disk of a machine that stops may have less than was written.
    await truncate(file, bytes.length - Math.floor(chance() * 1_000));
  }
  expect((await follow().ended).code).toBe(0);
  expect(await readFile(file, 'utf8')).toBe(whole);
});
