import type { JobDraft } from '@wxdi/core';
import { apiError, fakeEnv, inTurn } from './support/fakes.js';
import { wireJob, wireRun } from './support/wire.js';
import {
  activeRun,
  cancelRun,
  createJob,
  deleteJob,
  jobId,
  latestRun,
  patchJob,
  resetOffset,
  runId,
  startRun,
  updateJob,
} from '@wxdi/core';
import { describe, expect, it } from 'vitest';

const job = jobId('job-1');
const run = runId('run-1');
const lost = apiError('connection-lost', { class: 'ambiguous' });
const operations = (env: ReturnType<typeof fakeEnv>) => env.calls.map(({ operation }) => operation);

describe('creating a job', () => {
  it('sends what was given and nothing that was not: the service refuses null', async () => {
    const env = fakeEnv({ createJob: () => wireJob() });
    await createJob({
      name: 'load',
      assetId: 'flow-1',
      parameters: [{ name: 'set.year', value: 2026 }],
      environment: [{ name: 'QUERY', value: 'a=b' }],
      retention: { runs: 5 },
    })(env)();
    expect(env.calls[0]?.request).toEqual({
      body: {
        job: {
          name: 'load',
          asset_ref: 'flow-1',
          job_parameters: [{ name: 'set.year', value: 2026 }],
          configuration: { env_variables: ['QUERY=a=b'] },
          retention_policy: { amount: 5 },
        },
      },
    });
  });

  it.each([
    ['name', { assetId: 'flow-1' }],
    ['assetId', { name: 'load' }],
    ['assetId', { name: 'load', assetId: 'flow-1', type: 'streams' }],
    ['scheduleWindow.startsAt', { name: 'load', assetId: 'flow-1', scheduleWindow: { startsAt: 'soon' } }],
  ])('refuses a draft with a wrong %s and sends nothing', async (path, draft) => {
    const env = fakeEnv({});
    expect(await createJob(draft as unknown as JobDraft)(env)()).toMatchObject({
      left: { _tag: 'InvalidInput', issues: [{ path }] },
    });
  });

  it('does not call a lost answer a failure', async () => {
    expect(
      await createJob({ name: 'load', assetId: 'x' })(fakeEnv({ createJob: () => lost }))(),
    ).toMatchObject({
      left: { _tag: 'OutcomeUnknown', outcome: 'unknown' },
    });
  });
});

describe('starting a run', () => {
  it('sends the overrides of the run', async () => {
    const env = fakeEnv({ startRun: () => wireRun({ state: 'Starting' }) });
    expect(
      await startRun(job, { name: 'n', parameters: [{ name: 'year', value: '2026' }] })(env)(),
    ).toMatchObject({
      right: { id: 'run-1', state: 'Starting' },
    });
    expect(env.calls[0]?.request).toEqual({
      path: { job_id: 'job-1' },
      body: { job_run: { name: 'n', job_parameters: [{ name: 'year', value: '2026' }] } },
    });
  });

  it.each([
    ['a lost connection', lost],
    ['a lost body', apiError('undecodable', { class: 'created' })],
    ['a stop by the caller in the middle', apiError('aborted', { class: 'ambiguous' })],
  ])('says that the outcome is unknown after %s, and sends nothing more', async (_, error) => {
    const env = fakeEnv({ startRun: () => error });
    expect(await startRun(job)(env)()).toMatchObject({ left: { _tag: 'OutcomeUnknown' } });
    expect(operations(env)).toEqual(['startRun']);
  });

  it('says that nothing was sent when the service could not be reached', async () => {
    const env = fakeEnv({ startRun: () => apiError('unreachable', { class: 'unsent' }) });
    expect(await startRun(job)(env)()).toMatchObject({ left: { _tag: 'Unavailable', outcome: 'not-sent' } });
  });
});

