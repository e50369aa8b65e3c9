import type { SimulatorOptions } from '@wxdi/simulator';
import { createNodeTransport } from '@wxdi/sdk';
import * as fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { inOrder } from '../src/output/print.js';
import type { World } from './fakes/context.js';
import { simulated, type Simulated } from './fakes/simulated.js';

const hour = 3_600_000;
const now = () => Date.now();
const count = <A>(length: number, make: (i: number) => A): readonly A[] =>
  Array.from({ length }, (_, i) => make(i));
const taking = (seconds: number) => ({
  outcome: 'succeeds' as const,
  startingMs: 0,
  runningMs: seconds * 1_000,
});

/** 12 jobs: "load 3" has an active run, every fourth failed last, and each has a run of three days ago. */
const jobs = count(12, (i) => ({
  name: `${i % 2 === 0 ? 'load' : 'store'} ${i}`,
  ...(i === 2 && { schedule: '0 6 * * *' }),
  runs: [
    ...count(5, (k) => ({ plan: taking(10 + i), ageMs: (80 - k) * hour })),
    ...(i === 3 ? [{ plan: 'hangs' as const, ageMs: 30 * hour }] : []),
    { plan: i % 4 === 0 ? ('fails' as const) : taking(i), ageMs: i * hour + 300_000 },
  ],
}));

let world: Simulated;
afterEach(async () => await world.simulator.close());

const open = async (options: SimulatorOptions = {}) => {
  world = await simulated({ jobs, ...options });
  /** Runs a command, and returns its rows and its requests. */
  const list = async (argv: readonly string[], more: World = {}) => {
    const before = world.simulator.requests().length;
    const ended = await world.run(argv, { now, ...more });
    const sent = world.simulator.requests().slice(before);
    const times = (end: string): number => sent.filter(({ path }) => path.endsWith(end)).length;
    return {
      ...ended,
      rows: ended.out
        .split('\n')
        .slice(0, -1)
        .map((line) => line.split('\t')),
      requests: { all: sent.length, search: times('/search'), jobs: times('/jobs'), runs: times('/runs') },
    };
  };
  return { ...world, list };
};

const lags = /from a search, whose index may lag: .* --exact reads the lists\n$/;

