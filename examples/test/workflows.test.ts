import type { JobId, Reference } from '@wxdi/core';
import type { Simulator, SimulatorOptions } from '@wxdi/simulator';
import { getJob, never } from '@wxdi/core';
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
  const flows = (prefix: string) => ({
    [`${prefix}-1`]: { name: 'Load' },
    [`${prefix}-2`]: { name: 'Clean' },
  });
  const lookup = ({ name }: Reference) =>
    name === 'DB' ? { value: 'db2://new' } : { received: `no variable ${name}`, isAbsent: true };
  const parameters = [{ name: 'year', value: 2026 }];
  const settings = { schedule: '0 2 * * *', parameters, configuration: { env_variables: ['DB=db2://old'] } };

  it('makes the jobs of another project be as those of the first, and does nothing the second time', async () => {
    const source = await simulate({
      flows: flows('old'),
      jobs: [
        { name: 'a', assetRef: 'old-1', ...settings },
        { name: 'b', assetRef: 'old-2' },
      ],
    });
    const target = await simulate({ flows: flows('new'), jobs: [{ name: 'b', assetRef: 'new-2' }] });
    const [from, to] = [envOf(source), envOf(target)];
    const migrated = await migrate(from, to, lookup)();
    expect(migrated).toMatchObject({ right: { done: [{ action: 'create', name: 'a' }], failed: [] } });
    const id = target.inspect().jobs.find(({ name }) => name === 'a')?.id as JobId;
    expect(await getJob(id)(to)()).toMatchObject({
      right: {
        assetId: 'new-1',
        schedule: '0 2 * * *',
        parameters,
        configuration: { env_variables: ['DB=db2://new'] },
      },
    });
    expect(await migrate(from, to, lookup)()).toMatchObject({ right: { done: [], failed: [] } });
  });

  it('names the values that are missing, and sends nothing to the other project', async () => {
    const configuration = { env_variables: ['OTHER=x'] };
    const source = await simulate({
      flows: flows('old'),
      jobs: [{ name: 'a', assetRef: 'old-1', configuration }],
    });
    const target = await simulate({ flows: flows('new') });
    const before = target.requests().length;
    expect(await migrate(envOf(source), envOf(target), lookup)()).toMatchObject({
      left: { _tag: 'InvalidInput', issues: [{ received: 'no variable OTHER' }] },
    });
    expect(target.requests()).toHaveLength(before);
  });
});
