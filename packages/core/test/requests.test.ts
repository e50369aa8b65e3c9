import type { OperationId } from '@wxdi/core';
import { collectEvents } from './support/events.js';
import { apiError, fakeEnv, inTurn } from './support/fakes.js';
import { wireJob, wireRun } from './support/wire.js';
import {
  activeRun,
  activeRunStates,
  cancelRun,
  collect,
  createJob,
  deleteJob,
  deleteRun,
  findJob,
  findRun,
  followRun,
  getJob,
  getLogs,
  getMetrics,
  getRun,
  jobId,
  listJobs,
  listRuns,
  patchJob,
  pauseRun,
  refreshRun,
  resetOffset,
  resumeRun,
  runId,
  startRun,
  tailLogs,
  updateJob,
} from '@wxdi/core';
import { describe, expect, it } from 'vitest';

const job = jobId('job-7');
const run = runId('run-9');
const ofJob = { path: { job_id: 'job-7' } };
const ofRun = { path: { job_id: 'job-7', run_id: 'run-9' } };
const rows = (query: object = {}) => ({ ...ofJob, query: { ...query, limit: 100 } });

const offset = { op: 'replace', path: '/entity/job/configuration/offset', value: null } as const;
const streaming = wireJob({ asset_ref_type: 'streamsets_flow', configuration: { offset: null } });

/** A service that carries out every request immediately. */
const service = () => {
  const state = { now: 'Running' };
  const to = (next: string) => () => {
    state.now = next;
    return null;
  };
  let gone = false;
  return fakeEnv({
    createJob: () => wireJob(),
    getJob: () => (gone ? apiError('not-found') : streaming),
    updateJob: () => streaming,
    deleteJob: () => {
      gone = true;
      return null;
    },
    listJobs: () => ({ results: [wireJob({}, { name: 'load' })] }),
    searchAssets: () => ({ results: [] }),
    listRuns: () => ({ results: [wireRun({}, { name: 'by hand' })] }),
    startRun: () => wireRun(),
    getRun: () => wireRun({ state: state.now }),
    getRunLogs: () => ({ results: [] }),
    cancelRun: to('Canceling'),
    pauseRun: to('Paused'),
    resumeRun: to('Resuming'),
    refreshRunState: () => wireRun(),
  });
};

type Program = (env: ReturnType<typeof service>) => () => Promise<{ readonly _tag: string }>;

describe('requests to the service', () => {
  it.each<[string, () => Program, ...[OperationId, object][]]>([
    ['getting a job', () => getJob(job), ['getJob', ofJob]],
    ['getting a run', () => getRun(job, run), ['getRun', ofRun]],
    ['getting a log', () => getLogs(job, run), ['getRunLogs', ofRun]],
    ['getting the end of a log', () => tailLogs(job, run, 5), ['getRunLogs', ofRun]],
    ['getting the metrics of an active run', () => getMetrics(job, run), ['getRun', ofRun]],
    ['listing jobs', () => collect(listJobs()), ['listJobs', { query: { limit: 100 } }]],
    [
      'listing jobs with every filter of the service',
      () => collect(listJobs({ type: 't', assetId: 'a', runId: 'r' })),
      ['listJobs', { query: { asset_ref_type: 't', asset_ref: 'a', run_id: 'r', limit: 100 } }],
    ],
    [
      'finding a job',
      () => findJob('load'),
      ['searchAssets', { path: { asset_type: 'job' }, body: { query: 'asset.name:"load"', limit: 200 } }],
      ['listJobs', { query: { limit: 100 } }],
      ['getJob', { path: { job_id: 'job-1' } }],
    ],
    ['listing runs', () => collect(listRuns(job)), ['listRuns', rows()]],
    [
      'listing runs with an empty list of states',
      () => collect(listRuns(job, { states: [] })),
      ['listRuns', rows()],
    ],
    [
      'listing runs in some states',
      () => collect(listRuns(job, { states: ['Failed', 'Canceled'] })),
      ['listRuns', rows({ states: ['Failed', 'Canceled'] })],
    ],
    ['finding a run', () => findRun(job, 'by hand'), ['listRuns', rows()]],
    ['finding the active run', () => activeRun(job), ['listRuns', rows({ states: activeRunStates })]],
    [
      'creating a job',
      () => createJob({ name: 'n', type: 't' }),
      ['createJob', { body: { job: { name: 'n', asset_ref_type: 't' } } }],
    ],
    ['starting a run', () => startRun(job), ['startRun', { ...ofJob, body: { job_run: {} } }]],
    ['patching a job', () => patchJob(job, [offset]), ['updateJob', { ...ofJob, body: [offset] }]],
    ['updating a job', () => updateJob(job, { schedule: '' }), ['getJob', ofJob]],
    [
      'resetting an offset',
      () => resetOffset(job),
      ['getJob', ofJob],
      ['updateJob', { ...ofJob, body: [offset] }],
    ],
    ['deleting a job', () => deleteJob(job), ['deleteJob', ofJob], ['getJob', ofJob]],
    [
      'cancelling a run',
      () => cancelRun(job, run),
      ['getRun', ofRun],
      ['cancelRun', { ...ofRun, body: {} }],
      ['getRun', ofRun],
    ],
    ['pausing a run', () => pauseRun(job, run), ['pauseRun', { ...ofRun, body: {} }], ['getRun', ofRun]],
    ['resuming a run', () => resumeRun(job, run), ['resumeRun', { ...ofRun, body: {} }], ['getRun', ofRun]],
    ['refreshing a run', () => refreshRun(job, run), ['refreshRunState', ofRun]],
  ])('for %s are exactly the expected ones', async (_, program, ...requests) => {
    const env = service();
    expect(await program()(env)()).toMatchObject({ _tag: 'Right' });
    expect(env.calls).toEqual(requests.map(([operation, request]) => ({ operation, request })));
  });

  it('for deleting a run start with a read', async () => {
    const env = fakeEnv({ getRun: () => wireRun({ state: 'Failed' }), deleteRun: () => null });
    expect(await deleteRun(job, run)(env)()).toMatchObject({ _tag: 'Right' });
    expect(env.calls).toEqual([
      { operation: 'getRun', request: ofRun },
      { operation: 'deleteRun', request: ofRun },
    ]);
  });

  it('for following a run with its log are the run and its log', async () => {
    const env = fakeEnv({
      getRun: () => wireRun({ state: 'Completed', duration: 1 }),
      getRunLogs: () => ({ results: [] }),
    });
    await collectEvents(followRun(job, run, { logs: true }), env);
    expect(env.calls).toEqual([
      { operation: 'getRun', request: ofRun },
      { operation: 'getRunLogs', request: ofRun },
    ]);
  });

  it('for the next page of runs contain its token and the same filter', async () => {
    const env = fakeEnv({ listRuns: inTurn({ results: [], next: { page: 2 } }, { results: [] }) });
    await collect(listRuns(job, { states: ['Failed'] }))(env)();
    expect(env.calls.map(({ request }) => request)).toEqual([
      rows({ states: ['Failed'] }),
      rows({ states: ['Failed'], next: '{"page":2}' }),
    ]);
  });
});
