import { apiError, fakeEnv, inTurn, outage } from './support/fakes.js';
import { memoryJournal } from './support/journal.js';
import { startService } from './support/service.js';
import { wireRun } from './support/wire.js';
import { jobId, startOnce } from '@wxdi/core';
import { describe, expect, it } from 'vitest';

const job = jobId('job-1');

/** A row of the list: a notebook loses its name, and the list may leave descriptions out. */
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
const asked = (env: ReturnType<typeof fakeEnv>) =>
  env.calls.map(({ operation, request }) =>
    operation === 'getRun' ? (request as { path: { run_id: string } }).path.run_id : operation,
  );

describe('searching a run by its key', () => {
  it('ends with the list when a row shows the key', async () => {
    const env = service([row('a', 'notebook'), row('b', 'notebook', { description: '[wxdi:k]' })], () =>
      apiError('not-found'),
    );
    expect(await startOnce(job, {}, { key: 'k' })(env)()).toMatchObject({
      right: { adopted: true, keyKept: true, run: { id: 'b' } },
    });
    expect(asked(env)).toEqual(['listRuns']);
  });

  it('reads only those runs that may show more than their rows', async () => {
    const rows = [
      row('keeps its name', 'data_intg_flow'),
      row('of another start', 'notebook', { name: 'x [wxdi:other]' }),
      row('described', 'notebook', { description: 'by hand' }),
      row('bare', 'notebook'),
      row('bare too', 'script'),
    ];
    const env = service(
      rows,
      inTurn(row('bare', 'notebook'), row('bare too', 'script', { description: 'd [wxdi:k]' })),
    );
    expect(await startOnce(job, {}, { key: 'k' })(env)()).toMatchObject({
      right: { run: { id: 'bare too' } },
    });
    expect(asked(env)).toEqual(['listRuns', 'bare', 'bare too']);
  });

  it('passes over a run that was deleted since the list was read', async () => {
    const env = service([row('a', 'notebook')], () => apiError('not-found'));
    expect(await startOnce(job, {}, { key: 'k' })(env)()).toMatchObject({
      right: { adopted: false, run: { id: 'new' } },
    });
  });

  it('sends nothing when a run that may be the one cannot be read', async () => {
    const env = service([row('a', 'notebook')], () => outage());
    expect(await startOnce(job, {}, { key: 'k' })(env)()).toMatchObject({ left: { _tag: 'Unavailable' } });
    expect(asked(env)).toEqual(['listRuns', 'a']);
  });

  it.each([
    ['two seconds before the request, by a clock that is behind,', -2_000, { right: { keyKept: false } }],
    ['earlier', -2_001, { left: { _tag: 'OutcomeUnknown' } }],
  ])('where no text is kept, takes a run that was created %s for it or not', async (_, ms, result) => {
    const world = startService(() => ({ kind: 'lost' }), { keeps: 'nothing' });
    world.foreign(world.env.clock.now() + ms);
    expect(await startOnce(job)(world.env)()).toMatchObject(result);
  });

  it('where no text is kept, never takes a run for it whose age is not known', async () => {
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
