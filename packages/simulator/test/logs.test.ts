import { describe, expect, test } from 'vitest';
import { createJob, logOf, startRun, t0, world } from './world.js';

describe('the log', () => {
  test('of a DataStage run has the line format of the service, with parameters as separate entries', () => {
    const w = world();
    const id = createJob(w, { job_parameters: [{ name: 'year', value: 2026 }] });
    const { results, total_count } = logOf(w, id, startRun(w, id));
    expect(results).toEqual([
      '##I IIS-DSEE-TOSH-00397 2026-05-27 14:27:27(000) Starting job a job',
      '##I IIS-DSEE-TOSH-00408 2026-05-27 14:27:27(001) Job Parameters:',
      '\tyear = 2026',
    ]);
    expect(total_count).toBe(3);
  });

  test('only grows at its end', () => {
    const w = world({ plans: { flow: 'warns' } });
    const id = createJob(w);
    const run = startRun(w, id);
    let before: string[] = [];
    for (let ms = 0; ms <= 8_000; ms += 137) {
      w.now = t0 + ms;
      const { results } = logOf(w, id, run);
      expect(results.slice(0, before.length)).toEqual(before);
      before = results;
    }
    expect(before.filter((line) => !line.startsWith('##'))).toHaveLength(2);
    expect(before.at(-1)).toContain('CompletedWithWarnings');
  });

  test('is cut by limit at its head or its tail, and the total counts all lines', () => {
    for (const [logsLimit, first] of [
      ['head', '##I IIS-DSEE-TOSH-00397 2026-05-27 14:27:27(000) Starting job a job'],
      ['tail', '##I IIS-DSEE-TOSH-00413 2026-05-27 14:27:33(000) The run ended: Completed'],
    ] as const) {
      const w = world({ quirks: { logsLimit } });
      const id = createJob(w);
      const run = startRun(w, id);
      w.now += 10_000;
      expect(logOf(w, id, run, { limit: '1' })).toEqual({ results: [first], total_count: 12 });
    }
  });

  test('has a window, of which the total counts all lines', () => {
    const w = world({ quirks: { logWindow: 2 } });
    const id = createJob(w);
    const run = startRun(w, id);
    w.now += 10_000;
    const { results, total_count } = logOf(w, id, run);
    expect([results.length, total_count]).toEqual([2, 12]);
    expect(results[1]).toContain('The run ended: Completed');
  });

  test('is not there for a while after the start', () => {
    const w = world({ quirks: { logLagMs: 2_000 } });
    const id = createJob(w);
    const run = startRun(w, id);
    w.now += 1_999;
    expect(w.send('GET', `/v2/jobs/${id}/runs/${run}/logs`).status).toBe(404);
    w.now += 1;
    expect(logOf(w, id, run).total_count).toBeGreaterThan(0);
  });

  test('of 2022 is one string that contains a JSON array', () => {
    const w = world({ quirks: { dialect: '2022' } });
    const id = createJob(w);
    const { results, total_count } = logOf(w, id, startRun(w, id));
    expect(total_count).toBe(1);
    expect(JSON.parse(results[0])[0]).toMatchObject({
      eventID: 0,
      msgID: 'IIS-DSEE-TOSH-00397',
      occurredAt: t0,
    });
  });

  test('of a streaming run exists only while it is active', () => {
    const w = world({ flows: { flow: { type: 'streamsets_flow' } } });
    const id = createJob(w);
    const run = startRun(w, id);
    w.now += 5_000;
    const path = `/v2/jobs/${id}/runs/${run}`;
    expect(logOf(w, id, run).total_count).toBe(7);
    expect(w.send('GET', path).json.entity.job_run.configuration.metrics.pipeline_summary.input_records).toBe(
      4_000,
    );
    w.send('POST', `${path}/cancel`);
    w.now += 5_000;
    expect(logOf(w, id, run)).toEqual({ results: [], total_count: 0 });
    expect(w.send('GET', path).json.entity.job_run.configuration.metrics).toEqual({});
  });

  test('can be long, and is generated in milliseconds', () => {
    const w = world({ plans: { flow: { outcome: 'succeeds', logLines: 100_000 } } });
    const id = createJob(w);
    const run = startRun(w, id);
    w.now += 10_000;
    expect(logOf(w, id, run).total_count).toBe(100_004);
  });
});

test('the place of the log of an active streaming run is a switch', () => {
  for (const [streamingLogs, status, count] of [
    ['lines', 200, 7],
    ['empty', 200, 0],
    [404, 404, undefined],
  ] as const) {
    const w = world({ flows: { flow: { type: 'streamsets_flow' } }, quirks: { streamingLogs } });
    const id = createJob(w);
    const run = startRun(w, id);
    w.now += 5_000;
    const answer = w.send('GET', `/v2/jobs/${id}/runs/${run}/logs`);
    expect([answer.status, answer.json.total_count]).toEqual([status, count]);
  }
});
