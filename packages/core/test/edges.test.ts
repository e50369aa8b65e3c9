import type { JsonPatchOperation } from '@wxdi/bindings';
import { getRun, jobId, latestRun, patchJob, pruneRuns, runId } from '@wxdi/core';
import { describe, expect, it } from 'vitest';
import { fakeEnv } from './support/fakes.js';
import { wireJob, wireRun } from './support/wire.js';

const job = jobId('job-1');

describe('runs of the same second', () => {
  const at = (id: string, created_at: string) => wireRun({ state: 'Failed' }, { asset_id: id, created_at });
  const runs = [at('newer', '2026-01-01T00:00:00.500Z'), at('older', '2026-01-01T00:00:00Z')];

  it('are ordered by their fractions; a time without a fraction is the earliest', async () => {
    const deleted: string[] = [];
    const env = fakeEnv({
      listRuns: () => ({ results: runs }),
      deleteRun: ({ path }) => {
        deleted.push(path.run_id);
        return null;
      },
    });
    expect(await latestRun(job)(env)()).toMatchObject({ right: { id: 'newer' } });
    await pruneRuns(job, { newest: 1 })(env)();
    expect(deleted).toEqual(['older']);
  });
});

describe('a run that is not finalised', () => {
  it.each([undefined, null, ''])('has no row counts if its duration is %j', async (duration) => {
    const run = {
      total_rows_read: 0,
      total_rows_written: 0,
      ...(duration === undefined ? {} : { duration }),
    };
    const found = await getRun(job, runId('run-1'))(fakeEnv({ getRun: () => wireRun(run) }))();
    expect(found).toMatchObject({ _tag: 'Right' });
    expect('right' in found && found.right).not.toHaveProperty('rowsRead');
  });
});

describe('a patch of the caller', () => {
  it.each<readonly JsonPatchOperation[]>([
    [{ op: 'add', path: '/entity/job/job_parameters/-', value: { name: 'x' } }],
    [{ op: 'move', from: '/a', path: '/b' }],
    [{ op: 'copy', from: '/a', path: '/b' }],
    [{ op: 'test', path: '/metadata/name', value: 'another' }],
    [
      { op: 'replace', path: '/metadata/name', value: 'between' },
      { op: 'replace', path: '/metadata/name', value: 'nightly load' },
    ],
  ])('is not reported as ignored if the answer cannot show its effect: %j', async (...patch) => {
    const env = fakeEnv({ updateJob: () => wireJob() });
    expect(await patchJob(job, patch)(env)()).toMatchObject({ _tag: 'Right' });
  });
});