describe('run list without JOB', () => {
  test('lists the last 24 h of all jobs in one request, with their jobs, and says both', async () => {
    const { list } = await open();
    const { code, rows, err, requests } = await list(['run', 'list']);
    expect([code, requests.all, requests.search]).toEqual([0, 1, 1]);
    expect(rows.map(([, job]) => job).toSorted()).toEqual(jobs.map(({ name }) => name).toSorted());
    expect(err).toMatch(/^runs of the last 24 h, since \d{4}-\d{2}-\d{2} [\d:]+Z\n/);
    expect(err).toMatch(lags);
    expect(rows.find(([, job]) => job === 'store 7')).toEqual([
      expect.any(String),
      'store 7',
      'Completed',
      expect.any(String),
      '7',
      '1900',
      'job run',
    ]);
  });

  test.each<[string, readonly string[], number]>([
    ['a time', ['--since', '5d'], 73],
    ['a time until another', ['--since', '5d', '--until', '48h'], 60],
    ['24 h until a time', ['--until', '72h'], 60],
    ['a state', ['--since', '5d', '--state', 'Failed'], 3],
    ['names of jobs', ['--since', '5d', '--job', 'load*'], 36],
    ['a type', ['--type', 'streamsets_flow'], 0],
    ['the lists', ['--since', '5d', '--exact'], 73],
  ])('with %s lists the runs that match', async (_, flags, expected) => {
    const { list } = await open();
    const { code, rows, requests } = await list(['run', 'list', ...flags]);
    expect([code, rows.length]).toEqual([0, expected]);
    expect(requests.search).toBe(flags.includes('--exact') ? 0 : 1);
  });

  test('--active reads the lists, also for runs that began long ago, and searches nothing', async () => {
    const { list } = await open({ quirks: { searchLagMs: 1e12 } });
    const { rows, err, requests } = await list(['run', 'list', '--active']);
    expect(rows.map(([, job, state]) => [job, state])).toEqual([['store 3', 'Running']]);
    expect([err, requests]).toEqual(['', { all: 13, search: 0, jobs: 1, runs: 12 }]);
  });

  test('--limit is a total: the newest runs, or the first ones of the order', async () => {
    const { list } = await open();
    const jobsOf = async (...flags: readonly string[]) =>
      (await list(['run', 'list', ...flags])).rows.map(([, job]) => job);
    expect(await jobsOf('--limit', '3')).toEqual(['load 0', 'store 1', 'load 2']);
    expect(await jobsOf('--limit', '2', '--sort', 'duration')).toEqual(['store 11', 'load 10']);
    expect(await jobsOf('--limit', '2', '--sort', 'job', '--reverse')).toEqual(['store 9', 'store 7']);
    expect(await jobsOf('--since', '5d', '--sort', 'duration', '--limit', '2')).toEqual([
      'store 3',
      'store 11',
    ]);
  });

  test.each(['table', 'wide', 'tsv', 'name', 'json', 'yaml'])('is sorted in %s', async (output) => {
    const { list } = await open();
    const flags = ['-o', output, '--sort', 'started'];
    const forth = await list(['run', 'list', ...flags], { columns: 400 });
    const isDocument = output === 'json' || output === 'yaml';
    const id = isDocument ? /\bid"?: "?([\da-f]{8}-[\da-f-]{27})/g : /^([\da-f]{8}-[\da-f-]{27})/gm;
    const shown = [...forth.out.matchAll(id)].map(([, text]) => text);
    expect(shown).toHaveLength(12);
    expect(shown).toEqual([...shown].sort().reverse());
  });

  test('has the whole run in JSON, and one object a line in jsonl', async () => {
    const { list } = await open();
    const [run] = JSON.parse((await list(['run', 'list', '--limit', '1', '-o', 'json'])).out) as object[];
    expect(run).toMatchObject({ jobName: 'load 0', state: 'Failed', metrics: { stages: [{}, {}, {}] } });
    const jsonl = await list(['run', 'list', '-o', 'jsonl']);
    expect(
      jsonl.out
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { jobName: string }).jobName),
    ).toHaveLength(12);
    expect(
      jsonl.err
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { level: string }).level),
    ).toEqual(['info', 'info']);
  });

  test('reads the lists where the search is refused, and says so with --verbose', async () => {
    const { list } = await open({ quirks: { searchRefused: 403 } });
    const { rows, err, requests } = await list(['run', 'list']);
    expect([rows.length, requests]).toEqual([12, { all: 14, search: 1, jobs: 1, runs: 12 }]);
    expect(err).not.toMatch(lags);
    expect((await list(['run', 'list', '-v'])).err).toContain(
      'the lists of all jobs were read: the search failed',
    );
  });
});

describe('run list JOB', () => {
  test('takes the same flags, and keeps the order of the service without --sort', async () => {
    const { list } = await open();
    const durations = async (...flags: readonly string[]) =>
      (await list(['run', 'list', 'store 5', ...flags])).rows.map(([, , , seconds]) => seconds);
    expect(await durations()).toEqual(['5', '15', '15', '15', '15', '15']);
    expect(await durations('--since', '24h')).toEqual(['5']);
    expect(await durations('--until', '24h', '--limit', '2')).toEqual(['15', '15']);
    expect(await durations('--sort', 'duration', '--reverse', '--limit', '2')).toEqual(['5', '15']);
    expect((await list(['run', 'list', 'store 3', '--active', '-o', 'name'])).rows).toHaveLength(1);
  });

  test('of a job that does not exist is exit 3', async () => {
    const { list } = await open();
    const absent = '0191d1a0-7b1e-7000-8000-0000000000ff';
    expect((await list(['run', 'list', absent, '--since', '1h'])).code).toBe(3);
  });
});

