import type { ClientOptions, JobOverview, JobRun, OwnNames, RunsSummary } from '@wxdi/sdk';
import type { Quirks, SimulatorOptions } from '@wxdi/simulator';
import { createClient, createNodeTransport, findProject, findSpace } from '@wxdi/sdk';
import { startSimulator } from '@wxdi/simulator';
import { startPrismProxy } from '@wxdi/testkit';
import fc from 'fast-check';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const open = async (options: SimulatorOptions, more: Partial<ClientOptions> = {}) => {
  const simulator = await startSimulator(options);
  const client = createClient({
    url: simulator.url,
    project: simulator.projectId,
    auth: { type: 'bearertoken', token: simulator.token },
    retry: { transient: { attempts: 1, baseMs: 1, capMs: 1 } },
    ...more,
  });
  ends.push(async () => {
    client.close();
    await simulator.close();
  });
  const sent = () => simulator.requests().map(({ method, path }) => `${method} ${path}`);
  return { ...client, simulator, sent };
};

const hourMs = 3_600_000;
const count = <A>(length: number, make: (i: number) => A): readonly A[] =>
  Array.from({ length }, (_, i) => make(i));

/** Runs of the last hours, finished and active ones. */
const jobs = count(12, (i) => ({
  name: `load ${i}`,
  runs: [
    { plan: 'succeeds', ageMs: 100 * hourMs },
    { plan: 'fails', ageMs: 2 * hourMs },
    { plan: i % 4 === 0 ? 'hangs' : 'warns', ageMs: (i % 3) * hourMs + 60_000 },
  ] as const,
}));

const since = () => new Date(Date.now() - 24 * hourMs).toISOString();
const byId = (runs: readonly JobRun[]) =>
  runs.map(({ id, state, jobId }) => `${id} ${state} ${jobId}`).toSorted();

const quirks = fc.record({
  searchRefused: fc.constantFrom<Quirks['searchRefused']>(false, false, false, 400, 403, 404, 501),
  searchEntities: fc.constantFrom<Quirks['searchEntities']>('honored', 'honored', 'missing'),
  searchCeiling: fc.constantFrom<Quirks['searchCeiling']>(200, 100, 7, 1),
  searchOverCeiling: fc.constantFrom<Quirks['searchOverCeiling']>('clamp', 'clamp', 400),
  searchPhrase: fc.constantFrom<Quirks['searchPhrase']>('words', 'exact'),
  searchNumbers: fc.constantFrom<Quirks['searchNumbers']>('floats', 'integers'),
  dialect: fc.constantFrom<Quirks['dialect']>('2020', '2022', '2026'),
  runOrder: fc.constantFrom<Quirks['runOrder']>('newest-first', 'oldest-first', 'shuffled'),
});

