import { apiError, fakeEnv, inTurn, outage } from './support/fakes.js';
import { memoryJournal } from './support/journal.js';
import { startService } from './support/service.js';
import { wireRun } from './support/wire.js';
import { jobId, startOnce } from '@wxdi/core';
import { describe, expect, it } from 'vitest';

const job = jobId('job-1');

/** A row of the list: the service drops the name of a notebook run, and the list may leave descriptions out. */
const row = (id: string, type: string, metadata: { name?: string; description?: string } = {}) =>
  wireRun({ job_type: type }, { asset_id: id, ...metadata });

const service = (
  rows: readonly ReturnType<typeof row>[],
  single: () => ReturnType<typeof row> | ReturnType<typeof apiError>,
) => ({
  ...fakeEnv({
    listRuns: () => ({ results: [...rows] }),
    getRun: single,
    startRun: () => wireRun({ state: 'Starting' }, { asset_id: 'new' }),
  }),
  ...memoryJournal(),
});
const requested = (env: ReturnType<typeof fakeEnv>) =>
  env.calls.map(({ operation, request }) =>
    operation === 'getRun' ? (request as { path: { run_id: string } }).path.run_id : operation,
  );

describe('searching for a run by its key', () => {
  it('reads only the list if a row contains the key', async () => {
    const env = service([row('a', 'notebook'), row('b', 'notebook', { description: '[wxdi:k]' })], () =>
      apiError('not-found'),
    );
    expect(await startOnce(job, {}, { key: 'k' })(env)()).toMatchObject({
      right: { adopted: true, keyKept: true, run: { id: 'b' } },
    });
    expect(requested(env)).toEqual(['listRuns']);
  });

  it('reads only the runs whose rows may lack the key', async () => {
    const rows = [
      row('keeps its name', 'data_intg_flow', { name: 'by hand' }),
      row('of another start', 'notebook', { name: 'x [wxdi:other]' }),
      row('described', 'notebook', { description: 'by hand' }),
      row('bare', 'notebook'),
      row('bare too', 'script'),
    ];
    const env = service(
      rows,
      inTurn(
        row('keeps its name', 'data_intg_flow'),
        row('bare', 'notebook'),
        row('bare too', 'script', { description: 'd [wxdi:k]' }),
      ),
    );
    expect(await startOnce(job, {}, { key: 'k' })(env)()).toMatchObject({
      right: { run: { id: 'bare too' } },
    });
    expect(requested(env)).toEqual(['listRuns', 'keeps its name', 'bare', 'bare too']);
  });

  it('skips a run that was deleted after the list was read', async () => {
    const env = service([row('a', 'notebook')], () => apiError('not-found'));
    expect(await startOnce(job, {}, { key: 'k' })(env)()).toMatchObject({
      right: { adopted: false, run: { id: 'new' } },
    });
  });

  it('sends nothing if a run that may have the key cannot be read', async () => {
    const env = service([row('a', 'notebook')], () => outage());
    expect(await startOnce(job, {}, { key: 'k' })(env)()).toMatchObject({ left: { _tag: 'Unavailable' } });
    expect(requested(env)).toEqual(['listRuns', 'a']);
  });

  it.each([
    ['two seconds before the request, by a clock that is behind', -2_000, { right: { keyKept: false } }],
    ['earlier', -2_001, { left: { _tag: 'OutcomeUnknown' } }],
  ])('decides by the creation time if the service keeps no text: %s', async (_, ms, result) => {
    const world = startService(() => ({ kind: 'lost' }), { keeps: 'nothing' });
    world.foreign(world.env.clock.now() + ms);
    expect(await startOnce(job)(world.env)()).toMatchObject(result);
  });

  it('does not adopt the run of another user, with a description of its own, if its own run lost its key', async () => {
    const others = (description: string) => {
      const made = { created_at: new Date(Date.UTC(2026, 0, 1)).toISOString() };
      const run = wireRun({ job_type: 'notebook' }, { asset_id: 'a', description, ...made });
      return {
        ...memoryJournal(),
        ...fakeEnv({
          listRuns: () => ({ results: [row('a', 'notebook')] }),
          getRun: () => run,
          startRun: () => apiError('connection-lost', { class: 'ambiguous' }),
        }),
      };
    };
    const draft = { description: 'close of day' };
    expect(await startOnce(job, draft)(others('by hand'))()).toMatchObject({
      left: { _tag: 'OutcomeUnknown' },
    });
    // The service shortened the description.
    expect(await startOnce(job, draft)(others('close of'))()).toMatchObject({ right: { run: { id: 'a' } } });
  });

  it('does not adopt a run of unknown age if the service keeps no text', async () => {
    const env = {
      ...memoryJournal(),
      ...fakeEnv({
        listRuns: () => ({ results: [row('a', 'notebook')] }),
        getRun: () => row('a', 'notebook'),
        startRun: () => apiError('connection-lost', { class: 'ambiguous' }),
      }),
    };
    expect(await startOnce(job)(env)()).toMatchObject({ left: { _tag: 'OutcomeUnknown' } });
  });
});
