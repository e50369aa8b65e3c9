import { createClient, type ClientOptions } from '@wxdi/sdk';
import { startSimulator, type Simulator, type SimulatorOptions } from '@wxdi/simulator';
import { afterEach, describe, expect, test } from 'vitest';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one.close();
});

const flows = Object.fromEntries(
  Array.from({ length: 7 }, (_, i) => [`f${i}`, { name: `Flow ${i}` }] as const).concat([
    ['f7', { name: 'Flow 0' }],
  ]),
);

const connected = async (
  options: SimulatorOptions = {},
): Promise<{ simulator: Simulator; client: ReturnType<typeof createClient> }> => {
  const simulator = await startSimulator({
    flows,
    environments: { e: 'Default' },
    jobs: [
      { name: 'b', assetRef: 'f1', configuration: { env_id: 'e', env_variables: ['A=secret'] } },
      { name: 'a', assetRef: 'f0' },
      { name: 'c', type: 'notebook' },
    ],
    ...options,
  });
  open.push(simulator);
  const auth: ClientOptions['auth'] = { type: 'bearertoken', token: simulator.token };
  const client = createClient({ url: simulator.url, project: simulator.projectId, auth });
  open.push(client);
  return { simulator, client };
};

describe('client.jobs.export', () => {
  test('gives all jobs as documents, in the order of their file names, and reads only', async () => {
    const { simulator, client } = await connected();
    const { jobs, conflicts } = await client.jobs.export();
    expect(conflicts).toEqual([]);
    expect(jobs.map(({ name, fileName, variables }) => [name, fileName, variables])).toEqual([
      ['a', 'a', []],
      ['b', 'b', ['A']],
      ['c', 'c', []],
    ]);
    expect(jobs[1]?.document).toMatchObject({
      metadata: { name: 'b', id: jobs[1]?.id },
      spec: {
        flow: { id: 'f1' },
        environment: 'e',
        environmentVariables: [{ name: 'A', value: '${env.A}' }],
      },
    });
    expect(simulator.requests().every(({ method }) => method === 'GET')).toBe(true);
  });

  test('gives the jobs of some ids, with their values', async () => {
    const { client } = await connected();
    const { id } = await client.jobs.find('b');
    const { jobs } = await client.jobs.export({ jobs: [id, id], withValues: true });
    expect(jobs.map(({ document }) => document.spec.environmentVariables)).toEqual([
      [{ name: 'A', value: 'secret' }],
    ]);
  });

  test.each([{}, { searchCeiling: 2 }, { searchNumbers: 'integers' }] as const)(
    'gives names where only one asset has them, from all pages of a search: %j',
    async (quirks) => {
      const { simulator, client } = await connected({ quirks });
      const { jobs } = await client.jobs.export({ names: true });
      expect(jobs.map(({ document: { metadata, spec }, unnamed }) => [metadata, spec.flow, unnamed])).toEqual(
        [
          [{ name: 'a' }, { id: 'f0' }, [{ what: 'flow', id: 'f0' }]],
          [{ name: 'b' }, { name: 'Flow 1' }, []],
          [{ name: 'c' }, undefined, []],
        ],
      );
      const searched = simulator.requests().filter(({ path }) => path.endsWith('/search'));
      expect(new Set(searched.map(({ path }) => path.split('/').at(-2)))).toEqual(
        new Set(['data_intg_flow', 'environment']),
      );
    },
  );

  test('rejects if names are wanted and the search is not permitted', async () => {
    const { client } = await connected({ quirks: { searchRefused: 403 } });
    await expect(client.jobs.export({ names: true })).rejects.toMatchObject({ kind: 'NotPermitted' });
    expect((await client.jobs.export()).jobs).toHaveLength(3);
  });

  test.each([{ names: 1 }, { job: 'x' }, { jobs: [''] }, 'x'])(
    'refuses wrong options: %j',
    async (options) => {
      const { simulator, client } = await connected();
      await expect(client.jobs.export(options as never)).rejects.toMatchObject({ kind: 'InvalidInput' });
      expect(simulator.requests()).toEqual([]);
    },
  );
});
