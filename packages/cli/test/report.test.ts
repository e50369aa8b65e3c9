import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@wxdi/sdk';
import type { RunSeed } from '@wxdi/simulator';
import { reportOf } from '@wxdi/sdk';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { files } from '../src/process/files.js';
import { aRun, fakeClient } from './fakes/client.js';
import { run } from './fakes/context.js';
import { simulated, type Simulated } from './fakes/simulated.js';

const hour = 3_600_000;
const took = (seconds: number, ageHours: number): RunSeed => ({
  plan: { outcome: 'succeeds', startingMs: 0, runningMs: seconds * 1_000 },
  ageMs: ageHours * hour,
});
const hostile = '<b>"evil"</b> | `x` \u001b[31m & \u202e';
const usual = [20, 19, 18, 17, 16].map((age) => took(30, age));
const idle = Array.from({ length: 8 }, (_, i) => ({ name: `Idle ${i}`, assetRef: 'flow' }));

/** Its schedule should have started a run six hours ago. */
const fire = new Date(Date.now() - 6 * hour);
const schedule = `${fire.getUTCMinutes()} ${fire.getUTCHours()} * * *`;

const seeds = [
  { name: 'Slow', assetRef: 'flow', runs: [...usual, took(300, 2)] },
  { name: 'Stuck', assetRef: 'flow', runs: [...usual, took(1e9, 3)] },
  {
    name: hostile,
    assetRef: 'flow',
    configuration: { env_variables: ['REGION=hidden-variable'] },
    parameters: [{ name: 'year', value: 'hidden-parameter' }],
    runs: [{ plan: 'fails' as const, ageMs: 4 * hour }],
  },
  { name: 'Missing', assetRef: 'flow', schedule, runs: [took(5, 48)] },
  ...idle,
];

let world: Simulated;
let folder: string;
beforeEach(async () => {
  world = await simulated({ jobs: seeds });
  folder = await mkdtemp(join(tmpdir(), 'wxdi report '));
});
afterEach(async () => {
  await world.simulator.close();
  await rm(folder, { recursive: true });
});

const now = () => Date.now();
const report = (...argv: readonly string[]) => world.run(['report', ...argv], { now, disk: files });
const sent = () => world.simulator.requests().map(({ method, path }) => `${method} ${path.split('?')[0]}`);

