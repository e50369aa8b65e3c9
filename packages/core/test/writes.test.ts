import type { JobDraft } from '@wxdi/core';
import { apiError, fakeEnv, inTurn, outage } from './support/fakes.js';
import { wireJob, wireRun } from './support/wire.js';
import { createJob, deleteJob, jobId, patchJob, resetOffset, startRun, updateJob } from '@wxdi/core';
import { describe, expect, it } from 'vitest';

const job = jobId('job-1');
const lost = apiError('connection-lost', { class: 'ambiguous' });
const operations = (env: ReturnType<typeof fakeEnv>) => env.calls.map(({ operation }) => operation);

describe('creating a job', () => {
  it('sends only the given members, because the service rejects null', async () => {
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

  it('sends all members of a draft in wire format', async () => {
    const env = fakeEnv({ createJob: () => wireJob() });
    await createJob({
      name: 'load',
      type: 'streams',
      description: 'd',
      configuration: { env_id: 'e' },
      parameterSets: [{ name: 'PS', ref: 'ps-1', valueSet: 'dev', values: [{ name: 'a', value: 'b' }] }],
      schedule: '0 2 * * *',
      scheduleWindow: { startsAt: '2026-01-01T00:00:00Z', endsAt: '2026-01-02T00:00:00Z', repeat: true },
      retention: { days: 3 },
      notifications: { success: true, warning: false, failure: true },
    })(env)();
    expect(env.calls[0]?.request).toStrictEqual({
      body: {
        job: {
          name: 'load',
          asset_ref_type: 'streams',
          description: 'd',
          configuration: { env_id: 'e' },
          parameter_sets: [
            { name: 'PS', ref: 'ps-1', value_set: 'dev', values: [{ name: 'a', value: 'b' }] },
          ],
          schedule: '0 2 * * *',
          schedule_info: { startOn: 1_767_225_600_000, endOn: 1_767_312_000_000, repeat: true },
          retention_policy: { days: 3 },
          notification_types: { success: true, warning: false, failure: true },
        },
      },
    });
  });

  const draft = { name: 'load', assetId: 'flow-1' };
  const time = 'an existing time in ISO 8601, with its zone';

  it.each([
    ['name', { assetId: 'flow-1' }, 'a name', 'nothing'],
    ['name', { ...draft, name: '' }, 'a name', 'nothing'],
    ['assetId', { name: 'load' }, 'an asset, or a type for jobs without one', 'neither'],
    ['assetId', { ...draft, type: 'streams' }, 'an asset or a type', 'both'],
    ['scheduleWindow.startsAt', { ...draft, scheduleWindow: { startsAt: 'soon' } }, time, 'soon'],
    ['scheduleWindow.endsAt', { ...draft, scheduleWindow: { endsAt: '' } }, time, ''],
  ])('rejects a draft with an invalid %s and sends nothing', async (path, wrong, expected, received) => {
    const env = fakeEnv({});
    expect(await createJob(wrong as unknown as JobDraft)(env)()).toMatchObject({
      left: { _tag: 'InvalidInput', issues: [{ path, expected, received }] },
    });
  });

  it.each(['2026-02-30', '2027-04-31T06:00:00Z', '2026-02-29T00:00:00+02:00'])(
    'rejects %s, since there is no such day',
    async (endsAt) => {
      const result = await createJob({ ...draft, scheduleWindow: { endsAt } })(fakeEnv({}))();
      expect(result).toMatchObject({
        left: { issues: [{ path: 'scheduleWindow.endsAt', received: endsAt }] },
      });
    },
  );

  it('rejects a schedule that cannot start a run, when it is created or changed', async () => {
    const issues = [
      { path: 'schedule', expected: 'minutes from 0 to 59', received: '60' },
      { path: 'schedule', expected: 'hours from 0 to 23', received: '24' },
    ];
    const left = { _tag: 'InvalidInput', issues };
    const schedule = '60 24 * * *';
    expect(await createJob({ ...draft, schedule })(fakeEnv({}))()).toMatchObject({ left });
    expect(await updateJob(jobId('job-1'), { schedule })(fakeEnv({}))()).toMatchObject({ left });
  });

  it.each(['2026-01-01T00:00:00', 'Jan 1 2026', '2026-1-1', '2026-13-01', '2026-01-01 00:00:00Z'])(
    'rejects %s as a time, which is invalid or depends on the time zone of the machine',
    async (startsAt) => {
      const result = await createJob({ ...draft, scheduleWindow: { startsAt } })(fakeEnv({}))();
      expect(result).toMatchObject({ left: { issues: [{ expected: time, received: startsAt }] } });
    },
  );

  it('reports all errors of a draft at once', async () => {
    const wrong = { type: '', scheduleWindow: { startsAt: 'soon', endsAt: 'late' } } as unknown as JobDraft;
    expect(await createJob(wrong)(fakeEnv({}))()).toMatchObject({
      left: {
        issues: ['name', 'assetId', 'scheduleWindow.startsAt', 'scheduleWindow.endsAt'].map((path) => ({
          path,
        })),
      },
    });
  });

  it('reports an unknown outcome after a lost answer', async () => {
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
    ['an abort by the caller during the request', apiError('aborted', { class: 'ambiguous' })],
  ])('reports an unknown outcome after %s, and sends nothing more', async (_, error) => {
    const env = fakeEnv({ startRun: () => error });
    expect(await startRun(job)(env)()).toMatchObject({ left: { _tag: 'OutcomeUnknown' } });
    expect(operations(env)).toEqual(['startRun']);
  });

  it('reports that nothing was sent if the service is unreachable', async () => {
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

  it('replaces the whole configuration if a member is removed', async () => {
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

  it('accepts members that the service adds to the requested value', async () => {
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

  it('sets it to null and verifies the answer', async () => {
    const env = fakeEnv({
      getJob: () => streaming,
      updateJob: () => wireJob({ asset_ref_type: 'streamsets_flow', configuration: { offset: null } }),
    });
    expect(await resetOffset(job)(env)()).toMatchObject({ right: { id: 'job-1' } });
    expect(env.calls[1]?.request).toMatchObject({
      body: [{ path: '/entity/job/configuration/offset', value: null }],
    });
  });

  it('reports that the service kept it', async () => {
    const env = fakeEnv({ getJob: () => streaming, updateJob: () => streaming });
    expect(await resetOffset(job)(env)()).toMatchObject({ left: { _tag: 'NotApplied' } });
  });

  it('rejects a job of any other type and changes nothing', async () => {
    const env = fakeEnv({ getJob: () => wireJob() });
    expect(await resetOffset(job)(env)()).toMatchObject({
      left: {
        _tag: 'InvalidInput',
        message: 'job "nightly load" has no offset: only jobs of StreamSets flows have one',
        issues: [{ path: 'type', expected: 'streamsets_flow', received: 'data_intg_flow' }],
      },
    });
    expect(operations(env)).toEqual(['getJob']);
  });
});

describe('deleting a job', () => {
  it('checks that it is deleted, also if the deletion continues after the answer', async () => {
    const env = fakeEnv({
      deleteJob: () => null,
      getJob: inTurn(wireJob(), wireJob(), apiError('not-found')),
    });
    expect(await deleteJob(job)(env)()).toMatchObject({ _tag: 'Right' });
    expect(env.clock.slept).toEqual([250, 500]);
  });

  it('reports a job that still exists although the service answered with success', async () => {
    const env = fakeEnv({
      deleteJob: () => null,
      getJob: () => wireJob(),
      listRuns: () => ({ results: [] }),
    });
    expect(await deleteJob(job)(env)()).toMatchObject({
      left: {
        _tag: 'NotApplied',
        paths: ['/v2/jobs/job-1'],
        message: expect.stringContaining('is probably still being deleted') as string,
      },
    });
    expect(env.clock.monotonic()).toBe(120_000);
  });

  it.each([9_000, 60_000, 119_000])('waits for a deletion that takes %d ms', async (takesMs) => {
    const env = fakeEnv({
      deleteJob: () => null,
      getJob: () => (env.clock.monotonic() < takesMs ? wireJob() : apiError('not-found')),
      listRuns: () => ({ results: [] }),
    });
    expect(await deleteJob(job)(env)()).toMatchObject({ _tag: 'Right' });
    expect(operations(env).filter((operation) => operation === 'deleteJob')).toHaveLength(1);
  });

  it('waits as long as the caller allows, and not longer', async () => {
    const slow = () => {
      const env = fakeEnv({
        deleteJob: () => null,
        getJob: () => (env.clock.monotonic() < 200_000 ? wireJob() : apiError('not-found')),
        listRuns: () => ({ results: [] }),
      });
      return env;
    };
    expect(await deleteJob(job, { timeoutMs: 300_000 })(slow())()).toMatchObject({ _tag: 'Right' });
    const short = slow();
    expect(await deleteJob(job, { timeoutMs: 3_000 })(short)()).toMatchObject({
      left: { _tag: 'NotApplied', outcome: 'unknown' },
    });
    expect(short.clock.monotonic()).toBe(3_000);
  });

  it('says that the deletion continues if the caller aborts', async () => {
    const stop = new AbortController();
    const getJob = () => {
      stop.abort();
      return wireJob();
    };
    const env = fakeEnv({ deleteJob: () => null, getJob }, stop.signal);
    expect(await deleteJob(job)(env)()).toMatchObject({
      left: {
        _tag: 'Aborted',
        outcome: 'unknown',
        message: expect.stringContaining('/v2/jobs/job-1 is being deleted') as string,
      },
    });
  });

  it('reports a job with an active run, which the service kept, after some seconds', async () => {
    const env = fakeEnv({
      deleteJob: () => null,
      getJob: () => wireJob(),
      listRuns: () => ({ results: [wireRun({ state: 'Running' })] }),
    });
    expect(await deleteJob(job)(env)()).toMatchObject({ left: { _tag: 'NotApplied' } });
    expect(env.clock.monotonic()).toBeLessThan(20_000);
  });

  it('does not report a job as deleted if it cannot be read', async () => {
    const env = fakeEnv({ deleteJob: () => null, getJob: () => outage() });
    expect(await deleteJob(job)(env)()).toMatchObject({ left: { _tag: 'Unavailable' } });
  });

  it('settles a lost answer by a read: a missing job is deleted', async () => {
    const env = fakeEnv({ deleteJob: () => lost, getJob: () => apiError('not-found') });
    expect(await deleteJob(job)(env)()).toMatchObject({ _tag: 'Right' });
  });

  it('sends the request again after a lost answer if the job still exists, at most four times', async () => {
    const second = fakeEnv({
      deleteJob: inTurn(lost, null),
      getJob: inTurn(wireJob(), apiError('not-found')),
    });
    expect(await deleteJob(job)(second)()).toMatchObject({ _tag: 'Right' });
    expect(operations(second)).toEqual(['deleteJob', 'getJob', 'deleteJob', 'getJob']);
    expect(second.clock.slept).toEqual([250]);

    const never = fakeEnv({ deleteJob: () => lost, getJob: () => wireJob() });
    expect(await deleteJob(job)(never)()).toMatchObject({ left: { _tag: 'OutcomeUnknown' } });
    expect(operations(never).filter((operation) => operation === 'deleteJob')).toHaveLength(4);
    expect(never.clock.slept).toEqual([250, 500, 1_000]);
  });

  it('sends the request again as often as the settings allow', async () => {
    const transient = { attempts: 2, baseMs: 100, capMs: 100 };
    const env = { ...fakeEnv({ deleteJob: () => lost, getJob: () => wireJob() }), retry: { transient } };
    expect(await deleteJob(job)(env)()).toMatchObject({ left: { _tag: 'OutcomeUnknown' } });
    expect(env.clock.slept).toEqual([50]);
  });

  it('sends the request again after Retry-After, unless that is too long', async () => {
    const asked = (retryAfterMs: number) =>
      fakeEnv({
        deleteJob: () => outage({ retryAfterMs }),
        getJob: inTurn(wireJob(), apiError('not-found')),
      });
    const soon = asked(9_000);
    expect(await deleteJob(job)(soon)()).toMatchObject({ _tag: 'Right' });
    expect(soon.clock.slept).toEqual([9_000]);
    const late = asked(120_001);
    expect(await deleteJob(job)(late)()).toMatchObject({ left: { _tag: 'OutcomeUnknown' } });
    expect(operations(late)).toEqual(['deleteJob', 'getJob']);
  });

  it('keeps the outcome unknown if the job cannot be read, and sends nothing again', async () => {
    const env = fakeEnv({ deleteJob: () => lost, getJob: () => lost });
    expect(await deleteJob(job)(env)()).toMatchObject({ left: { _tag: 'OutcomeUnknown' } });
    expect(operations(env)).toEqual(['deleteJob', 'getJob']);
  });

  it('detects a late first request: the second one gets a 404', async () => {
    const env = fakeEnv({
      deleteJob: inTurn(lost, apiError('not-found')),
      getJob: inTurn(wireJob(), apiError('not-found')),
    });
    expect(await deleteJob(job)(env)()).toMatchObject({ _tag: 'Right' });
  });

  it.each([
    [
      'refused',
      apiError('conflict'),
      {
        _tag: 'Refused',
        outcome: 'unknown',
        message: 'it is conflict; an earlier request, whose answer was lost, may have succeeded',
      },
    ],
    ['answered with success and ignored', null, { _tag: 'NotApplied', outcome: 'unknown' }],
    [
      'not sent',
      apiError('unreachable', { class: 'unsent' }),
      { _tag: 'OutcomeUnknown', outcome: 'unknown' },
    ],
  ])('reports the combined outcome if a second request was %s', async (_, second, left) => {
    const env = fakeEnv({
      deleteJob: inTurn(lost, second),
      getJob: () => wireJob(),
      listRuns: () => ({ results: [] }),
    });
    expect(await deleteJob(job)(env)()).toMatchObject({ left });
    expect(operations(env).slice(0, 4)).toEqual(['deleteJob', 'getJob', 'deleteJob', 'getJob']);
  });

  it('leaves the outcome unknown when the caller aborts before the second request', async () => {
    const stop = new AbortController();
    const env = fakeEnv(
      {
        deleteJob: () => lost,
        getJob: () => {
          stop.abort();
          return wireJob();
        },
      },
      stop.signal,
    );
    expect(await deleteJob(job)(env)()).toMatchObject({ left: { _tag: 'OutcomeUnknown' } });
    expect(operations(env)).toEqual(['deleteJob', 'getJob']);
  });

  it('reports a refusal unchanged', async () => {
    const env = fakeEnv({ deleteJob: () => apiError('conflict') });
    expect(await deleteJob(job)(env)()).toMatchObject({ left: { _tag: 'Refused', outcome: 'rejected' } });
  });
});
