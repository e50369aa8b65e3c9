import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isIdPrefix, shortIds } from '../src/render/short-ids.js';
import { aJob, aRun, fakeClient, jobId, runId } from './fakes/client.js';
import { run, type World } from './fakes/context.js';

/** Ids of one hour: version 7, which begins with the time. */
const ids = [
  '01a224eb-ad1e-7202-9813-ef0c9a4e0001',
  '01a224eb-b31e-7203-9813-ef0c9a4e0002',
  '01a224eb-c000-7000-8000-000000000003',
  '01a3ffff-0000-7000-8000-000000000004',
];
const names = ['Load customers', 'Load orders of the European region', 'Weekly', 'Nightly'];
const jobPages = [
  ids.map((id, at) =>
    aJob({
      id,
      name: names[at],
      assetId: `00000000-0000-4000-8000-00000000000${at}`,
      schedule: at === 2 ? '0 6 * * 1' : undefined,
    }),
  ),
];
const runs = ids.map((id, at) =>
  aRun({
    id,
    name: at === 1 ? 'load of 22 November' : 'job run',
    state: at === 0 ? 'CompletedWithWarnings' : 'Completed',
    startedAt: '2026-11-22T09:00:01Z',
    finishedAt: '2026-11-22T09:00:13Z',
    rowsWritten: at * 1_000,
    rowsRead: at * 1_000,
  }),
);
const client = () => fakeClient({ jobPages, runs });
const terminal = (columns: number): World => ({ client: client(), terminal: true, columns });

describe.each([80, 120])('on a terminal of %i columns', (columns) => {
  test.each([
    ['job', 'list'],
    ['run', 'list', jobId],
    ['job', 'list', '-o', 'wide'],
    ['run', 'list', jobId, '-o', 'wide'],
  ])('`%s %s` with %j %s shows names whole and short ids', async (...words) => {
    const { out, err } = await run([...words, '--color', 'never'], terminal(columns));
    const shown = words.filter((word) => word !== jobId).join('-');
    await expect(out + err).toMatchFileSnapshot(`./golden/tables/${shown}-${columns}.txt`);
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(columns);
    const whole = words[0] === 'job' ? names : ['job run', 'load of 22 November'];
    for (const name of whole) expect(out).toContain(name);
  });
});

describe('a short id', () => {
  const uuid = fc.uuid({ version: [4, 7] });
  /** Many that begin alike. */
  const alike = fc
    .tuple(fc.array(uuid, { minLength: 1, maxLength: 8 }), fc.integer({ min: 0, max: 35 }))
    .map(([all, common]) => [
      ...new Set(all.map((id) => (all[0] ?? '').slice(0, common) + id.slice(common))),
    ]);

  test('is unique, begins its id, and has at least 8 characters, in whatever pages the ids come', () => {
    fc.assert(
      fc.property(alike, fc.nat(8), (all, cut) => {
        const short = shortIds();
        short.add(all.slice(0, cut));
        short.add(all.slice(cut));
        for (const id of all) {
          const text = short.short(id);
          expect(all.filter((each) => each.startsWith(text))).toEqual([id]);
          expect(text === id || isIdPrefix(text)).toBe(true);
        }
      }),
    );
  });

  test('selects its job and its run', async () => {
    await fc.assert(
      fc.asyncProperty(alike, async (all) => {
        const short = shortIds();
        short.add(all);
        const service = fakeClient({
          jobPages: [all.map((id) => aJob({ id, name: `name of ${id}` }))],
          runs: all.map((id) => aRun({ id, name: `name of ${id}` })),
        });
        const [id = ''] = all;
        const { code, out } = await run(['run', 'get', short.short(id), short.short(id), '-o', 'name'], {
          client: service,
        });
        expect([code, out]).toEqual([0, `${id}\n`]);
        expect(service.calls.at(-1)).toEqual(['runs.get', id, id]);
      }),
      { numRuns: 30 },
    );
  });

  test('is not printed by other formats, nor off a terminal', async () => {
    for (const output of ['tsv', 'json', 'jsonl', 'yaml'])
      expect((await run(['job', 'list', '-o', output], terminal(80))).out).toContain(ids[0]);
    expect((await run(['run', 'list', jobId, '-o', 'name'], terminal(80))).out).toContain(ids[0]);
    expect((await run(['job', 'list', '-o', 'table'], { client: client() })).out).toContain(ids[0]);
  });

  test('does not delay a page: a later page has longer ids if it needs them', async () => {
    const pages = [[jobPages[0]?.[0], jobPages[0]?.[3]], [jobPages[0]?.[1]]] as typeof jobPages;
    const { out } = await run(['job', 'list'], {
      client: fakeClient({ jobPages: pages }),
      terminal: true,
    });
    expect(out.split('\n').map((line) => line.split(' ')[0])).toEqual([
      expect.stringContaining('ID'),
      '01a224eb',
      '01a3ffff',
      '01a224eb-b',
      '',
    ]);
  });

  test('that is longer than a text keeps it if the text is not a UUID', () => {
    const short = shortIds();
    short.add(['my-serving-name']);
    expect(short.short('my-serving-name')).toBe('my-serving-name');
  });
});

