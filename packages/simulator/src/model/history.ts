import { firesOf } from './schedules.js';
import { hash32 } from './ids.js';
import type { Config, RunSeed } from './options.js';
import type { Outcome } from './plans.js';
import type { JobRecord } from './state.js';

const day = 86_400_000;
const mostRuns = 1_000;

/** From 0 to 1, the same for the same seed and text. */
const chance = (config: Config, text: string): number => hash32(`${config.seed}/history/${text}`) / 2 ** 32;

const outcomeAt = (part: number): Outcome =>
  part < 0.86 ? 'succeeds' : part < 0.92 ? 'warns' : part < 0.95 ? 'errors' : 'fails';

/** The runs of a job in the time before now, oldest first, with an outcome and a duration that the seed decides. */
export const historyOf = (config: Config, job: JobRecord, ms: number, now: number): readonly RunSeed[] => {
  const usual = 60_000 * (1 + Math.floor(chance(config, job.name) * 20));
  const scheduled = firesOf(job, now - ms, mostRuns, now - 2 * usual);
  const times = scheduled.length > 0 ? scheduled : daily(config, job, ms, now);
  return times.map((at, i) => {
    const part = chance(config, `${job.name}/${i}`);
    const spread = 0.8 + chance(config, `${job.name}/${i}/time`) * 0.4;
    // One run in fifty takes three times as long.
    const slow = chance(config, `${job.name}/${i}/slow`) < 0.02 ? 3 : 1;
    const runningMs = Math.round(usual * spread * slow * config.speed);
    const plan = { outcome: outcomeAt(part), runningMs, rows: Math.round(1_000 * usual * spread) / 60 };
    return {
      ageMs: now - at,
      scheduled: scheduled.length > 0,
      plan: { ...plan, rows: Math.round(plan.rows) },
    };
  });
};

const daily = (config: Config, job: JobRecord, ms: number, now: number): readonly number[] => {
  const hour = Math.floor(chance(config, `${job.name}/hour`) * 20) * 3_600_000;
  const count = Math.min(mostRuns, Math.floor(ms / day));
  return Array.from({ length: count }, (_, i) => now - (count - i) * day + hour);
};
