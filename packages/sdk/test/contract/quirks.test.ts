import type { Quirks } from '@wxdi/simulator';
import { createClient } from '@wxdi/sdk';
import { defaultQuirks, startSimulator } from '@wxdi/simulator';
import { virtualClock } from '@wxdi/testkit';
import { describe, expect, it, vi } from 'vitest';

/** Every non-default value of every quirk. A quirk that is missing here is a compile error. */
const others: { readonly [K in keyof Quirks]: readonly Quirks[K][] } = {
  dialect: ['2020', '2022'],
  metricsForm: ['2022', '2026-short', '2026-long'],
  logForm: ['lines', 'json-array'],
  nextForm: ['string'],
  nextAtEnd: ['null', 'empty-string', 'empty-object'],
  emptyLastPage: [true],
  pageCeiling: [2, 200],
  overCeiling: [400],
  badLimit: ['default'],
  jobOrder: ['oldest-first', 'shuffled'],
  runOrder: ['oldest-first', 'shuffled'],
  pageOverlap: [1, 3],
  jobRows: ['slim'],
  listLagMs: [50],
  firstState: ['Queued', 'Running'],
  totalsLagMs: [100, 'never'],
  runDescriptionLimit: [0, 10],
  failedStartStatus: [404, 409, 422, 500],
  jobDeleteStatus: [202],
  runDeleteStatus: [202],
  deletionMs: [0, 200],
  deleteActiveJob: [400, 403, 'silent'],
  deleteActiveRun: [400, 403, 'silent'],
  controlStatus: [200],
  cancelFinished: [204, 400, 404],
  cancelNotRunning: [400, 409],
  pauseBatch: [400, 409],
  controlWrongState: [400],
  refreshFinished: [400, 404, 409],
  runsOfUnknownJob: ['empty'],
  wrongScope: [403],
  unknownState: ['ignore', 400],
  stateAlias: [true],
  jobNames: ['any-case'],
  settingsOrder: ['reversed'],
  noRetention: ['empty-object'],
  addedMembers: ['unknown'],
  // Every change is an error then: test/plan/laws.test.ts.
  patchEffect: [],
  patchOps: ['add-replace'],
  patchAtomic: [false],
  invalidCron: ['accept'],
  retentionBoth: ['accept'],
  logsLimit: ['head'],
  logWindow: [9],
  logLagMs: [2_500],
  streamingLogs: ['empty', 404],
  streamingLogsAfterEnd: [400, 404],
  streamingMetrics: ['absent'],
  offsetAfterReset: ['absent', 'empty-object'],
  searchRefused: [400, 403, 404, 501],
  searchLagMs: [60_000],
  searchEntities: ['missing'],
  searchCeiling: [1, 100],
  searchOverCeiling: [400],
  searchPhrase: ['exact'],
  searchNumbers: ['integers'],
  nameFilter: ['exact', 'ignored'],
  errorShape: ['flat'],
  traceMember: ['trace_id', 'traceId'],
};

const settings: readonly Partial<Quirks>[] = [
  {},
  ...Object.entries(others).flatMap(([name, values]) => values.map((value) => ({ [name]: value }))),
  // Combinations that a real service may have.
  { pageCeiling: 1, nextForm: 'string', emptyLastPage: true, runOrder: 'oldest-first', jobOrder: 'shuffled' },
  { dialect: '2022', totalsLagMs: 'never', cancelNotRunning: 409, controlStatus: 200, jobDeleteStatus: 202 },
];

const flows = { batch: {}, stream: { type: 'streamsets_flow' }, raw: { plan: 'uncompiled' as const } };
/** The duration of a request, in milliseconds: time also passes for a caller that only polls. */
const tickMs = 5;

/** A service with these quirks, and a client. Both share a virtual clock. */
const open = async (quirks: Partial<Quirks>) => {
  const clock = virtualClock();
  let ticks = 0;
  const simulator = await startSimulator({
    now: () => clock.now() + (ticks += tickMs),
    flows,
    quirks: { deletionMs: 60, ...quirks },
    jobs: [
      { name: 'older', assetRef: 'batch' },
      { name: 'busy', assetRef: 'stream', runs: [{ plan: 'streams' }] },
    ],
  });
  const client = createClient({
    url: simulator.url,
    project: simulator.projectId,
    auth: { type: 'bearertoken', token: simulator.token },
    clock,
  });
  const end = async () => {
    client.close();
    await simulator.close();
  };
  return { ...client, end };
};