describe('the beginning of an id', () => {
  const jobs = (over: object = {}) => fakeClient({ jobPages, runs, ...over });

  test.each([
    [['job', 'get', '01a3ffff']],
    [['job', 'get', '01A3FFFF-0']],
    [['job', 'update', '01a3ffff', '--name', 'x']],
    [['job', 'start', '01a3ffff']],
    [['job', 'reset-offset', '01a3ffff']],
    [['run', 'list', '01a3ffff']],
    [['run', 'get', '01a3ffff', '01a224eb-c']],
    [['run', 'wait', '01a3ffff', '01a224eb-c']],
    [['run', 'watch', '01a3ffff', '01a224eb-c']],
    [['run', 'logs', '01a3ffff', '01a224eb-c']],
    [['run', 'metrics', '01a3ffff', '01a224eb-c']],
    [['run', 'pause', '01a3ffff', '01a224eb-c']],
    [['run', 'resume', '01a3ffff', '01a224eb-c']],
  ])('is accepted by %j', async (words) => {
    const service = jobs();
    expect((await run(words, { client: service })).code).toBe(0);
    const [, ...found] = words.filter((word) => word.startsWith('01'));
    expect(service.calls).toContainEqual(
      expect.arrayContaining(found.length === 0 ? [ids[3]] : [ids[3], ids[2]]),
    );
  });

  test.each([
    [['job', 'delete', '--yes', '01a3ffff']],
    [['run', 'delete', '--yes', ids[0], '01a3ffff']],
    [['run', 'delete', '--yes', '01a3ffff', runId]],
    [['run', 'cancel', ids[0], '01a3ffff']],
    [['run', 'cancel', '01a3ffff', runId]],
    [['run', 'prune', '--yes', '01a3ffff', '--all']],
  ])('is refused by %j, with the whole id', async (words) => {
    const service = jobs();
    const { code, out, err } = await run(words as readonly string[], { client: service });
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(
      /^error: "01a3ffff" is only the beginning of the id of a (?:job|run); to delete or cancel/,
    );
    expect(err).toContain(`hint: whole id: ${ids[3]}\n`);
    expect(service.calls.map(([name]) => name)).not.toContainEqual(
      expect.stringMatching(/delete|cancel|prunable/),
    );
  });

  test('of several is exit 2 with all of them', async () => {
    const { code, err } = await run(['job', 'get', '01a224eb'], { client: jobs() });
    expect([code, err]).toEqual([
      2,
      `error: the ids of 3 jobs begin with "01a224eb"\n${ids
        .slice(0, 3)
        .map((id) => `  candidate ${id}\n`)
        .join('')}`,
    ]);
    const ofRuns = await run(['run', 'get', jobId, '01a224eb'], { client: jobs() });
    expect([ofRuns.code, ofRuns.err.match(/candidate/g)]).toEqual([
      2,
      ['candidate', 'candidate', 'candidate'],
    ]);
  });

  test('of none is exit 3', async () => {
    expect((await run(['job', 'get', 'deadbeef'], { client: jobs() })).code).toBe(3);
    expect((await run(['job', 'delete', '-y', 'deadbeef'], { client: jobs() })).code).toBe(3);
    expect((await run(['run', 'get', jobId, 'deadbeef'], { client: jobs() })).code).toBe(3);
  });

  test('is a name if a job or run has exactly this name, or with --by-name', async () => {
    const named = jobs({ jobPages: [[aJob({ name: '01a224eb' })], ...jobPages] });
    expect((await run(['job', 'get', '01a224eb', '-o', 'tsv'], { client: named })).out).toContain(jobId);
    expect((await run(['job', 'get', '--by-name', '01a3ffff'], { client: jobs() })).code).toBe(3);
  });

  test('with fewer than 8 characters is no beginning of an id', async () => {
    expect((await run(['job', 'get', '01a3fff'], { client: jobs() })).code).toBe(3);
  });

  test('is not repeated in a command to copy: the whole id is', async () => {
    const { err } = await run(['run', 'wait', '01a3ffff', runId], { client: jobs(), terminal: true });
    expect(err).toContain(`its log: wxdi run logs ${ids[3]} ${runId}`);
  });
});