describe('updating a job', () => {
  const configuration: object = { env_id: 'a', kept: true, 'a/b~c': 1 };
  const before = wireJob({ configuration }, { description: 'old' });
  const update = (changes: Parameters<typeof updateJob>[1], answer = before) => {
    const env = fakeEnv({ getJob: () => before, updateJob: () => answer });
    return { env, result: updateJob(job, changes)(env)() };
  };
  const sent = (env: ReturnType<typeof fakeEnv>) =>
    (env.calls[1]?.request as { body: unknown } | undefined)?.body;

  it('sends nothing when nothing changes', async () => {
    const { env, result } = update({ name: 'nightly load', description: 'old' });
    expect(await result).toMatchObject({ right: { id: 'job-1' } });
    expect(operations(env)).toEqual(['getJob']);
  });

  it('sends only the members that change, with their names escaped', async () => {
    const configuration = { env_id: 'b', kept: true, 'a/b~c': 2, fresh: [] };
    const { env, result } = update({ name: 'x', configuration });
    await result;
    expect(sent(env)).toEqual([
      { op: 'replace', path: '/metadata/name', value: 'x' },
      { op: 'replace', path: '/entity/job/configuration/env_id', value: 'b' },
      { op: 'replace', path: '/entity/job/configuration/a~1b~0c', value: 2 },
      { op: 'add', path: '/entity/job/configuration/fresh', value: [] },
    ]);
  });

  it('replaces the whole configuration where a member goes', async () => {
    const { env, result } = update({ configuration: { env_id: 'a' } });
    await result;
    expect(sent(env)).toEqual([{ op: 'replace', path: '/entity/job/configuration', value: { env_id: 'a' } }]);
  });

  it('names the paths that the service ignored although it answered with success', async () => {
    const { result } = update(
      { name: 'x', description: 'new' },
      wireJob({}, { name: 'x', description: 'old' }),
    );
    expect(await result).toMatchObject({ left: { _tag: 'NotApplied', paths: ['/metadata/description'] } });
  });

  it('accepts members that the service adds to what was asked for', async () => {
    const patch = [{ op: 'replace' as const, path: '/entity/job/configuration', value: { env_id: 'b' } }];
    const env = fakeEnv({ updateJob: () => wireJob({ configuration: { env_id: 'b', env_type: '' } }) });
    expect(await patchJob(job, patch)(env)()).toMatchObject({ right: { id: 'job-1' } });
  });

  it('accepts an empty description that the service leaves out', async () => {
    expect(await update({ description: '' }, wireJob()).result).toMatchObject({ right: { id: 'job-1' } });
  });
});

describe('resetting an offset', () => {
  const streaming = wireJob({ asset_ref_type: 'streamsets_flow', configuration: { offset: { file: 7 } } });

  it('sets it to null and checks that it is', async () => {
    const env = fakeEnv({
      getJob: () => streaming,
      updateJob: () => wireJob({ asset_ref_type: 'streamsets_flow', configuration: { offset: null } }),
    });
    expect(await resetOffset(job)(env)()).toMatchObject({ right: { id: 'job-1' } });
    expect(env.calls[1]?.request).toMatchObject({
      body: [{ path: '/entity/job/configuration/offset', value: null }],
    });
  });

  it('notices when the service kept it', async () => {
    const env = fakeEnv({ getJob: () => streaming, updateJob: () => streaming });
    expect(await resetOffset(job)(env)()).toMatchObject({ left: { _tag: 'NotApplied' } });
  });

  it('refuses a job of any other type and changes nothing', async () => {
    const env = fakeEnv({ getJob: () => wireJob() });
    expect(await resetOffset(job)(env)()).toMatchObject({
      left: { _tag: 'InvalidInput', issues: [{ path: 'type', received: 'data_intg_flow' }] },
    });
    expect(operations(env)).toEqual(['getJob']);
  });
});

describe('deleting a job', () => {
  it('looks whether it is gone, also when the deletion goes on after the answer', async () => {
    const env = fakeEnv({
      deleteJob: () => null,
      getJob: inTurn(wireJob(), wireJob(), apiError('not-found')),
    });
    expect(await deleteJob(job)(env)()).toMatchObject({ _tag: 'Right' });
    expect(env.clock.slept).toEqual([250, 500]);
  });

  it('notices a job that stays although the service answered with success', async () => {
    const env = fakeEnv({ deleteJob: () => null, getJob: () => wireJob() });
    expect(await deleteJob(job)(env)()).toMatchObject({
      left: { _tag: 'NotApplied', paths: ['/v2/jobs/job-1'] },
    });
    expect(env.clock.monotonic()).toBe(7_750);
  });

  it('settles a lost answer by looking: gone is deleted', async () => {
    const env = fakeEnv({ deleteJob: () => lost, getJob: () => apiError('not-found') });
    expect(await deleteJob(job)(env)()).toMatchObject({ _tag: 'Right' });
  });

  it.each([
    ['still there', wireJob()],
    ['out of sight', lost],
  ])('keeps the outcome unknown when the job is %s', async (_, answer) => {
    const env = fakeEnv({ deleteJob: () => lost, getJob: () => answer });
    expect(await deleteJob(job)(env)()).toMatchObject({ left: { _tag: 'OutcomeUnknown' } });
  });

  it('tells a refusal as it is', async () => {
    const env = fakeEnv({ deleteJob: () => apiError('conflict') });
    expect(await deleteJob(job)(env)()).toMatchObject({ left: { _tag: 'Refused', outcome: 'rejected' } });
  });
});

