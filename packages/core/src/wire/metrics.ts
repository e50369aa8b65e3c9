import type * as wire from '@wxdi/bindings';
import type { LinkMetrics, RunMetrics, StageInstance, StageMetrics } from '../domain/metrics.js';
import { noMetrics } from '../domain/metrics.js';
import { pipelineMetricsFromWire } from './pipeline-metrics.js';
import { defined } from '../domain/defined.js';
import { idText, number, text } from './absent.js';
import { fromMetric } from './time.js';

/** Converts the three forms of batch metrics (2022, 2026 short, 2026 long) and those of a pipeline. */
export const metricsFromWire = (metrics: wire.RunMetrics | null | undefined): RunMetrics => {
  if (metrics === null || metrics === undefined) return noMetrics;
  return defined({
    stages: (metrics.stage_metrics ?? []).map(stage),
    links: (metrics.link_metrics ?? []).map(link),
    pipeline: pipelineMetricsFromWire(metrics),
  });
};

const stage = (metrics: wire.StageMetrics): StageMetrics =>
  defined({
    name: metrics.stage_name,
    type: text(metrics.stage_type),
    cpuSeconds: number(metrics.stage_seconds_cpu),
    memory: number(metrics.total_memory),
    partitions: number(metrics.instance_count),
    instances: metrics.instances?.map(instance),
    ...counts(metrics),
  });

const instance = (metrics: wire.StageInstanceMetrics): StageInstance =>
  defined({
    id: idText(metrics.instance_id),
    rowsRead: number(metrics.rows_read),
    rowsWritten: number(metrics.rows_written),
  });

const link = (metrics: wire.LinkMetrics): LinkMetrics =>
  defined({
    name: metrics.link_name,
    from: text(metrics.source),
    to: text(metrics.dest),
    ...counts(metrics),
  });

const counts = (metrics: wire.StageMetrics | wire.LinkMetrics) => ({
  state: text(metrics.state),
  rowsRead: metrics.rows_read ?? undefined,
  rowsWritten: metrics.rows_written ?? undefined,
  startedAt: fromMetric(metrics.start_time),
  finishedAt: fromMetric(metrics.stop_time),
});
