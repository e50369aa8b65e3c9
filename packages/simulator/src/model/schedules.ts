import { nextFires, parseCron } from './cron.js';
import { newRun } from './runs.js';
import { isAlive, type JobRecord, type SimState } from './state.js';
import { asString, member } from './wire.js';

/** The next times of the schedule of a job after this one, in its window; ascending. */
export const firesOf = (
  job: JobRecord,
  after: number,
  count: number,
  until = Infinity,
): readonly number[] => {
  const cron = parseCron(asString(job.entity['schedule']) ?? '');
  if (cron === undefined) return [];
  const time = (name: string): number | undefined => {
    const value = member(job.entity['schedule_info'], name);
    return typeof value === 'number' ? value : undefined;
  };
  const from = Math.max(after, (time('startOn') ?? 0) - 1);
  return nextFires(cron, from, count, Math.min(time('endOn') ?? Infinity, until));
};

const hasSchedule = (job: JobRecord): boolean => job.scheduleId !== undefined;

/** When the schedules start the next run. */
export const nextFireOf = ({ jobs, scheduledUntil }: SimState): SimState['nextFire'] => {
  let at = Infinity;
  for (const job of jobs.values())
    if (hasSchedule(job)) at = Math.min(at, firesOf(job, scheduledUntil, 1)[0] ?? Infinity);
  return { jobs, at };
};

/** The most runs that one schedule starts at once, when the time jumps. */
const mostAtOnce = 10_000;

/** The state with the runs that schedules have started up to now. Nothing happens between two requests, so this is soon enough. */
export const runSchedules = (before: SimState, now: number): SimState => {
  const current = before.nextFire.jobs === before.jobs ? before.nextFire : nextFireOf(before);
  if (now < current.at)
    return { ...before, scheduledUntil: Math.max(before.scheduledUntil, now), nextFire: current };
  const due = [...before.jobs.values()]
    .filter((job) => hasSchedule(job))
    .flatMap((job) => firesOf(job, before.scheduledUntil, mostAtOnce, now).map((at) => ({ job, at })))
    .filter(({ job, at }) => isAlive(job, at))
    .sort((a, b) => a.at - b.at);
  // Not put one by one: each would copy all runs.
  const runs = new Map(before.runs);
  const own = new Map(due.map(({ job }) => [job.id, new Map(before.runs.get(job.id))]));
  for (const [id, ofJob] of own) runs.set(id, ofJob);
  let state: SimState = { ...before, runs, scheduledUntil: now };
  for (const { job, at } of due) {
    const made = newRun(state, job, {}, at, true);
    own.get(job.id)?.set(made.run.id, made.run);
    ({ state } = made);
  }
  return { ...state, nextFire: nextFireOf(state) };
};
