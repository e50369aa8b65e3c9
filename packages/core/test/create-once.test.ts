import { apiError, fakeEnv, inTurn } from './support/fakes.js';
import { lost } from './support/service.js';
import { wireJob } from './support/wire.js';
import { createOnce } from '@wxdi/core';
import { describe, expect, it } from 'vitest';

describe('creating a job once', () => {
  const draft = { name: 'load', assetId: 'flow-1', description: 'd' };
  const mine = wireJob({ asset_ref: 'flow-1' }, { name: 'load', asset_id: 'job-7' });
  const pageOf = (...jobs: (typeof mine)[]) => ({ results: jobs });

  it('finds the job by its name after a lost answer, once the list has it', async () => {
    const env = fakeEnv({ createJob: () => lost, listJobs: inTurn(pageOf(), lost, pageOf(mine)) });
    expect(await createOnce(draft)(env)()).toMatchObject({ right: { id: 'job-7' } });
    expect(env.clock.slept).toEqual([500, 1_000, 2_000]);
  });

  it('reports an unknown outcome if no job has the name, and sends nothing again', async () => {
    const env = fakeEnv({ createJob: () => lost, listJobs: () => pageOf() });
    expect(await createOnce(draft)(env)()).toMatchObject({ left: { _tag: 'OutcomeUnknown' } });
    expect(env.calls.filter(({ operation }) => operation === 'createJob')).toHaveLength(1);
  });

  it('reports a refusal unchanged', async () => {
    const env = fakeEnv({ createJob: () => apiError('rejected') });
    expect(await createOnce(draft)(env)()).toMatchObject({ left: { _tag: 'Refused' } });
  });
});

describe('searching for a job after a lost answer to its creation', () => {
  const found = (...jobs: ReturnType<typeof wireJob>[]) => {
    const env = fakeEnv({ createJob: () => lost, listJobs: () => ({ results: jobs }) });
    env.clock.advance(90_000);
    return env;
  };
  const byAsset = { name: 'load', assetId: 'flow-1' };
  const byType = { name: 'load', type: 'notebook' };

  it.each([
    [
      'the same asset',
      byAsset,
      wireJob({ asset_ref: 'flow-1' }, { name: 'load', description: 'any' }),
      'Right',
    ],
    ['another asset', byAsset, wireJob({ asset_ref: 'flow-2' }, { name: 'load' }), 'Left'],
    ['the same type', byType, wireJob({ asset_ref_type: 'notebook' }, { name: 'load' }), 'Right'],
    [
      'the same type and an asset',
      byType,
      wireJob({ asset_ref_type: 'notebook', asset_ref: 'x' }, { name: 'load' }),
      'Right',
    ],
    ['another type', byType, wireJob({ asset_ref_type: 'script' }, { name: 'load' }), 'Left'],
    [
      'the same description',
      { ...byType, description: 'd' },
      wireJob({ asset_ref_type: 'notebook' }, { name: 'load', description: 'd' }),
      'Right',
    ],
    [
      'another description',
      { ...byType, description: 'd' },
      wireJob({ asset_ref_type: 'notebook' }, { name: 'load', description: 'e' }),
      'Left',
    ],
    [
      'a description that the list leaves out',
      { ...byType, description: 'd' },
      wireJob({ asset_ref_type: 'notebook' }, { name: 'load' }),
      'Right',
    ],
  ])('decides whether a job with the same name is the created one: %s', async (_, draft, job, tag) => {
    expect(await createOnce(draft)(found(job))()).toMatchObject({ _tag: tag });
  });

  it('names the existing job and the request', async () => {
    const other = wireJob({ asset_ref: 'flow-2' }, { name: 'load' });
    expect(await createOnce(byAsset)(found(other))()).toMatchObject({
      left: {
        _tag: 'Refused',
        message: 'a different job named "load" already exists',
        outcome: 'rejected',
        at: ['createOnce'],
        request: { operation: 'test' },
      },
    });
  });

  it('continues for a minute, and ends when the caller aborts', async () => {
    const env = found();
    expect(await createOnce(byAsset)(env)()).toMatchObject({ left: { _tag: 'OutcomeUnknown' } });
    expect(env.clock.slept.reduce((sum, ms) => sum + ms, 0)).toBe(60_000);
    const controller = new AbortController();
    const stopped = fakeEnv(
      {
        createJob: () => {
          controller.abort();
          return lost;
        },
        listJobs: inTurn({ results: [] }, apiError('rejected')),
      },
      controller.signal,
    );
    expect(await createOnce(byAsset)(stopped)()).toMatchObject({ left: { _tag: 'OutcomeUnknown' } });
    expect(stopped.calls.map(({ operation }) => operation)).toEqual(['createJob']);
  });
});