describe('cancelling a run', () => {
  const canceling = wireRun({ state: 'Canceling' });
  const canceled = wireRun({ state: 'Canceled' });

  it('asks once and gives the run as it is then', async () => {
    const env = fakeEnv({ getRun: inTurn(wireRun(), canceling), cancelRun: () => null });
    expect(await cancelRun(job, run)(env)()).toMatchObject({
      right: { alreadyFinished: false, run: { state: 'Canceling' } },
    });
  });

  it('leaves a run alone that has ended', async () => {
    const env = fakeEnv({ getRun: () => canceled });
    expect(await cancelRun(job, run)(env)()).toMatchObject({ right: { alreadyFinished: true } });
    expect(operations(env)).toEqual(['getRun']);
  });

  it.each([
    [
      'refused because the run ended meanwhile',
      apiError('conflict'),
      canceled,
      { right: { alreadyFinished: true } },
    ],
    ['answered into the void, and done', lost, canceling, { right: { alreadyFinished: false } }],
    ['answered into the void, and not done', lost, wireRun(), { left: { _tag: 'OutcomeUnknown' } }],
    ['refused for another reason', apiError('rejected'), wireRun(), { left: { _tag: 'Refused' } }],
    [
      'answered by a 404, though the run has just ended',
      apiError('not-found'),
      canceled,
      { right: { alreadyFinished: true } },
    ],
    [
      'refused for a paused run, which stays so',
      apiError('rejected'),
      wireRun({ state: 'Paused' }),
      { left: { _tag: 'Refused' } },
    ],
  ])('looks again when the request was %s', async (_, error, after, result) => {
    const env = fakeEnv({ getRun: inTurn(wireRun(), after), cancelRun: () => error });
    expect(await cancelRun(job, run)(env)()).toMatchObject(result);
  });
});

describe('cancelling a run on its way up', () => {
  const starting = wireRun({ state: 'Starting' });

  it('is tried again until the service takes it', async () => {
    const env = fakeEnv({
      getRun: inTurn(starting, starting, starting, wireRun({ state: 'Canceling' })),
      cancelRun: inTurn(apiError('conflict'), apiError('rejected'), null),
    });
    expect(await cancelRun(job, run)(env)()).toMatchObject({ right: { run: { state: 'Canceling' } } });
    expect(env.clock.slept).toEqual([1_000, 2_000]);
  });

  it('is given up after two minutes', async () => {
    const env = fakeEnv({ getRun: () => starting, cancelRun: () => apiError('conflict') });
    expect(await cancelRun(job, run)(env)()).toMatchObject({ left: { _tag: 'Refused' } });
    expect(env.clock.monotonic()).toBe(120_000);
  });
});

describe('finding runs without their id', () => {
  const at = (day: number, state = 'Completed') =>
    wireRun({ state }, { asset_id: `run-${day}`, created_at: `2026-01-0${day}T00:00:00Z` });

  it('reads one page for the latest run when the newest come first', async () => {
    const env = fakeEnv({ listRuns: () => ({ results: [at(3), at(2)], next: { page: 2 } }) });
    expect(await latestRun(job)(env)()).toMatchObject({ right: { id: 'run-3' } });
    expect(env.calls).toHaveLength(1);
  });

  it('reads on when the oldest come first', async () => {
    const env = fakeEnv({
      listRuns: inTurn({ results: [at(1), at(2)], next: { page: 2 } }, { results: [at(3), at(4)] }),
    });
    expect(await latestRun(job)(env)()).toMatchObject({ right: { id: 'run-4' } });
  });

  it('reads on when the rows come in no order', async () => {
    const env = fakeEnv({
      listRuns: inTurn({ results: [at(4), at(1), at(3)], next: { page: 2 } }, { results: [at(9), at(2)] }),
    });
    expect(await latestRun(job)(env)()).toMatchObject({ right: { id: 'run-9' } });
  });

  it('tells runs of one second apart by ids that grow with time', async () => {
    const id = (n: number) => `019dd4e3-41be-7773-8000-00000000000${n}`;
    const same = (n: number) => wireRun({}, { asset_id: id(n), created_at: '2026-01-01T00:00:00Z' });
    const env = fakeEnv({ listRuns: () => ({ results: [same(1), same(3), same(2)] }) });
    expect(await latestRun(job)(env)()).toMatchObject({ right: { id: id(3) } });
  });

  it('says that a job never ran', async () => {
    expect(await latestRun(job)(fakeEnv({ listRuns: () => ({ results: [] }) }))()).toMatchObject({
      left: { _tag: 'NotFound' },
    });
  });

  it('takes the active run for what it is only if there is one', async () => {
    const active = (...runs: ReturnType<typeof at>[]) =>
      activeRun(job)(fakeEnv({ listRuns: () => ({ results: runs }) }))();
    expect(await active(at(1, 'Running'))).toMatchObject({ right: { id: 'run-1' } });
    expect(await active()).toMatchObject({ left: { _tag: 'NotFound' } });
    expect(await active(at(1, 'Running'), at(2, 'Queued'))).toMatchObject({
      left: { candidates: ['run-1', 'run-2'] },
    });
  });
});
