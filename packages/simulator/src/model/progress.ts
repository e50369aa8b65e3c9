import { isStreaming } from './plans.js';
import type { Quirks } from './quirks.js';
import { runsOf, type JobRecord, type RunRecord, type SimState } from './state.js';
import { endAt, runningMs, stateAt } from './timeline.js';
import { asObject, isObject, member } from './wire.js';

/** How far a run is, as a function of the time. */

/** Part of the work that is done, from 0 to 1; a run that hangs never gets past the middle. */
const progress = (run: RunRecord, now: number): number => {
  const done = runningMs(run.timeline, now);
  if (run.plan.outcome === 'hangs') return Math.min(0.5, done / Math.max(1, run.plan.runningMs * 2));
  if (run.plan.runningMs === 0) return endAt(run.timeline, now) === undefined ? 0 : 1;
  return Math.min(1, done / run.plan.runningMs);
};

/** Rows of a batch run, or records of a streaming run, read so far. */
export const rowsAt = (run: RunRecord, now: number): number =>
  isStreaming(run.jobType)
    ? Math.floor((runningMs(run.timeline, now) / 1_000) * run.plan.rows)
    : Math.floor(progress(run, now) * run.plan.rows);

/** Refused before anything ran: such a record has neither parameters nor times nor metrics. */
export const failedAtStart = (run: RunRecord): boolean => run.plan.outcome === 'uncompiled';

/** Whether the totals of the end are there: they may lag behind the terminal state, even for ever. */
export const isFinal = (run: RunRecord, now: number, quirks: Quirks): boolean => {
  const end = endAt(run.timeline, now);
  return end !== undefined && quirks.totalsLagMs !== 'never' && now >= end.at + quirks.totalsLagMs;
};

export const hasSubmitted = (run: RunRecord, now: number): boolean => {
  const state = stateAt(run.timeline, now);
  return !failedAtStart(run) && state !== 'Queued' && state !== 'Starting';
};

const offsetKey = '$com.streamsets.datacollector.pollsource.offset$';

/** The shape that StreamSets itself writes; what the Jobs API answers is unknown. */
export const offsetOf = (records: number): unknown => ({
  version: 2,
  offsets: { [offsetKey]: String(records) },
});

const recordsOf = (offset: unknown): number =>
  Number(member(asObject(member(offset, 'offsets')), offsetKey) ?? 0) || 0;

/**
 * Where a streaming job stands: what its latest run since the last reset has read; `undefined` when the
 * configuration itself says it.
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
