import type {
  LinkMetrics,
  RunMetrics,
  StageMetrics,
  StreamingStageMetrics,
  StreamingSummary,
} from '@wxdi/bindings';
import { isStreaming } from './plans.js';
import { failedAtStart, isFinal, rowsAt } from './progress.js';
import type { Quirks } from './quirks.js';
import type { RunRecord } from './state.js';
import { isTerminal } from './states.js';
import { endAt, instantOfRunning, runningMs, stateAt } from './timeline.js';
import { isoSeconds } from './wire.js';

/** All batch flows are the same: Source → Transform → Target. The transformer drops one row in ten. */
const stages = [
  { name: 'Source', type: 'PxSequentialFile' },
  { name: 'Transform', type: 'CTransformerStage' },
  { name: 'Target', type: 'PxSequentialFile' },
] as const;

export const totalStages = stages.length;

type MetricsForm = '2022' | '2026-short' | '2026-long';

const metricsForm = (quirks: Quirks): MetricsForm =>
  quirks.metricsForm !== 'dialect' ? quirks.metricsForm : quirks.dialect === '2026' ? '2026-long' : '2022';

export interface Totals {
  readonly read: number;
  readonly written: number;
}

const kept = (rows: number): number => rows - Math.floor(rows / 10);

export const totalsAt = (run: RunRecord, now: number): Totals => {
  const rows = rowsAt(run, now);
  return { read: rows + kept(rows), written: rows + kept(rows) };
};

/** The value of `configuration.metrics`. */
export const metricsAt = (run: RunRecord, now: number, quirks: Quirks): RunMetrics => {
  if (failedAtStart(run)) return {};
  if (isStreaming(run.jobType)) return streamingMetrics(run, now, quirks);
  if (!isFinal(run, now, quirks)) return {};
  const form = metricsForm(quirks);
  return { stage_metrics: stageMetrics(run, now, form), link_metrics: linkMetrics(run, now, form) };
};

const span = (run: RunRecord, now: number): { readonly start: number; readonly stop: number } => {
  const stop = endAt(run.timeline, now)?.at ?? now;
  return { start: instantOfRunning(run.timeline, 0) ?? stop, stop };
};

const lastState = (run: RunRecord, now: number): 'finished' | 'failed' =>
  stateAt(run.timeline, now).startsWith('Completed') ? 'finished' : 'failed';

const stageMetrics = (run: RunRecord, now: number, form: MetricsForm): StageMetrics[] => {
  const rows = rowsAt(run, now);
  const { start, stop } = span(run, now);
  return stages.map(({ name, type }, i): StageMetrics => {
    const rows_read = i === 0 ? 0 : i === 1 ? rows : kept(rows);
    const rows_written = i === 0 ? rows : i === 1 ? kept(rows) : 0;
    const state = i === 2 ? lastState(run, now) : 'finished';
    const base = { rows_read, rows_written, stage_name: name, state };
    if (form === '2022') return base;
    const short = { ...base, stage_seconds_cpu: Math.round((stop - start) / 4) / 1_000 };
    if (form === '2026-short') return short;
    const half = { rows_read: Math.floor(rows_read / 2), rows_written: Math.floor(rows_written / 2) };
    const rest = { rows_read: rows_read - half.rows_read, rows_written: rows_written - half.rows_written };
    return {
      ...short,
      start_time: start / 1_000,
      stop_time: stop / 1_000,
      total_memory: 64 * 1024 * 1024,
      instances: [
        { instance_id: 0, ...rest },
        { instance_id: 1, ...half },
      ],
      instance_count: 2,
      stage_type: type,
    };
  });
};

const linkMetrics = (run: RunRecord, now: number, form: MetricsForm): LinkMetrics[] => {
  const rows = rowsAt(run, now);
  const { start, stop } = span(run, now);
  return [
    { source: stages[0].name, dest: stages[1].name, link_name: 'Link_1', rows },
    { source: stages[1].name, dest: stages[2].name, link_name: 'Link_2', rows: kept(rows) },
  ].map(({ source, dest, link_name, rows: passed }, i): LinkMetrics => {
    const state = i === 1 ? lastState(run, now) : 'finished';
    const base = { rows_read: passed, rows_written: passed, dest, link_name, state };
    // In 2022, a failed link has neither source nor times.
    if (form === '2022' && state === 'failed') return base;
    const time = (ms: number): string | number =>
      form === '2022' ? isoSeconds(ms).replace('T', ' ').slice(0, -1) : ms / 1_000;
    return { ...base, source, start_time: time(start), stop_time: time(stop) };
  });
};

/** Metrics of a streaming run, only while it is active and after a short delay. */
const streamingMetrics = (run: RunRecord, now: number, quirks: Quirks): RunMetrics => {
  const active = runningMs(run.timeline, now);
  const over = isTerminal(stateAt(run.timeline, now));
  if (over || active < run.plan.startingMs || quirks.streamingMetrics === 'absent') return {};
  const records = rowsAt(run, now);
  const perSecond = Math.round((records * 1_000) / Math.max(1, active));
  const counts = {
    input_records: records,
    output_records: records,
    error_records: 0,
    stage_errors: 0,
    batch_count: Math.ceil(records / 100),
    input_rate_per_sec: perSecond,
    output_rate_per_sec: perSecond,
  };
  const pipeline_summary: StreamingSummary = {
    ...counts,
    total_runners: 1,
    available_runners: 1,
    error_rate_per_sec: 0,
  };
  const stage = (stage_id: string): StreamingStageMetrics => ({
    stage_id,
    stage_name: stage_id.replace('_', ' '),
    ...counts,
    avg_processing_time_sec: 0.02,
    min_processing_time_sec: 0.01,
    max_processing_time_sec: 0.09,
    p95_processing_time_sec: 0.05,
    p99_processing_time_sec: 0.08,
  });
  return { pipeline_summary, stages: ['Origin_1', 'Target_1'].map(stage) };
};