describe('a report', () => {
  test('is a table on a terminal, with the numbers first', async () => {
    const { code, out } = await world.run(['report'], {
      now,
      terminal: true,
      columns: 200,
      env: { NO_COLOR: '1' },
    });
    expect(code).toBe(0);
    expect(out).toMatch(/^Time +\S+ \S+ to /);
    expect(out).toMatch(/\nRuns +13\nBy state +✓ Completed 11\n +✗ Failed 1\n +● Running 1\n/);
    expect(out).toMatch(
      /\nfailed +<b>"evil"<\/b> \| `x` \\x1b\[31m & \\u202e +\S+ +✗ Failed .*the table does not exist/,
    );
    expect(out).toMatch(/\nstuck +Stuck +\S+ +● Running +\S+ \S+ +3h 00m +30s\n/);
    expect(out).toMatch(/\nmissed +Missing +\S+ \S+\nslow /);
    expect(out).toMatch(/\nslow +Slow +\S+ +✓ Completed +\S+ \S+ +5m 00s +30s\n/);
  });

  test('is tsv elsewhere: a row for each thing that needs a look', async () => {
    const { out, err } = await report();
    const rows = out.split('\n').map((line) => line.split('\t'));
    expect(rows.map(([what, job]) => [what, job])).toEqual([
      ['failed', expect.any(String)],
      ['stuck', 'Stuck'],
      ['missed', 'Missing'],
      ['slow', 'Slow'],
      ['', undefined],
    ]);
    expect(new Set(rows.slice(0, -1).map((row) => row.length))).toEqual(new Set([8]));
    expect(err).toMatch(/found by a search: the newest may be missing; .* --exact reads all\n$/);
  });

  test('needs one page of jobs, one of a search, the active run again, and a search for older ones', async () => {
    await report('-o', 'json');
    expect(sent()).toEqual([
      'GET /v2/jobs',
      'POST /v2/asset_types/job_run/search',
      expect.stringMatching(/^GET \/v2\/jobs\/[^/]+\/runs\/[^/]+$/),
      'POST /v2/asset_types/job_run/search',
    ]);
  });

  test('with --exact reads lists only, and says nothing of a search', async () => {
    const { code, out, err } = await report('--exact', '-o', 'json');
    expect([code, err]).toEqual([0, '']);
    expect(sent().filter((request) => request.includes('search'))).toEqual([]);
    expect(JSON.parse(out)).toMatchObject({ total: 13, running: [{ jobName: 'Stuck' }] });
  });

  test('in JSON has the members of the contract, without parameters and variables', async () => {
    const { out } = await report('-o', 'json');
    const found = JSON.parse(out) as Record<string, unknown>;
    expect(Object.keys(found)).toEqual([
      'since',
      'until',
      'total',
      'byState',
      'failed',
      'slow',
      'missed',
      'running',
      'stuck',
      'unreadable',
      'unjudged',
    ]);
    expect(found).toMatchObject({
      total: 13,
      byState: { Completed: 11, Failed: 1, Running: 1 },
      failed: [{ jobName: hostile, state: 'Failed', reasons: [{ code: 'IIS-DSEE-TFIP-00055' }] }],
      slow: [{ jobName: 'Slow', durationSeconds: 300, usualSeconds: 30 }],
      missed: [{ jobName: 'Missing' }],
      stuck: [{ jobName: 'Stuck', usualSeconds: 30 }],
      unreadable: [],
    });
    expect(out).not.toContain('hidden-');
  });

  test('with --errors has the first error of the log', async () => {
    const { out } = await report('--errors', '1', '--query', 'failed[].firstError', '-o', 'json');
    expect(JSON.parse(out)).toEqual([
      { id: 'IIS-DSEE-TFIP-00055', text: 'Target: the table does not exist' },
    ]);
    expect(sent().filter((request) => request.endsWith('/logs'))).toHaveLength(1);
  });

  test('covers the jobs that --job matches, in the time from --since to --until', async () => {
    const { out } = await report('--job', 'S*', '--since', '21h', '--until', '10h', '-o', 'json');
    expect(JSON.parse(out)).toMatchObject({ byState: { Completed: 10 }, failed: [], missed: [] });
  });

  test.each([
    ['Unavailable', 6],
    ['Undecodable', 7],
  ] as const)('that is incomplete prints the rest; %s is exit %i', async (kind, exit) => {
    const unreadable = [{ job: 'j', jobName: 'Load', kind, message: 'no answer' }];
    const found = { ...reportOf([aRun()], [], { sinceMs: 0, nowMs: now() }), unreadable, source: 'lists' };
    const client = { ...fakeClient(), report: async () => found } as unknown as Client;
    const { code, out, err } = await run(['report'], { client, now });
    expect([code, out]).toEqual([exit, 'unreadable\tLoad\t\t\t\t\t\tno answer\n']);
    expect(err).toMatch(/\nerror: job Load cannot be read: no answer\n/);
  });

  test.each([
    [['--since', 'yesterday'], /--since takes a time/],
    [['--until', 'soon'], /--until takes a time/],
    [['--since', '1h', '--until', '2h'], /--since 1h is later than --until 2h/],
    [['--since', '2999-01-01'], /--since 2999-01-01 is later than now/],
    [['-o', 'name'], /-o name prints names/],
    [['-o', 'markdown', '--query', 'total'], /mutually exclusive/],
    [['--errors', 'all'], /whole number/],
  ])('refuses %j, and sends nothing', async (flags, message) => {
    const { code, out, err } = await report(...flags);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
    expect(sent()).toEqual([]);
  });
});

test.each(['markdown', 'junit'])('-o %s is a form of reports only', async (mode) => {
  for (const argv of [
    ['job', 'list', '-o', mode],
    ['-o', mode, 'job', 'list'],
  ]) {
    const { code, err } = await world.run(argv);
    expect(code).toBe(2);
    expect(err).toContain('use table, wide, json, jsonl, yaml, name, tsv');
  }
  expect((await world.run(['-o', mode, 'report'], { now })).code).toBe(0);
  expect(sent()).not.toEqual([]);
});

describe('a report in Markdown', () => {
  test('has a section for each kind, and names that cannot become markup', async () => {
    const { out } = await report('-o', 'markdown');
    expect(out).toMatch(
      /^## Runs from \S+ \S+ to \S+ \S+\n\n\*\*13 runs\*\*: 11 `Completed`, 1 `Failed`, 1 `Running`\n/,
    );
    expect(out.match(/^### .*/gm)).toEqual([
      '### Failed (1)',
      '### Stuck (1)',
      '### Missed (1)',
      '### Slow (1)',
    ]);
    expect(out).toContain(String.raw`| \`<b>"evil"</b> \| 'x' \x1b[31m & \u202e\` |`.replaceAll('\\`', '`'));
  });
});

interface Case {
  readonly name: string;
  readonly failure?: { readonly type: string; readonly message: string };
  readonly skipped?: object;
}

interface Suite {
  readonly name: string;
  readonly tests: string;
  readonly failures: string;
  readonly skipped: string;
  readonly testcase: readonly Case[];
}

describe('a report as JUnit XML', () => {
  test('has a suite for each job and a case for each run, and is XML whatever the names are', async () => {
    const { out } = await report('-o', 'junit');
    expect(XMLValidator.validate(out)).toBe(true);
    const read = new XMLParser({
      ignoreAttributes: false,
      attributeNamePrefix: '',
      isArray: (name) => name === 'testcase' || name === 'testsuite',
    }).parse(out) as { testsuites: { tests: string; failures: string; testsuite: readonly Suite[] } };
    const { tests, failures, testsuite } = read.testsuites;
    expect([tests, failures]).toEqual(['14', '3']);
    expect(
      testsuite.map((suite) => [suite.name, suite.tests, suite.failures, suite.testcase.length]),
    ).toEqual([
      [String.raw`<b>"evil"</b> | ${'`x`'} \x1b[31m & \u202e`, '1', '1', 1],
      ['Missing', '1', '1', 1],
      ['Slow', '6', '0', 6],
      ['Stuck', '6', '1', 6],
    ]);
    const messages = testsuite.flatMap(({ testcase }) => testcase.flatMap(({ failure }) => failure ?? []));
    expect(messages.map(({ type }) => type)).toEqual(['Failed', 'Missed', 'Stuck']);
    expect(messages[0]?.message).toContain('IIS-DSEE-TFIP-00055: Target: the table does not exist');
  });
});

describe('the page of a report', () => {
  test('is one private file, without parameters and variables, beside the usual output', async () => {
    const path = join(folder, 'report.html');
    const { code, out, err } = await report('--html', path);
    expect(code).toBe(0);
    expect(out).toMatch(/^failed\t/);
    expect(err).toContain(`the page was written to ${path}\n`);
    const page = await readFile(path, 'utf8');
    expect(page).toMatch(/^<!doctype html>/);
    expect(page).toContain('the table does not exist');
    expect(page).not.toMatch(/hidden-|<b>"evil/);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['report.html']);
  });

  test('replaces an older one, also through a link', async () => {
    await writeFile(join(folder, 'old.html'), 'old');
    await symlink('old.html', join(folder, 'link.html'));
    await report('--html', join(folder, 'link.html'));
    expect(await readFile(join(folder, 'old.html'), 'utf8')).toMatch(/^<!doctype html>/);
  });

  test.each([
    ['a folder', '.', /it is not a file/],
    ['a device', '/dev/null', /it is not a file/],
    ['in a folder that does not exist', 'none/report.html', /ENOENT/],
    ['below a file', 'file/report.html', /ENOTDIR/],
  ])('that is %s is refused before anything is sent', async (_, name, message) => {
    await writeFile(join(folder, 'file'), '');
    const path = name.startsWith('/') ? name : join(folder, name);
    const { code, err } = await report('--html', path);
    expect(code).toBe(2);
    expect(err).toMatch(message);
    expect(sent()).toEqual([]);
    expect(await readdir(folder)).toEqual(['file']);
  });

  test('that cannot be written in the end is exit 1, and leaves nothing', async () => {
    const path = join(folder, 'report.html');
    const disk = {
      ...files,
      writePrivate: async (to: string, text: string) => {
        await mkdir(to);
        await files.writePrivate(to, text);
      },
    };
    const { code, err } = await world.run(['report', '--html', path], { now, disk });
    expect(code).toBe(1);
    expect(err).toMatch(/the output cannot be written: EISDIR|ENOTEMPTY|EEXIST/);
    expect(await readdir(folder)).toEqual(['report.html']);
  });
});
