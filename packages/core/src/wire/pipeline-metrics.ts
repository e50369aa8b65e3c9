import type * as wire from '@wxdi/bindings';
import type { PipelineMetrics, PipelineStageMetrics } from '../domain/metrics.js';
import { defined } from '../domain/defined.js';
import { number, text } from './absent.js';

/** The metrics of a streaming run, if the body has them; it is unknown which answers include them. */
export const pipelineMetricsFromWire = (metrics: wire.RunMetrics): PipelineMetrics | undefined => {
  const { pipeline_summary: summary, stages } = metrics;
  if (!summary && !stages) return undefined;
  return defined({
    ...counts(summary ?? {}),
    batches: number(summary?.batch_count),
    totalRunners: number(summary?.total_runners),
    availableRunners: number(summary?.available_runners),
    errorRate: number(summary?.error_rate_per_sec),
    stages: (stages ?? []).map(stage),
  });
};

const stage = (metrics: wire.StreamingStageMetrics): PipelineStageMetrics =>
  defined({
    id: text(metrics.stage_id),
    name: text(metrics.stage_name),
    ...counts(metrics),
    batches: number(metrics.batch_count),
    processingSeconds: defined({
      average: number(metrics.avg_processing_time_sec),
      least: number(metrics.min_processing_time_sec),
      most: number(metrics.max_processing_time_sec),
      p95: number(metrics.p95_processing_time_sec),
      p99: number(metrics.p99_processing_time_sec),
    }),
  });

const counts = (metrics: wire.StreamingSummary | wire.StreamingStageMetrics) => ({
  inputRecords: number(metrics.input_records),
  outputRecords: number(metrics.output_records),
  errorRecords: number(metrics.error_records),
  stageErrors: number(metrics.stage_errors),
  inputRate: number(metrics.input_rate_per_sec),
  outputRate: number(metrics.output_rate_per_sec),
});
