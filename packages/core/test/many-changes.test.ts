import type { ApiError, JobId, RunId } from '@wxdi/core';
import { apiError, fakeEnv } from './support/fakes.js';
import { wireRun } from './support/wire.js';
import { cancelRuns, deleteJobs, deleteRuns, jobId, runId } from '@wxdi/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const job = jobId('job-1');

describe('several deletions', () => {
  const fates = ['deleted', 'conflict', 'not-found', 'server'] as const;
  const answerOf: Record<(typeof fates)[number], null | ApiError> = {
    deleted: null,
    conflict: apiError('conflict'),
    'not-found': apiError('not-found'),
    server: apiError('server', { class: 'unsent' }),
  };

  it('send one request for each run, at most eight at once, and report each exactly once, in order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...fates), { maxLength: 30 }), async (plan) => {
        const env = fakeEnv({
          deleteRun: ({ path }) => answerOf[plan[Number(path.run_id)] ?? 'deleted'],
          getRun: () => wireRun({ state: 'Completed' }),
        });
        let [now, most] = [0, 0];
        const deleteRun: typeof env.api.deleteRun = (request, cancel) => async () => {
          most = Math.max(most, (now += 1));
          await new Promise(setImmediate);
          const answer = await env.api.deleteRun(request, cancel)();
          now -= 1;
          return answer;
        };
        const runs = plan.map((_, i) => runId(String(i)));
        const result = await deleteRuns(job, runs)({ ...env, api: { ...env.api, deleteRun } })();
        if (result._tag === 'Left') throw new Error('no report');
        const { deleted, failed } = result.right;
        const isDeleted = (run: RunId): boolean => plan[Number(run)] === 'deleted';
        expect(deleted).toEqual(runs.filter(isDeleted));
        expect(failed.map(({ run }) => run)).toEqual(runs.filter((run) => !isDeleted(run)));
        const sent = env.calls.filter(({ operation }) => operation === 'deleteRun');
        const ids = sent.map(({ request }) => (request as { path: { run_id: string } }).path.run_id);
        expect(new Set(ids)).toEqual(new Set(runs.map(String)));
        expect(most).toBe(Math.min(8, runs.length));
      }),
    );
  });

  it('report every run after an abort, and send nothing for those that were not begun', async () => {
    const abort = new AbortController();
    const env = fakeEnv(
      {
        deleteRun: ({ path }) => {
          if (path.run_id === '3') abort.abort();
          return null;
        },
      },
      abort.signal,
    );
    const runs = Array.from({ length: 20 }, (_, i) => runId(String(i)));
    const result = await deleteRuns(job, runs)(env)();
    const sent = env.calls.length;
    expect(sent).toBeLessThan(20);
    expect(result).toMatchObject({
      right: {
        deleted: runs.slice(0, sent),
        failed: runs.slice(sent).map((run) => ({ run, error: { _tag: 'Aborted', outcome: 'not-sent' } })),
      },
    });
  });

  it('of jobs report the job that has an active run, and delete the others', async () => {
    const env = fakeEnv({
      deleteJob: ({ path }) => (path.job_id === 'b' ? apiError('conflict') : null),
      getJob: () => apiError('not-found'),
    });
    const jobs: readonly JobId[] = ['a', 'b', 'c'].map(jobId);
    expect(await deleteJobs(jobs)(env)()).toMatchObject({
      right: { deleted: ['a', 'c'], failed: [{ job: 'b', error: { _tag: 'Refused' } }] },
    });
  });

  it('of jobs refuse a wrong limit before anything is sent', async () => {
    expect(await deleteJobs([job], { timeoutMs: -1 })(fakeEnv({}))()).toMatchObject({
      left: { _tag: 'InvalidInput' },
    });
  });
});

describe('several cancellations', () => {
  it('report the runs that had ended and those that could not be canceled', async () => {
    const states = new Map([
      ['ended', 'Completed'],
      ['active', 'Running'],
      ['stuck', 'Running'],
    ]);
    const env = fakeEnv({
      getRun: ({ path }) => wireRun({ state: states.get(path.run_id) ?? '' }, { asset_id: path.run_id }),
      cancelRun: ({ path }) => {
        if (path.run_id === 'stuck') return apiError('conflict');
        states.set(path.run_id, 'Canceling');
        return null;
      },
    });
    expect(await cancelRuns(job, ['ended', 'active', 'stuck'].map(runId))(env)()).toMatchObject({
      right: {
        canceled: [
          { run: { id: 'ended' }, alreadyFinished: true },
          { run: { id: 'active', state: 'Canceling' }, alreadyFinished: false },
        ],
        failed: [{ run: 'stuck', error: { _tag: 'Refused' } }],
      },
    });
    expect(env.calls.filter(({ operation }) => operation === 'cancelRun')).toHaveLength(2);
  });
});
