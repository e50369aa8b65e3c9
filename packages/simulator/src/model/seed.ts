import { durationOf } from './duration.js';
import { historyOf } from './history.js';
import { uuid7 } from './ids.js';
import { configure, type Config, type JobSeed, type ModelOptions, type RunSeed } from './options.js';
import { readParameters } from './parameters.js';
import { resolvePlan } from './plans.js';
import { nextFireOf } from './schedules.js';
import { seededScope } from './scope.js';
import { emptyState, type JobRecord, type RunRecord, type SimState } from './state.js';
import { planTimeline } from './timeline.js';
import { asObject, compact } from './wire.js';

/** The initial state according to the options. Jobs and runs are created some time before `now`. */
export const createState = (options: ModelOptions, now: number): SimState => {
  const config = configure(options);
  const seeds = typeof options.jobs === 'number' ? numbered(options.jobs) : (options.jobs ?? []);
  const jobs = new Map<string, JobRecord>();
  const runs = new Map<string, ReadonlyMap<string, RunRecord>>();
  const plans = { ...config.plans };
  const history = options.history === undefined ? 0 : durationOf('history', options.history);
  let counter = 0;
  for (const [i, seed] of seeds.entries()) {
    const job = seededJob(config, seed, (counter += 1), now - (seeds.length - i) * 60_000);
    if (jobs.has(job.id)) throw new RangeError(`two jobs are seeded with the id ${job.id}`);
    jobs.set(job.id, job);
    if (seed.plan !== undefined) plans[job.id] = seed.plan;
    const past = seed.runs ?? (history === 0 ? [] : historyOf(config, job, history, now));
    const wanted: readonly RunSeed[] =
      typeof past === 'number' ? Array.from({ length: past }, () => ({})) : past;
    const made = wanted.map((run, n) => {
      counter += 1;
      return seededRun(config, job, run, counter, now - (run.ageMs ?? (wanted.length - n) * 60_000));
    });
    runs.set(job.id, new Map(made.map((run) => [run.id, run])));
  }
  const state = { ...emptyState({ ...config, plans }, now), counter, jobs, runs };
  return { ...state, nextFire: nextFireOf(state) };
};

const numbered = (count: number): readonly JobSeed[] =>
  Array.from({ length: count }, (_, i) => ({ name: `Job ${String(i + 1).padStart(4, '0')}` }));

const seededJob = (config: Config, seed: JobSeed, seq: number, createdAt: number): JobRecord => {
  const assetRef =
    seed.assetRef ?? (seed.type === undefined ? uuid7(`${config.seed}/flow`, seq, 0) : undefined);
  const flow = Object.hasOwn(config.flows, assetRef ?? '') ? config.flows[assetRef ?? ''] : undefined;
  return {
    id: seed.id ?? uuid7(config.seed, seq, createdAt),
    seq,
    scope: seededScope(config, seed),
    name: seed.name,
    description: seed.description,
    createdAt,
    updatedAt: createdAt,
    assetRef,
    type: assetRef === undefined ? (seed.type ?? '') : (flow?.type ?? 'data_intg_flow'),
    servingName: undefined,
    entity: compact({
      configuration: { env_type: '', env_variables: [], ...seed.configuration },
      job_parameters: seed.parameters,
      schedule: seed.schedule,
    }),
    scheduleId: seed.schedule === undefined ? undefined : uuid7(`${config.seed}/schedule`, seq, createdAt),
    offsetSetAt: 0,
    goneAt: undefined,
  };
};

const seededRun = (
  config: Config,
  job: JobRecord,
  seed: RunSeed,
  seq: number,
  createdAt: number,
): RunRecord => {
  const plan = resolvePlan(seed.plan ?? 'succeeds', 0, config.speed);
  return {
    id: uuid7(config.seed, seq, createdAt),
    seq,
    jobId: job.id,
    jobName: job.name,
    jobType: job.type,
    scope: job.scope,
    name: seed.name ?? 'job run',
    description: seed.description,
    createdAt,
    scheduled: seed.scheduled ?? false,
    plan,
    timeline: planTimeline(plan, createdAt, 'Starting'),
    configuration: asObject(job.entity['configuration']),
    parameters: readParameters(job.entity['job_parameters']),
    parameterSets: [],
    startOffset: 0,
    goneAt: undefined,
  };
};