describe('whatever the service answers to a search', () => {
  it('finds the same runs, in the same states, as the lists', async () => {
    const { runs, simulator } = await open({ jobs });
    await fc.assert(
      fc.asyncProperty(quirks, async (setting) => {
        simulator.setQuirks(setting);
        const found = await runs.search({ since: since() }).toArray();
        const listed = await runs.search({ since: since(), exact: true }).toArray();
        expect(byId(found)).toEqual(byId(listed));
        expect(found).toHaveLength(24);
      }),
      { numRuns: 25 },
    );
  });

  it('finds the same last runs of jobs as the lists', async () => {
    const { jobs: all, simulator } = await open({ jobs });
    const overview = async (exact: boolean) =>
      (await all.overview({ exact }).toArray()).map(
        ({ job, lastRun, usualSeconds }) => `${job.id} ${lastRun?.id} ${lastRun?.state} ${usualSeconds}`,
      );
    await fc.assert(
      fc.asyncProperty(quirks, async (setting) => {
        simulator.setQuirks(setting);
        const found = await overview(false);
        expect(found).toEqual(await overview(true));
        expect(found).toHaveLength(12);
      }),
      { numRuns: 15 },
    );
  });

  it('finds the job with exactly the name', async () => {
    const named = [
      'a',
      'a b',
      'a b c',
      'A B',
      'a  b',
      '"a b"',
      'a\\b',
      'a:b',
      '*',
      '*:*',
      '(a OR b)',
      ' a b ',
    ];
    const client = await open({ jobs: named.map((name) => ({ name })) });
    await fc.assert(
      fc.asyncProperty(quirks, fc.constantFrom(...named), async (setting, name) => {
        client.simulator.setQuirks(setting);
        expect(await client.jobs.find(name)).toMatchObject({ name });
      }),
      { numRuns: 60 },
    );
    await expect(client.jobs.find('b')).rejects.toMatchObject({ kind: 'NotFound' });
  });

  it('never takes the state of an active run from the index', async () => {
    // The index still has every run as Starting.
    const clock = { now: Date.now() };
    const { jobs: all, runs, simulator } = await open({ jobs: [{ name: 'load' }], now: () => clock.now });
    const { id } = await all.find('load');
    for (let i = 0; i < 9; i++) await all.start(id);
    clock.now += 6_500;
    simulator.setQuirks({ searchLagMs: 6_400 });
    const found = await runs.search().toArray();
    expect(found.map(({ state }) => state)).toEqual(count(9, () => 'Completed'));
    expect(await runs.search({ states: ['Starting'] }).toArray()).toEqual([]);
  });

  it('conforms to the contract, and is understood in a space as well', async () => {
    const { simulator } = await open({
      jobs,
      flows: { 'flow-1': { name: 'clicks' } },
      environments: { e: 'px' },
    });
    const document = fileURLToPath(new URL('../../../../openapi/jobs.yaml', import.meta.url));
    const prism = await startPrismProxy(document, simulator.url);
    const network = createNodeTransport();
    const options: Omit<ClientOptions, 'project' | 'space'> = {
      url: prism.url,
      auth: { type: 'bearertoken', token: simulator.token },
      transport: (request) => network.send({ ...request, freshConnection: false }),
    };
    ends.push(
      () => prism.close(),
      async () => network.close(),
    );
    const client = createClient({ ...options, project: await findProject('Simulated project', options) });
    expect(await client.jobs.find('load 3')).toMatchObject({ name: 'load 3' });
    expect(await client.runs.search({ since: since() }).toArray()).toHaveLength(24);
    expect(await client.ids.flow('clicks')).toBe('flow-1');
    expect(await client.ids.environment('px')).toBe('e');
    const inSpace = createClient({ ...options, space: await findSpace('Simulated space', options) });
    await expect(inSpace.jobs.find('load 3')).rejects.toMatchObject({ kind: 'NotFound' });
    await expect(findProject('Simulated', options)).rejects.toMatchObject({ kind: 'NotFound' });
  });
});