describe.concurrent('the life cycle of jobs and runs', () => {
  it.each(settings)('succeeds with the quirks %j', async (quirks) => {
    const { jobs, runs, end } = await open(quirks);
    const all = { ...defaultQuirks, ...quirks };

    // A batch job, from creation to the end of a run.
    const made = await jobs.create({
      name: 'load',
      assetId: 'batch',
      parameters: [{ name: 'year', value: '2025' }],
    });
    const job = await jobs.find('load');
    expect(job.id).toBe(made.id);
    expect((await jobs.list().toArray()).map(({ name }) => name).toSorted()).toEqual([
      'busy',
      'load',
      'older',
    ]);
    const changed = await jobs.update(job.id, {
      description: 'new',
      schedule: '0 2 * * *',
      retention: { days: 3 },
    });
    expect(changed).toMatchObject({ description: 'new', schedule: '0 2 * * *', retention: { days: 3 } });
    expect(await jobs.update(job.id, { schedule: null, retention: null })).not.toHaveProperty('schedule');
    const run = await jobs.start(job.id, { name: 'one', parameters: [{ name: 'year', value: '2026' }] });
    let lines = 0;
    for await (const event of run.follow({ logs: true })) if (event.type === 'log') lines += 1;
    const { run: ended } = await run.wait();
    expect(ended).toMatchObject({ state: 'Completed', name: 'one' });
    if (all.dialect !== '2020') expect(ended.parameters).toContainEqual({ name: 'year', value: '2026' });
    const log = await run.readLog();
    // All lines were read while the run was active, even if the service returns only the last ones now.
    if (log.missing === undefined) expect(lines).toBe(log.entries.length);
    else expect(lines).toBe(12);
    expect(log.missing).toBe(all.logWindow === null ? undefined : 13 - all.logWindow);
    expect((await run.logs({ tail: 1 }))[0]?.text).toContain('Completed');
    expect((await run.refresh()).state).toBe('Completed');
    expect((await run.cancel()).alreadyFinished).toBe(true);
    if (all.totalsLagMs !== 'never' && all.dialect !== '2020')
      expect((await run.metrics()).links.length).toBeGreaterThan(0);
    expect((await runs.list(job.id, { states: ['Completed'] }).toArray()).map(({ id }) => id)).toEqual([
      run.runId,
    ]);

    // A second run that is cancelled while it is starting.
    const second = await jobs.start(job.id);
    await second.cancel();
    expect((await second.wait()).run.state).toBe('Canceled');
    // A list that lags does not contain it yet.
    await vi.waitFor(async () => expect(await runs.list(job.id).toArray()).toHaveLength(2), { interval: 10 });
    expect((await runs.latest(job.id)).id).toBe(second.runId);
    expect((await runs.prune(job.id, { newest: 1 })).deleted).toEqual([run.runId]);

    // A streaming job, its offset, and a job that cannot be deleted while its run is active.
    const stream = await jobs.find('busy');
    const active = await runs.active(stream.id);
    await expect(jobs.delete(stream.id)).rejects.toMatchObject({ name: 'WxdiError' });
    await expect(runs.delete(stream.id, active.id)).rejects.toMatchObject({ kind: 'InvalidInput' });
    await runs.cancel(stream.id, active.id);
    expect((await runs.wait(stream.id, active.id, { logs: true })).run.state).toBe('Canceled');
    await jobs.resetOffset(stream.id);
    const again = await jobs.start(stream.id, {}, { fromBeginning: true });
    await again.wait({ until: ['Running'] });
    await again.cancel();
    await again.wait();

    // A start that the service refuses, and the deletion of all jobs.
    const broken = await jobs.create({ name: 'broken', assetId: 'raw' });
    const start = jobs.start(broken.id);
    // After a 500 the outcome is unknown: the run that was created is found by its key.
    if (all.failedStartStatus === 500) expect((await start).started).toMatchObject({ state: 'Failed' });
    else
      await expect(start).rejects.toMatchObject({
        kind: expect.stringMatching(/Refused|NotFound/) as string,
      });
    for (const { id } of await jobs.list().toArray()) await jobs.delete(id);
    expect(await jobs.list().toArray()).toEqual([]);
    await expect(jobs.get(job.id)).rejects.toMatchObject({ kind: 'NotFound' });
    await end();
  });
});
