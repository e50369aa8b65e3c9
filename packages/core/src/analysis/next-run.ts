import type { Job } from '../domain/job.js';
import { cronTimes } from '../domain/cron-times.js';
import { instant, iso } from '../wire/time.js';

/** 29 February may be eight years away. */
const farthestMs = 9 * 366 * 86_400_000;

/**
 * When the schedule of a job starts its next run, ISO 8601 in UTC: the first time of the service's list that is not past,
 * else according to the cron expression and its window. `undefined` if it starts none, or if only the service understands
 * the expression.
 *
 * @example
 * ```ts
 * const now = Date.UTC(2026, 0, 1, 7);
 * assert.equal(nextRunAt({ schedule: '0 6 * * *' }, now), '2026-01-02T06:00:00Z');
 * assert.equal(nextRunAt({}, now), undefined);
 * ```
 */
export const nextRunAt = (
  { schedule = '', scheduleWindow: { startsAt, endsAt, repeat } = {}, futureScheduledRuns = [] }: Schedule,
  nowMs: number,
): string | undefined => {
  const listed = futureScheduledRuns
    .map((at) => instant(at))
    .filter((at) => at >= nowMs)
    .sort((a, b) => a - b);
  if (listed[0] !== undefined) return iso(listed[0]);
  const [starts, ends] = [instant(startsAt), instant(endsAt)];
  // A schedule that does not repeat has one time: the first of its window.
  const isOnce = repeat === false && !Number.isNaN(starts);
  const from = isOnce ? starts : Number.isNaN(starts) ? nowMs : Math.max(nowMs, starts);
  const [next] = first(cronTimes(schedule, from, Number.isNaN(ends) ? from + farthestMs : ends));
  return next === undefined || next < nowMs ? undefined : iso(next);
};

type Schedule = Pick<Job, 'schedule' | 'scheduleWindow' | 'futureScheduledRuns'>;

const first = (times: Iterable<number> = []): readonly number[] => {
  for (const time of times) return [time];
  return [];
};