describe('what could not be read', () => {
  const broken = async () => {
    const network = createNodeTransport();
    const made = await open(
      { jobs },
      {
        transport: (request) =>
          request.url.pathname.endsWith(`${badJob}/runs`)
            ? Promise.resolve({ status: 500, headers: {}, body: '' })
            : network.send(request),
      },
    );
    ends.push(async () => network.close());
    const badJob = made.simulator.inspect().jobs[5]?.id ?? '';
    return made;
  };

  it('rejects the listing after all other runs', async () => {
    const { runs } = await broken();
    const seen: JobRun[] = [];
    const all = async () => {
      for await (const run of runs.search({ since: since(), exact: true })) seen.push(run);
    };
    await expect(all()).rejects.toMatchObject({
      kind: 'Unavailable',
      message: expect.stringMatching(/^the runs of job load 5 could not be read: /) as string,
    });
    expect(seen).toHaveLength(22);
  });

  it('rejects the listing of last runs, or is part of its summary, after all other jobs', async () => {
    const { jobs: all } = await broken();
    const seen: JobOverview[] = [];
    const summaries: RunsSummary[] = [];
    const read = async (onSummary?: (summary: RunsSummary) => void) => {
      for await (const row of all.overview({ exact: true, onSummary })) seen.push(row);
    };
    await expect(read()).rejects.toMatchObject({ kind: 'Unavailable' });
    await read((summary) => void summaries.push(summary));
    expect(seen.map(({ job, unread }) => (unread ? job.name : '')).filter((name) => name !== '')).toEqual([
      'load 5',
      'load 5',
    ]);
    expect(seen).toHaveLength(24);
    expect(summaries).toMatchObject([{ failures: [{ jobName: 'load 5', error: { status: 500 } }] }]);
    expect(() => all.overview({ onSummary: 'x' as never })).toThrow('onSummary');
  });

  it('is part of the summary, if it is asked for', async () => {
    const { runs } = await broken();
    const summaries: RunsSummary[] = [];
    const found = await runs
      .search({ since: since(), exact: true, onSummary: (summary) => void summaries.push(summary) })
      .toArray();
    expect(found).toHaveLength(22);
    expect(summaries).toMatchObject([
      { source: 'lists', failures: [{ jobName: 'load 5', error: { kind: 'Unavailable', status: 500 } }] },
    ]);
  });
});

describe('the requests to use a job by its name, among 5,000 jobs', () => {
  const many = { jobs: 5_000 };
  const name = 'Job 3777';

  it('are one search and one read', async () => {
    const { jobs: all, sent } = await open(many);
    const { id } = await all.find(name);
    expect(sent()).toEqual(['POST /v2/asset_types/job/search', `GET /v2/jobs/${id}`]);
  });

  it('are one read once the name is known', async () => {
    const known = new Map<string, string | undefined>();
    const names: OwnNames = {
      find: async (each) => known.get(each),
      save: async (each, id) => void known.set(each, id),
    };
    const { jobs: all, simulator, sent } = await open(many, { names });
    await all.find(name);
    const before = simulator.requests().length;
    const { id } = await all.find(name);
    expect(sent().slice(before)).toEqual([`GET /v2/jobs/${id}`]);
  });

  it('are the pages of the list and a read where a search is refused, besides the refused one', async () => {
    const { jobs: all, sent } = await open({ ...many, quirks: { searchRefused: 403 } });
    await all.find(name);
    expect(sent().filter((each) => each === 'GET /v2/jobs').length).toBeLessThanOrEqual(50);
    expect(sent()).toHaveLength(52);
  });
});

describe('the requests for all runs since a time, of 40 jobs with 200 runs', () => {
  const options = { jobs: count(40, (i) => ({ name: `job ${i}`, runs: 5 })) };

  it('are a page of 200 runs each', async () => {
    const { runs, sent } = await open(options);
    const summaries: RunsSummary[] = [];
    const found = await runs
      .search({ since: since(), onSummary: (summary) => void summaries.push(summary) })
      .toArray();
    expect(found).toHaveLength(200);
    expect(summaries).toEqual([{ source: 'search', failures: [] }]);
    expect(sent()).toEqual(['POST /v2/asset_types/job_run/search']);
  });

  it('are no others for the last run of each job, besides the list of jobs', async () => {
    const { jobs: all, sent } = await open(options);
    expect(await all.overview().toArray()).toHaveLength(40);
    expect(sent()).toEqual(['GET /v2/jobs', 'POST /v2/asset_types/job_run/search']);
  });

  it('are one for each job and page where a search is refused', async () => {
    const { runs, sent } = await open({ ...options, quirks: { searchRefused: 403 } });
    expect(await runs.search({ since: since() }).toArray()).toHaveLength(200);
    // The refused search, one page of jobs, and one page of runs of each job.
    expect(sent()).toHaveLength(1 + 1 + 40);
  });
});
