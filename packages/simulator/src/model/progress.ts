import { isStreaming } from './plans.js';
import type { Quirks } from './quirks.js';
import { runsOf, type JobRecord, type RunRecord, type SimState } from './state.js';
import { endAt, runningMs, stateAt } from './timeline.js';
import { asObject, isObject, member } from './wire.js';

/** The progress of a run as a function of time. */

/** The completed part of the work, from 0 to 1. A run that hangs stops at half. */
const progress = (run: RunRecord, now: number): number => {
  const done = runningMs(run.timeline, now);
  if (run.plan.outcome === 'hangs') return Math.min(0.5, done / Math.max(1, run.plan.runningMs * 2));
  if (run.plan.runningMs === 0) return endAt(run.timeline, now) === undefined ? 0 : 1;
  return Math.min(1, done / run.plan.runningMs);
};

/** Rows (batch) or records (streaming) read so far. */
export const rowsAt = (run: RunRecord, now: number): number =>
  isStreaming(run.jobType)
    ? Math.floor((runningMs(run.timeline, now) / 1_000) * run.plan.rows)
    : Math.floor(progress(run, now) * run.plan.rows);

/** True for a run that was rejected at its start: it has no parameters, times or metrics. */
export const failedAtStart = (run: RunRecord): boolean => run.plan.outcome === 'uncompiled';

/** Whether the final totals are available: they can lag behind the terminal state or never appear. */
export const isFinal = (run: RunRecord, now: number, quirks: Quirks): boolean => {
  const end = endAt(run.timeline, now);
  return end !== undefined && quirks.totalsLagMs !== 'never' && now >= end.at + quirks.totalsLagMs;
};

export const hasSubmitted = (run: RunRecord, now: number): boolean => {
  const state = stateAt(run.timeline, now);
  return !failedAtStart(run) && state !== 'Queued' && state !== 'Starting';
};

const offsetKey = '$com.streamsets.datacollector.pollsource.offset$';

/** The format of StreamSets; that of the Jobs API is unknown. */
export const offsetOf = (records: number): unknown => ({
  version: 2,
  offsets: { [offsetKey]: String(records) },
});

const recordsOf = (offset: unknown): number =>
  Number(member(asObject(member(offset, 'offsets')), offsetKey) ?? 0) || 0;

/**
 * The offset of a streaming job: what its latest run since the last reset has read; `undefined` if the configuration
 * contains it.
 */
export const latestOffset = (state: SimState, job: JobRecord, now: number): number | undefined => {
  if (job.type !== 'streamsets_flow') return undefined;
  const run = runsOf(state, job.id, now).findLast((r) => r.createdAt >= job.offsetSetAt);
  return run === undefined ? undefined : run.startOffset + rowsAt(run, now);
};

export const currentOffset = (state: SimState, job: JobRecord, now: number): number => {
  const configuration = job.entity['configuration'];
  return latestOffset(state, job, now) ?? (isObject(configuration) ? recordsOf(configuration['offset']) : 0);
};
