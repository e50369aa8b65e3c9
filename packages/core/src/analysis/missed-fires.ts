import type { Job } from '../domain/job.js';
import type { JobRun } from '../domain/job-run.js';
import { cronTimes } from '../domain/cron-times.js';
import { instant, iso } from '../wire/time.js';

const toleranceMs = 15 * 60_000;
const dayMs = 86_400_000;

/** The window to look at, as epoch milliseconds. */
export interface FireWindow {
  readonly sinceMs: number;
  /** Now, or earlier. */
  readonly untilMs: number;
}

/** The times at which a schedule should have started a run. */
export type MissedFires =
  /** `missed`: those without a run, ISO 8601. `since`: from when that is known, since older runs may be deleted. */
  | { readonly _tag: 'Judged'; readonly missed: readonly string[]; readonly since: string }
  | { readonly _tag: 'NoSchedule' }
  /** The schedule has syntax that only the service understands. */
  | { readonly _tag: 'UnknownSchedule'; readonly schedule: string };

/**
 * The fire times of a job's schedule in a window without a scheduled run within 15 minutes. A fire time of the last 15
 * minutes is not missed yet. `runs`: all runs of the job in the window, and 15 minutes around it. Times that the
 * retention of the job no longer covers are not judged.
 */
export const missedFires = (
  { schedule = '', scheduleWindow, retention }: Pick<Job, 'schedule' | 'scheduleWindow' | 'retention'>,
  runs: readonly JobRun[],
  { sinceMs, untilMs }: FireWindow,
): MissedFires => {
  if (schedule === '') return { _tag: 'NoSchedule' };
  const created = runs.map(({ createdAt }) => instant(createdAt)).filter((at) => !Number.isNaN(at));
  const from = Math.max(
    sinceMs,
    orElse(instant(scheduleWindow?.startsAt), sinceMs),
    retention !== undefined && 'days' in retention ? untilMs - retention.days * dayMs : sinceMs,
    retention !== undefined && 'runs' in retention && runs.length >= retention.runs
      ? Math.min(untilMs, ...created)
      : sinceMs,
  );
  const to = Math.min(untilMs - toleranceMs, orElse(instant(scheduleWindow?.endsAt), untilMs));
  const fires = cronTimes(schedule, from, to);
  if (fires === undefined) return { _tag: 'UnknownSchedule', schedule };
  const starts = runs
    .filter(({ scheduled }) => scheduled !== false)
    .map(({ createdAt }) => instant(createdAt))
    .toSorted((a, b) => a - b);
  return { _tag: 'Judged', missed: withoutStart(fires, starts), since: iso(from) };
};

const orElse = (value: number, other: number): number => (Number.isNaN(value) ? other : value);

/** Both lists in ascending order. */
const withoutStart = (fires: Iterable<number>, starts: readonly number[]): readonly string[] => {
  const missed: string[] = [];
  let next = 0;
  for (const fire of fires) {
    while ((starts[next] ?? Infinity) < fire - toleranceMs) next += 1;
    if ((starts[next] ?? Infinity) > fire + toleranceMs) missed.push(iso(fire));
  }
  return missed;
};