describe('job list', () => {
  test('--last-run has state, end, usual duration and next start of each job in two requests', async () => {
    const { list } = await open();
    const { code, rows, err, requests } = await list(['job', 'list', '--last-run', '--sort', 'name']);
    expect([code, requests]).toEqual([0, { all: 3, search: 1, jobs: 1, runs: 0 }]);
    expect(err).toMatch(lags);
    expect(rows.map(([, name]) => name)).toEqual(jobs.map(({ name }) => name).toSorted());
    const at = expect.stringMatching(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/) as string;
    const row = (name: string) => rows.find(([, each]) => each === name)?.slice(2);
    expect(row('load 4')).toEqual(['data_intg_flow', 'Failed', at, '14', '']);
    expect(row('load 2')).toEqual([
      'data_intg_flow',
      'Completed',
      at,
      '12',
      expect.stringMatching(/T06:00:00Z$/),
    ]);
  });

  test('--last-run in JSON has the job, its last run, and null for what is not known', async () => {
    const { list } = await open({ jobs: [{ name: 'new' }, { name: 'once', runs: 1 }] });
    const { out, requests } = await list(['job', 'list', '--last-run', '-o', 'json', '--sort', 'name']);
    expect(JSON.parse(out)).toMatchObject([
      { name: 'new', type: 'data_intg_flow', lastRun: null, usualSeconds: null, nextRunAt: null },
      { name: 'once', lastRun: { state: 'Completed', finished: true }, usualSeconds: null },
    ]);
    expect(out).not.toContain('"metrics"');
    expect(requests).toMatchObject({ search: 0, runs: 2 });
  });

  test('--last-run on a terminal shows the state with its sign, and the duration', async () => {
    const { list } = await open();
    const { out } = await list([
      'job',
      'list',
      '--last-run',
      '-o',
      'table',
      '--name',
      'load 4',
      '--color',
      'never',
    ]);
    expect(out).toMatch(
      /^ID +NAME +TYPE +STATE +ENDED +USUAL +NEXT\n\S+ +load 4 +data_intg_flow +✗ Failed +\d{4}-[\d-]+ [\d:]+Z +14s\n$/,
    );
  });

  test.each<[string, readonly string[], string | undefined]>([
    ['name', [], 'load 0'],
    ['name', ['--reverse'], 'store 9'],
    ['last-run', ['--last-run'], 'load 0'],
    ['usual', ['--last-run'], 'store 11'],
    ['next-run', ['--last-run'], 'load 2'],
  ])('--sort %s %j begins with the right job, and --limit with the same', async (by, flags, first) => {
    const { list } = await open();
    const all = await list(['job', 'list', '--sort', by, ...flags, '-o', 'name']);
    expect(all.rows[0]).toEqual([first]);
    const some = await list(['job', 'list', '--sort', by, ...flags, '-o', 'name', '--limit', '5']);
    expect(some.rows).toEqual(all.rows.slice(0, 5));
  });

  test('--last-run --limit looks at these jobs only', async () => {
    const { list } = await open();
    const { rows, requests } = await list(['job', 'list', '--last-run', '--limit', '2']);
    expect([rows.length, requests]).toEqual([2, { all: 3, search: 0, jobs: 1, runs: 2 }]);
  });
});

describe('jobs that cannot be read', () => {
  /** The lists of some jobs fail, or have a run without a state. */
  const broken = async (broke: Readonly<Record<string, 'fails' | 'odd'>>) => {
    const { list, simulator } = await open({ quirks: { searchRefused: 403 } });
    const network = createNodeTransport();
    const kinds = new Map(simulator.inspect().jobs.map(({ id, name }) => [id, broke[name]]));
    const answers = {
      fails: { status: 503, headers: {}, body: '' },
      odd: {
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          results: [{ metadata: { asset_id: 'odd', name: 'x' }, entity: { job_run: {} } }],
        }),
      },
    };
    return async (...argv: readonly string[]) => {
      const ended = await list([...argv, '--max-retries', '0'], {
        network: async (request) => {
          const kind = kinds.get(request.url.pathname.split('/')[3] ?? '');
          return kind === undefined ? await network.send(request) : answers[kind];
        },
      });
      network.close();
      return ended;
    };
  };

  test.each<[string, Readonly<Record<string, 'fails' | 'odd'>>, number]>([
    ['because the service fails', { 'load 4': 'fails', 'store 7': 'fails' }, 6],
    ['because of their rows', { 'load 4': 'odd', 'store 7': 'odd' }, 7],
    ['for both reasons', { 'load 4': 'odd', 'store 7': 'fails' }, 6],
  ])('%s are reported one by one after the runs of all others', async (_, broke, expected) => {
    const list = await broken(broke);
    const { code, rows, err } = await list('run', 'list', '--sort', 'job');
    expect([code, rows.length]).toEqual([expected, 10]);
    expect(err).toMatch(/\nwarning: job load 4 could not be read: [^]*\nerror: the list is incomplete: /);
    expect(err).toMatch(/\nwarning: job store 7 could not be read: /);
  });

  test('are JSON lines with -o json and jsonl', async () => {
    const list = await broken({ 'load 4': 'fails' });
    for (const output of ['json', 'jsonl']) {
      const { code, out, err } = await list('run', 'list', '-o', output);
      expect([code, out.match(/"jobName"/g)?.length]).toEqual([6, 11]);
      const lines = err
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { readonly level: string });
      expect(lines).toMatchObject([
        { level: 'info' },
        {
          level: 'warning',
          jobName: 'load 4',
          kind: 'Unavailable',
          message: expect.stringContaining('load 4') as string,
        },
        { level: 'error', kind: 'Unavailable', exitCode: 6 },
      ]);
    }
  });

  test('have an unknown state in job list --last-run, also if only some are listed', async () => {
    const list = await broken({ 'load 4': 'fails', 'store 7': 'odd' });
    for (const flags of [
      ['--sort', 'name'],
      ['--name', 'load 4', '--limit', '1'],
    ]) {
      const { code, rows, err } = await list('job', 'list', '--last-run', ...flags);
      expect(code).toBe(6);
      expect(rows.find(([, name]) => name === 'load 4')?.slice(3)).toEqual(['unknown', '', '', '']);
      expect(err).toContain('warning: job load 4 could not be read');
    }
    const { out } = await list('job', 'list', '--last-run', '-o', 'jsonl', '--name', 'store 7');
    expect(JSON.parse(out)).toMatchObject({ name: 'store 7', lastRun: null, unread: true });
  });
});

