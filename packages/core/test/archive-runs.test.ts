import type { ApiError } from '@wxdi/core';
import type { JobRun as WireRun } from '@wxdi/bindings';
import { archiveRuns, logAnswer, monthFrom } from '@wxdi/core';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apiError, fakeEnv, outage } from './support/fakes.js';
import { memoryFolder } from './support/memory-folder.js';
import { wireJob, wireRun } from './support/wire.js';

const job = 'job-1';
const failedLine = '##E TFIP-55 2026-01-01 00:00:01(000) the table does not exist';

const runAt = (id: string, createdAt: string, more: Parameters<typeof wireRun>[0] = {}) =>
  wireRun({ state: 'Completed', duration: 5, ...more }, { asset_id: id, created_at: createdAt });

const oldRun = runAt('run-a', '2025-11-30T23:59:59Z');
const failedRun = runAt('run-b', '2025-12-01T00:00:00Z', { state: 'Failed' });
const newRun = runAt('run-c', '2025-12-31T08:00:00Z');

type Log = { results: string[]; total_count?: number } | ApiError;

interface World {
  readonly runs?: readonly WireRun[];
  readonly logs?: Readonly<Record<string, Log>>;
  readonly more?: Parameters<typeof fakeEnv>[0];
}

const service = ({ runs = [newRun, failedRun, oldRun], logs = {}, more = {} }: World = {}) =>
  fakeEnv({
    listJobs: () => ({ results: [wireJob()] }),
    // A row of a list lacks the description.
    listRuns: () => ({
      results: runs.map(({ metadata: { description: _, ...metadata }, entity }) => ({ metadata, entity })),
    }),
    getRun: ({ path }) =>
      runs.find(({ metadata }) => metadata.asset_id === path.run_id) ?? apiError('not-found'),
    getRunLogs: ({ path }) => logs[path.run_id] ?? { results: [failedLine] },
    ...more,
  });

const archive = async (
  world: World = {},
  files = new Map<string, string>(),
  options: Parameters<typeof archiveRuns>[0] = {},
) => {
  const env = service(world);
  const into = memoryFolder(files);
  const result = await archiveRuns(options)({ ...env, folder: into.folder })();
  return { result, files, env, writes: into.writes };
};

const runsIn = (files: ReadonlyMap<string, string>) =>
  [...files].flatMap(([path, text]) => (path.endsWith('.jsonl') ? monthFrom(text).runs : []));

