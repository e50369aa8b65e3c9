import { describe, expect, test } from 'vitest';
import { createJob, getRun, runState, startRun, t0, world, type World, type Json } from './world.js';

const begun = (options = {}): { w: World; id: string; run: string } => {
  const w = world(options);
  const id = createJob(w);
  return { w, id, run: startRun(w, id) };
};

describe('cancel', () => {
  test('passes through Canceling', () => {
    const { w, id, run } = begun();
    w.now += 2_000;
    expect(w.send('POST', `/v2/jobs/${id}/runs/${run}/cancel`, { body: {} }).status).toBe(204);
    expect(runState(w, id, run)).toBe('Canceling');
    w.now += 1_000;
    expect(runState(w, id, run)).toBe('Canceled');
    w.now += 60_000;
    expect(runState(w, id, run)).toBe('Canceled');
  });

  test.each([409, 204, 400, 404] as const)(
    'of a finished run returns %d, depending on the switch',
    (status) => {
      const { w, id, run } = begun({ quirks: { cancelFinished: status } });
      w.now += 10_000;
      expect(w.send('POST', `/v2/jobs/${id}/runs/${run}/cancel`).status).toBe(status);
      expect(runState(w, id, run)).toBe('Completed');
    },
  );

  test('before Running is accepted or rejected, depending on the switch', () => {
    for (const [cancelNotRunning, status, state] of [
      ['accept', 204, 'Canceling'],
      [409, 409, 'Starting'],
    ] as const) {
      const { w, id, run } = begun({ quirks: { cancelNotRunning } });
      expect(w.send('POST', `/v2/jobs/${id}/runs/${run}/cancel`).status).toBe(status);
      expect(runState(w, id, run)).toBe(state);
    }
  });
});

describe('pause and resume', () => {
  test('stop the work and continue with the remainder', () => {
    const { w, id, run } = begun();
    w.now = t0 + 2_000;
    expect(w.send('POST', `/v2/jobs/${id}/runs/${run}/pause`).status).toBe(204);
    w.now = t0 + 100_000;
    expect(runState(w, id, run)).toBe('Paused');
    expect(getRun(w, id, run).entity.job_run.total_rows_read).toBe(380);
    expect(w.send('POST', `/v2/jobs/${id}/runs/${run}/resume`).status).toBe(204);
    expect(runState(w, id, run)).toBe('Resuming');
    w.now += 500;
    expect(runState(w, id, run)).toBe('Running');
    w.now += 3_999;
    expect(runState(w, id, run)).toBe('Running');
    w.now += 1;
    expect(runState(w, id, run)).toBe('Completed');
  });

  test('are rejected in the wrong state, and for streaming runs', () => {
    const { w, id, run } = begun();
    expect(w.send('POST', `/v2/jobs/${id}/runs/${run}/pause`).status).toBe(409);
    expect(w.send('POST', `/v2/jobs/${id}/runs/${run}/resume`).status).toBe(409);
    const s = world({ flows: { flow: { type: 'streamsets_flow' } } });
    const job = createJob(s);
    const streaming = startRun(s, job);
    s.now += 5_000;
    expect(s.send('POST', `/v2/jobs/${job}/runs/${streaming}/pause`).status).toBe(409);
  });
});

describe('deleting a run', () => {
  test('works after it has finished, not before', () => {
    const { w, id, run } = begun();
    expect(w.send('DELETE', `/v2/jobs/${id}/runs/${run}`).status).toBe(409);
    w.now += 10_000;
    expect(w.send('DELETE', `/v2/jobs/${id}/runs/${run}`).status).toBe(204);
    expect(w.send('GET', `/v2/jobs/${id}/runs/${run}`).status).toBe(404);
    expect(w.send('GET', `/v2/jobs/${id}/runs`).json.total_rows).toBe(0);
  });

  test('can take some time', () => {
    const { w, id, run } = begun({ quirks: { runDeleteStatus: 202, deletionMs: 50 } });
    w.now += 10_000;
    expect(w.send('DELETE', `/v2/jobs/${id}/runs/${run}`).status).toBe(202);
    expect(w.send('GET', `/v2/jobs/${id}/runs/${run}`).status).toBe(200);
    w.now += 50;
    expect(w.send('GET', `/v2/jobs/${id}/runs/${run}`).status).toBe(404);
  });
});

test('refresh_state returns the run, and can be rejected after its end', () => {
  const { w, id, run } = begun({ quirks: { refreshFinished: 400 } });
  const path = `/v2/jobs/${id}/runs/${run}/refresh_state`;
  expect(w.send('POST', path).json.entity.job_run.state).toBe('Starting');
  w.now += 10_000;
  expect(w.send('POST', path).status).toBe(400);
});

describe('the offset of a streaming job', () => {
  const offset = (w: World, id: string): unknown =>
    w.send('GET', `/v2/jobs/${id}`).json.entity.job.configuration.offset;
  const records = (value: Json): number => Number(Object.values(value.offsets)[0]);

  test('grows with the runs, continues from run to run, and is reset by a PATCH with null', () => {
    const w = world({ flows: { flow: { type: 'streamsets_flow' } } });
    const id = createJob(w);
    expect(offset(w, id)).toBeUndefined();
    const first = startRun(w, id);
    w.now += 3_000;
    expect(records(offset(w, id))).toBe(2_000);
    w.send('POST', `/v2/jobs/${id}/runs/${first}/cancel`);
    w.now += 3_000;
    expect(records(offset(w, id))).toBe(2_000);
    startRun(w, id);
    w.now += 2_000;
    expect(records(offset(w, id))).toBe(3_000);
    const reset = w.send('PATCH', `/v2/jobs/${id}`, {
      body: [{ op: 'replace', path: '/entity/job/configuration/offset', value: null }],
    });
    expect(reset.json.entity.job.configuration.offset).toBeNull();
    w.now += 1;
    startRun(w, id);
    w.now += 1_500;
    expect(records(offset(w, id))).toBe(500);
  });

  test('is not affected by other changes of the configuration', () => {
    const w = world({ flows: { flow: { type: 'streamsets_flow' } } });
    const id = createJob(w);
    startRun(w, id);
    w.now += 3_000;
    const body = [{ op: 'add', path: '/entity/job/configuration/env_id', value: 'e' }];
    expect(records(w.send('PATCH', `/v2/jobs/${id}`, { body }).json.entity.job.configuration.offset)).toBe(
      2_000,
    );
    w.now += 1_000;
    expect(records(offset(w, id))).toBe(3_000);
  });

  test('is null, absent or empty after a reset, depending on the switch', () => {
    for (const [offsetAfterReset, shown] of [
      ['null', null],
      ['absent', undefined],
      ['empty-object', {}],
    ] as const) {
      const w = world({ flows: { flow: { type: 'streamsets_flow' } }, quirks: { offsetAfterReset } });
      const id = createJob(w);
      startRun(w, id);
      w.now += 3_000;
      const body = [{ op: 'replace', path: '/entity/job/configuration/offset', value: null }];
      w.send('PATCH', `/v2/jobs/${id}`, { body });
      expect(offset(w, id)).toEqual(shown);
    }
  });
});
