import { fakeEnv } from './support/fakes.js';
import { wireJob, wireRun } from './support/wire.js';
import { collect, jobId, listJobs, listRuns } from '@wxdi/core';
import { describe, expect, it } from 'vitest';

describe('a service that ignores the filters', () => {
  const idsOf = (result: object): unknown =>
    'right' in result ? (result.right as readonly { id: string }[]).map(({ id }) => id) : result;

  it.each([
    [{ states: ['Running'] }, ['a', 'c']],
    [{ states: ['COMPLETED', 'failed'] }, ['b', 'd']],
    [{ states: [] }, ['a', 'b', 'c', 'd']],
  ])('lists the runs for %j that match', async (filter, ids) => {
    const results = [
      wireRun({ state: 'Running' }, { asset_id: 'a' }),
      wireRun({ state: 'Completed' }, { asset_id: 'b' }),
      wireRun({ state: 'RUNNING' }, { asset_id: 'c' }),
      wireRun({ state: 'Failed' }, { asset_id: 'd' }),
    ];
    const env = fakeEnv({ listRuns: () => ({ results }) });
    expect(idsOf(await collect(listRuns(jobId('job-1'), filter))(env)())).toEqual(ids);
  });

  it.each([
    [{ type: 'notebook' }, ['b', 'c']],
    [{ assetId: 'Flow-1' }, ['a', 'b']],
    [{ assetId: 'flow-1', type: 'notebook' }, ['b']],
    [{ assetId: 'flow-1', name: 'one' }, ['a']],
  ])('lists the jobs for %j that match', async (filter, ids) => {
    const results = [
      wireJob({ asset_ref: 'flow-1' }, { asset_id: 'a', name: 'one' }),
      wireJob({ asset_ref: 'flow-1', asset_ref_type: 'notebook' }, { asset_id: 'b', name: 'two' }),
      wireJob({ asset_ref_type: 'notebook' }, { asset_id: 'c', name: 'one' }),
    ];
    const env = fakeEnv({ listJobs: () => ({ results }) });
    expect(idsOf(await collect(listJobs(filter))(env)())).toEqual(ids);
  });
});