describe('archiving runs', () => {
  it('writes a job, its runs by month in UTC, and the logs of those that did not succeed', async () => {
    const { result, files } = await archive();
    expect(result).toMatchObject({ right: { jobs: 1, added: 3, updated: 0, logs: 1, failures: [] } });
    expect([...files.keys()].sort()).toEqual([
      `jobs/${job}/job.json`,
      `jobs/${job}/logs/run-b.log`,
      `jobs/${job}/runs/2025-11.jsonl`,
      `jobs/${job}/runs/2025-12.jsonl`,
      'wxdi-archive.json',
    ]);
    expect(files.get(`jobs/${job}/logs/run-b.log`)).toBe(`${failedLine}\n`);
  });

  it('a second time changes nothing, reads no run and no log again', async () => {
    const settled = [runAt('run-a', '2025-11-30T00:00:00Z'), failedRun];
    const first = await archive({ runs: settled });
    const before = new Map(first.files);
    const { result, env, writes } = await archive({ runs: settled }, first.files);
    expect(result).toMatchObject({ right: { added: 0, updated: 0, logs: 0 } });
    expect(writes).toEqual([]);
    expect(first.files).toEqual(before);
    expect(env.calls.map(({ operation }) => operation)).toEqual(['listJobs', 'listRuns']);
  });

  it('reads the parts of a run that a list does not have', async () => {
    const described = wireRun(
      { state: 'Completed', duration: 1 },
      { asset_id: 'run-a', created_at: '2025-12-01T00:00:00Z', description: 'by hand' },
    );
    const { files } = await archive({ runs: [described] });
    expect(runsIn(files)).toMatchObject([{ run: { description: 'by hand' } }]);
  });

  it('keeps runs and jobs that the service has deleted', async () => {
    const { files } = await archive();
    await archive({ runs: [newRun] }, files);
    expect(runsIn(files)).toHaveLength(3);
    await archive({ more: { listJobs: () => ({ results: [] }) } }, files);
    expect(runsIn(files)).toHaveLength(3);
  });

  it('replaces a run by what is known of it later, never by less', async () => {
    const states = [
      runAt('run-a', '2025-12-31T00:00:00Z', { state: 'Running', duration: null }),
      runAt('run-a', '2025-12-31T00:00:00Z', { total_rows_read: 0, total_rows_written: 0, duration: null }),
      runAt('run-a', '2025-12-31T00:00:00Z', { total_rows_read: 0, total_rows_written: 0 }),
      runAt('run-a', '2025-12-31T00:00:00Z', { total_rows_read: 7, total_rows_written: 7 }),
    ];
    const best = runsIn((await archive({ runs: states.slice(-1) })).files);
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(states, { minLength: 1 }), async (reads) => {
        const files = new Map<string, string>();
        for (const read of reads) await archive({ runs: [read] }, files);
        const latest = Math.max(...reads.map((read) => states.indexOf(read)));
        expect(runsIn(files)).toEqual(
          latest === 3 ? best : runsIn((await archive({ runs: [states[latest] as WireRun] })).files),
        );
      }),
      { numRuns: 40 },
    );
  });

  it('is whole after a kill at any write and a repetition', async () => {
    const options = { logs: 'all' } as const;
    const whole = await archive({}, new Map(), options);
    expect(whole.writes.length).toBeGreaterThan(5);
    for (const [killedAt] of whole.writes.entries())
      for (const isAfter of [false, true]) {
        const { folder, files } = memoryFolder(new Map(), killedAt, isAfter);
        const killed = await archiveRuns(options)({ ...service(), folder })();
        expect(killed).toMatchObject({ left: { _tag: 'InvalidInput', message: 'killed' } });
        // A row that names a log is never without it.
        for (const { run, log } of runsIn(files))
          if (log !== undefined) expect(files.has(`jobs/${job}/logs/${run.id}.log`)).toBe(true);
        await archive({}, files, options);
        expect(new Map([...files].sort())).toEqual(new Map([...whole.files].sort()));
      }
  });

  it.each([
    ['none', 0],
    ['failed', 1],
    ['all', 3],
  ] as const)('with logs %s writes %i', async (logs, count) => {
    const { result } = await archive({}, new Map(), { logs });
    expect(result).toMatchObject({ right: { logs: count } });
  });

  it('with since, leaves older runs out, and does not read pages that only have older ones', async () => {
    let pages = 0;
    const more = {
      listRuns: () => {
        pages += 1;
        return { results: [newRun, failedRun, oldRun], next: { page: pages } };
      },
    };
    const { files } = await archive({ more }, new Map(), { since: '2025-12-01T00:00:00Z', logs: 'none' });
    expect(runsIn(files).map(({ run }) => run.id)).toEqual(['run-c', 'run-b']);
    expect(pages).toBe(1);
  });

  it('reports what could not be read by job and run, and keeps the rest', async () => {
    const more = {
      listJobs: () => ({ results: [wireJob({}, { asset_id: 'job-0', name: 'broken' }), wireJob()] }),
      listRuns: ({ path }: { path: { job_id: string } }) =>
        path.job_id === 'job-0' ? outage() : { results: [newRun, failedRun] },
      getRunLogs: () => outage(),
    };
    const { result, files } = await archive({ more });
    expect(result).toMatchObject({
      right: {
        jobs: 2,
        added: 2,
        failures: [
          { jobId: 'job-0', jobName: 'broken', error: { _tag: 'Unavailable' } },
          { jobId: job, runId: 'run-b', error: { _tag: 'Unavailable' } },
        ],
      },
    });
    expect(runsIn(files)).toHaveLength(2);
    const again = await archive({ runs: [newRun, failedRun] }, files);
    expect(again.result).toMatchObject({ right: { added: 0, logs: 1, failures: [] } });
  });

  it('counts a log that the service does not have, and reads it again the next time', async () => {
    const logs = { 'run-b': apiError('not-found') };
    const { result, files } = await archive({ logs });
    expect(result).toMatchObject({ right: { withoutLog: 1, logs: 0, failures: [] } });
    expect((await archive({}, files)).result).toMatchObject({ right: { withoutLog: 0, logs: 1 } });
  });

  it('replaces a log that was cut by one with fewer lines missing', async () => {
    const at = (missing: number) => ({ 'run-b': { results: ['x'], total_count: 1 + missing } });
    const { files } = await archive({ logs: at(5) });
    const missing = () => runsIn(files).find(({ run }) => run.id === 'run-b')?.log;
    expect(missing()).toEqual({ missing: 5 });
    await archive({ logs: at(9) }, files);
    expect(missing()).toEqual({ missing: 5 });
    await archive({ logs: at(0) }, files);
    expect(missing()).toEqual({ oneText: true });
  });

  it('masks the values of variables and secrets in runs, jobs and logs, unless they are wanted', async () => {
    const configuration = { env_variables: ['DB_HOST=db.example.com', 'DB_PASSWORD=hunter22'] };
    const parameters = [
      { name: 'api_key', value: 'k-12345' },
      { name: 'year', value: '2026' },
      { name: 'pin_secret', value: 4711 },
    ];
    const secret = runAt('run-b', '2025-12-01T00:00:00Z', {
      state: 'Failed',
      configuration,
      job_parameters: parameters,
    });
    const world: World = {
      runs: [secret],
      logs: { 'run-b': { results: ['##E X 2026-01-01 00:00:01(000) refused hunter22 at db.example.com'] } },
      more: { listJobs: () => ({ results: [wireJob({ configuration, job_parameters: parameters })] }) },
    };
    const { files } = await archive(world);
    const text = [...files.values()].join('\n');
    for (const value of ['hunter22', 'k-12345', '4711']) expect(text).not.toContain(value);
    expect(runsIn(files)[0]?.run).toMatchObject({
      parameters: [
        { name: 'api_key', value: '***' },
        { name: 'year', value: '2026' },
        { name: 'pin_secret', value: '***' },
      ],
      configuration: { env_variables: ['DB_HOST=***', 'DB_PASSWORD=***'] },
    });
    expect(files.get(`jobs/${job}/logs/run-b.log`)).toContain('refused *** at db.example.com');

    const kept = await archive(world, new Map(), { withValues: true });
    expect(runsIn(kept.files)[0]?.row).toEqual(secret);
    const mixed = await archive(world, kept.files);
    expect(mixed.result).toMatchObject({ left: { _tag: 'InvalidInput' } });
    expect(mixed.writes).toEqual([]);
  });

  it.each([
    ['other files', 'notes.txt', 'x'],
    ['a marker of something else', 'wxdi-archive.json', '{"format":"tar"}'],
    ['a later version', 'wxdi-archive.json', '{"format":"wxdi-archive","version":2}'],
    ['a damaged marker', 'wxdi-archive.json', '{'],
  ])('refuses a folder with %s, sends and writes nothing', async (_, path, text) => {
    const { result, env, writes } = await archive({}, new Map([[path, text]]));
    expect(result).toMatchObject({
      left: { _tag: 'InvalidInput', message: expect.stringContaining('DIR is not') },
    });
    expect(writes).toEqual([]);
    expect(env.calls).toEqual([]);
  });

  it('refuses the archive of another project', async () => {
    const { folder } = memoryFolder();
    const inProject = (id: string) => archiveRuns()({ ...service(), folder, scope: { project_id: id } })();
    expect(await inProject('p-1')).toMatchObject({ right: { added: 3 } });
    expect(await inProject('p-2')).toMatchObject({ left: { _tag: 'InvalidInput' } });
  });

  it('makes names of files from ids that are safe, and reports others', async () => {
    const more = {
      listJobs: () => ({ results: [wireJob({}, { asset_id: '../up' }), wireJob()] }),
      listRuns: () => ({ results: [runAt('a/b', '2025-12-01T00:00:00Z'), newRun] }),
    };
    const { result, files } = await archive({ more });
    expect(result).toMatchObject({ right: { added: 1, failures: [{ jobId: '../up' }, { runId: 'a/b' }] } });
    expect([...files.keys()].every((path) => /^[\w./-]+$/.test(path) && !path.includes('..'))).toBe(true);
  });

  it('keeps lines that it cannot read', async () => {
    const path = `jobs/${job}/runs/2025-12.jsonl`;
    const { files } = await archive();
    files.set(path, `${files.get(path)}{"run":\n`);
    await archive({ runs: [runAt('run-d', '2025-12-30T00:00:00Z')] }, files);
    expect(monthFrom(files.get(path) ?? '')).toMatchObject({
      runs: [{ run: { id: 'run-c' } }, { run: { id: 'run-d' } }, { run: { id: 'run-b' } }],
      damaged: ['{"run":'],
    });
  });

  it('does not accept an invalid option', async () => {
    const { result } = await archive({}, new Map(), { logs: 'some' as 'all' });
    expect(result).toMatchObject({ left: { _tag: 'InvalidInput' } });
  });

  it('keeps the entries of any log', async () => {
    const line = fc.oneof(
      fc.constantFrom(failedLine, '', 'a\nb', 'x\r\n', '[{"msgID":"A"}]', '{}'),
      fc.string(),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 5 }), fc.nat(3), async (results, missing) => {
        const answer = { results, total_count: results.length + missing };
        const { files } = await archive({ logs: { 'run-b': answer } });
        const text = files.get(`jobs/${job}/logs/run-b.log`) ?? '';
        const stored = runsIn(files).find(({ run }) => run.id === 'run-b')?.log ?? {};
        expect(await entriesOf(logAnswer(text, stored))).toEqual(await entriesOf(answer));
      }),
      { numRuns: 100 },
    );
  });
});

const entriesOf = async (answer: { results: string[]; total_count?: number | null }) => {
  const { readLog, jobId, runId } = await import('@wxdi/core');
  return await readLog(jobId(job), runId('run-b'))(fakeEnv({ getRunLogs: () => answer }))();
};
