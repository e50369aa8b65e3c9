import type { RunMetrics } from '@wxdi/bindings';
import type { PipelineMetrics } from '@wxdi/core';
import { fakeEnv, inTurn } from './support/fakes.js';
import { wireRun } from './support/wire.js';
import { getMetrics, jobId, runId } from '@wxdi/core';
import { describe, expect, it } from 'vitest';

const job = jobId('job-1');
const run = runId('run-1');

describe('metrics', () => {
  const withMetrics = wireRun({
    state: 'Completed',
    configuration: { metrics: { stage_metrics: [{ stage_name: 'S' }] } },
  });
  const without = wireRun({ state: 'Completed' });

  it('are read again if they arrive after the end of the run', async () => {
    const env = fakeEnv({ getRun: inTurn(without, withMetrics) });
    expect(await getMetrics(job, run)(env)()).toMatchObject({ right: { stages: [{ name: 'S' }] } });
    expect(env.clock.slept).toEqual([1_000]);
  });

  it('are empty after three reads if they never arrive', async () => {
    const env = fakeEnv({ getRun: () => without });
    expect(await getMetrics(job, run)(env)()).toEqual({ _tag: 'Right', right: { stages: [], links: [] } });
    expect(env.calls).toHaveLength(3);
    expect(env.clock.slept).toEqual([1_000, 1_000]);
  });

  it('of an active run are read once', async () => {
    const env = fakeEnv({ getRun: () => wireRun() });
    await getMetrics(job, run)(env)();
    expect(env.calls).toHaveLength(1);
    expect(env.clock.slept).toEqual([]);
  });
});

/** Reads the metrics of an active run once. */
const read = async (metrics: RunMetrics | null | undefined) => {
  const configuration = metrics === undefined ? {} : { metrics };
  const result = await getMetrics(job, run)(fakeEnv({ getRun: () => wireRun({ configuration }) }))();
  return result._tag === 'Right' ? result.right : result.left;
};

describe('metrics in wire format', () => {
  it('are read from every version of the format', async () => {
    const link_2022 = {
      link_name: 'L1',
      source: 'A',
      dest: 'B',
      start_time: '2022-08-31 23:01:24',
      rows_read: 5,
    };
    const link_2026 = { link_name: 'L2', start_time: 1_790_000_000.25, stop_time: 1_790_000_001 };
    const stage = {
      stage_name: 'S',
      stage_seconds_cpu: 0.5,
      stage_type: 'PxJoin',
      rows_written: 2,
      state: 'finished',
    };
    expect(await read({ link_metrics: [link_2022, link_2026], stage_metrics: [stage] })).toStrictEqual({
      links: [
        { name: 'L1', from: 'A', to: 'B', startedAt: '2022-08-31T23:01:24Z', rowsRead: 5 },
        { name: 'L2', startedAt: '2026-09-21T14:13:20.250Z', finishedAt: '2026-09-21T14:13:21Z' },
      ],
      stages: [{ name: 'S', type: 'PxJoin', cpuSeconds: 0.5, rowsWritten: 2, state: 'finished' }],
    });
  });

  it('of a stage have its memory and its parallel instances', async () => {
    const instances = [
      { instance_id: 0, rows_read: 4, rows_written: 3 },
      { instance_id: 'b' },
      { instance_id: null },
    ];
    const stage = { stage_name: 'S', total_memory: 1_024, instance_count: 3 };
    expect(
      await read({
        stage_metrics: [
          { ...stage, instances },
          { stage_name: 'T', instances: null },
        ],
      }),
    ).toMatchObject({
      stages: [
        {
          name: 'S',
          memory: 1_024,
          partitions: 3,
          instances: [{ id: '0', rowsRead: 4, rowsWritten: 3 }, { id: 'b' }, {}],
        },
        { name: 'T' },
      ],
    });
  });

  it.each<[RunMetrics | null | undefined]>([
    [undefined],
    [null],
    [{}],
    [{ stage_metrics: null, link_metrics: null }],
  ])('are empty, without a pipeline, if the service sends %j', async (metrics) => {
    expect(await read(metrics)).toStrictEqual({ stages: [], links: [] });
  });

  it.each<[RunMetrics, PipelineMetrics]>([
    [{ pipeline_summary: { batch_count: 2 } }, { batches: 2, stages: [] }],
    [
      { pipeline_summary: null, stages: [{ stage_id: 's', batch_count: 3 }] },
      { stages: [{ id: 's', batches: 3, processingSeconds: {} }] },
    ],
    [{ stages: [] }, { stages: [] }],
  ])('of a pipeline may consist of its summary or its stages only: %j', async (metrics, pipeline) => {
    expect(await read(metrics)).toStrictEqual({ stages: [], links: [], pipeline });
  });

  it('of a pipeline are read from its summary and its stages', async () => {
    const metrics = {
      pipeline_summary: {
        input_records: 10,
        error_records: 0,
        batch_count: 2,
        input_rate_per_sec: 1.5,
        error_rate_per_sec: 0.1,
        total_runners: 2,
        available_runners: 1,
      },
      stages: [
        {
          stage_id: 's1',
          stage_name: 'Kafka',
          output_records: 9,
          avg_processing_time_sec: 0.2,
          min_processing_time_sec: 0.1,
          max_processing_time_sec: 0.4,
          p95_processing_time_sec: 0.3,
          p99_processing_time_sec: 0.35,
        },
      ],
    };
    expect(await read(metrics)).toStrictEqual({
      stages: [],
      links: [],
      pipeline: {
        inputRecords: 10,
        errorRecords: 0,
        batches: 2,
        inputRate: 1.5,
        errorRate: 0.1,
        totalRunners: 2,
        availableRunners: 1,
        stages: [
          {
            id: 's1',
            name: 'Kafka',
            outputRecords: 9,
            processingSeconds: { average: 0.2, least: 0.1, most: 0.4, p95: 0.3, p99: 0.35 },
          },
        ],
      },
    });
  });
});