describe('flags that cannot be meant', () => {
  test.each<[readonly string[], string]>([
    [['run', 'list', '--since', '1h', '--until', '2h'], '--since 1h is later than --until 2h'],
    [['run', 'list', 'x', '--since', '2999-01-01'], '--since 2999-01-01 is in the future'],
    [['run', 'list', '--since', 'yesterday'], '--since takes a time such as'],
    [['run', 'list', '--until', '2026-02-30'], '--until 2026-02-30: there is no such date or time'],
    [['run', 'list', '--reverse'], 'flag --reverse requires --sort'],
    [['run', 'list', '--active', '--state', 'Failed'], 'flags --active and --state are mutually exclusive'],
    [['run', 'list', 'x', '--job', 'y'], 'JOB and flag --job are mutually exclusive'],
    [['run', 'list', 'x', '--type', 'y'], 'JOB and flag --type are mutually exclusive'],
    [['run', 'list', '--raw', '-o', 'json'], 'flag --raw requires JOB'],
    [['run', 'list', '--by-name'], 'flag --by-name requires JOB'],
    [['run', 'list', '--sort', 'job', '-o', 'jsonl'], '--sort with -o jsonl requires --limit'],
    [['run', 'list', '--sort', 'name'], 'invalid value "name" for flag --sort: use started, finished'],
    [['job', 'list', '--sort', 'usual'], '--sort usual requires --last-run'],
    [['job', 'list', '--exact'], 'flag --exact requires --last-run'],
    [
      ['job', 'list', '--last-run', '--raw', '-o', 'json'],
      'flags --raw and --last-run are mutually exclusive',
    ],
  ])('%j is exit 2, and nothing is sent', async (argv, message) => {
    const { list } = await open();
    const { code, out, err, requests } = await list(argv);
    expect([code, out, requests.all]).toEqual([2, '', 0]);
    expect(err).toContain(message);
  });
});

describe('rows in an order', () => {
  async function* paged(pages: readonly (readonly number[])[]) {
    for (const page of pages) yield await Promise.resolve(page);
  }

  test('with a limit are the first of all in this order, and few are held', async () => {
    const pages = fc.array(fc.array(fc.nat({ max: 50 }), { maxLength: 6 }), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(pages, fc.integer({ min: 1, max: 20 }), async (all, limit) => {
        let most = 0;
        const sort = (rows: readonly number[]) => {
          most = Math.max(most, rows.length);
          return rows.toSorted((a, b) => a - b);
        };
        const read = async () => (await inOrder(paged(all), sort, limit).next()).value as readonly number[];
        const rows = await read();
        expect(rows).toEqual(sort(all.flat()).slice(0, limit));
        most = 0;
        await read();
        expect(most).toBeLessThanOrEqual(2 * limit + 6);
      }),
    );
  });
});
