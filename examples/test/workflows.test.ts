import type { Simulator, SimulatorOptions } from '@wxdi/simulator';
import { never } from '@wxdi/core';
import { liveEnv } from '@wxdi/sdk/fp';
import { startSimulator } from '@wxdi/simulator';
import { readFileSync, readdirSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { backfill } from '../workflows/backfill.ts';
import { migrate } from '../workflows/migrate.ts';
import { nightlyLoad } from '../workflows/nightly-load.ts';

const opened: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

const simulate = async (options: SimulatorOptions) => {
  const simulator = await startSimulator({ speed: 100, ...options });
  opened.push(() => simulator.close());
  return simulator;
};

/** The live environment of a simulator, with polling intervals of milliseconds. */
const envOf = (simulator: Simulator) => {
  const { env, close } = liveEnv({
    url: simulator.url,
    project: simulator.projectId,
    auth: { type: 'bearertoken', token: simulator.token },
  });
  opened.push(close);
  const { clock } = env;
  const hurried = {
    ...clock,
    sleep: (ms: number, cancel: typeof never) => clock.sleep(Math.min(ms, 5), cancel),
  };
  return { ...env, clock: hurried, cancel: never };
};

describe('docs/core.md', () => {
  const folder = new URL('../workflows/', import.meta.url);
  const guide = readFileSync(new URL('../../docs/core.md', import.meta.url), 'utf8');

  it.each(readdirSync(folder))('holds %s word for word', (file) => {
    expect(guide).toContain(`\`\`\`ts\n${readFileSync(new URL(file, folder), 'utf8')}\`\`\``);
  });
});

describe('the nightly load', () => {
  it.each([
    ['succeeds', []],
    ['fails', ['nightly load ended Failed']],
  ] as const)('that %s sends the alerts %j', async (plan, subjects) => {
    const env = envOf(await simulate({ jobs: [{ name: 'nightly load', assetRef: 'flow', plan }] }));
    const alerts: [string, string][] = [];
    const alert = (subject: string, text: string) => async () => void alerts.push([subject, text]);
    const result = await nightlyLoad('nightly load', '2026-06-01')({ ...env, alert })();
    expect(result._tag).toBe('Right');
    expect(alerts.map(([subject]) => subject)).toEqual(subjects);
    for (const [, text] of alerts) expect(text).toContain('##');
  });
});

describe('the backfill', () => {
  it('runs each day once and names the days that need attention', async () => {
    const plans = Array.from({ length: 30 }, (_, i) =>
      i === 7 ? ('fails' as const) : ('succeeds' as const),
    );
    const simulator = await simulate({ jobs: [{ name: 'daily', assetRef: 'flow', plan: plans }] });
    const result = await backfill('daily')(envOf(simulator))();
    expect(result).toMatchObject({ right: [{ why: 'Failed' }] });
    const names = simulator.inspect().jobs[0]?.runs.map(({ name }) => name) ?? [];
    expect(new Set(names).size).toBe(30);
    expect(names).toHaveLength(30);
  });
});

describe('the migration', () => {
  it('creates the jobs that it can map and reports the others', async () => {
    const source = await simulate({
      jobs: [
        { name: 'a', assetRef: 'old-1', schedule: '0 2 * * *', parameters: [{ name: 'year', value: 2026 }] },
        { name: 'b', assetRef: 'old-2' },
        { name: 'taken', assetRef: 'old-1' },
      ],
    });
    const target = await simulate({ jobs: [{ name: 'taken', assetRef: 'new-1' }] });
    const mapAsset = (id: string) => (id === 'old-1' ? 'new-1' : undefined);
    const result = await migrate(envOf(source), envOf(target), mapAsset)();
    const report =
      result._tag === 'Right' ? Object.fromEntries(result.right.map((one) => [one.job, one])) : result;
    expect(report).toMatchObject({
      a: { became: expect.any(String) },
      b: { leftBehind: 'nothing is known for asset old-2' },
      taken: { leftBehind: expect.stringContaining('already exists') },
    });
    const env = envOf(target);
    const created = await env.api.listJobs({}, never)();
    const a =
      created._tag === 'Right'
        ? created.right.results.find(({ metadata }) => metadata.name === 'a')
        : undefined;
    expect(a?.entity.job).toMatchObject({
      asset_ref: 'new-1',
      schedule: '0 2 * * *',
      job_parameters: [{ name: 'year', value: 2026 }],
    });
  });
});
