import { nextFires, parseCron } from './cron.js';
import { href, jobMetadata, ownerId, scopeName, type Form } from './metadata.js';
import { latestOffset, offsetOf } from './progress.js';
import { runsOf, type JobRecord, type SimState } from './state.js';
import { asReturned } from './returned-job.js';
import { momentAt } from './timeline.js';
import { asObject, asString, compact, isoSeconds, member, without, type JsonObject } from './wire.js';

/** A job as a body. */
export const jobBody = (state: SimState, job: JobRecord, now: number, form: Form): JsonObject => ({
  metadata: metadataOf(state, job, form),
  entity: { job: asReturned(jobEntity(state, job, now), form, state.config.quirks) },
  ...(form === 'rich' ? { href: href(job) } : {}),
});

const metadataOf = (state: SimState, job: JobRecord, form: Form): JsonObject => {
  const { quirks } = state.config;
  const metadata = jobMetadata(job, job.updatedAt, form, quirks);
  return form === 'row' && quirks.jobRows === 'slim' ? without(metadata, 'description') : metadata;
};

const jobEntity = (state: SimState, job: JobRecord, now: number): JsonObject => {
  const { quirks } = state.config;
  const owner = ownerId(quirks);
  const modern = quirks.dialect !== '2020';
  const scheduled = job.scheduleId !== undefined;
  return compact({
    ...without(job.entity, 'configuration', 'job_parameters', 'parameter_sets'),
    asset_ref: job.assetRef,
    asset_ref_type: job.type,
    configuration: configurationOf(state, job, now),
    ...lastRun(state, job, now),
    ...(modern
      ? {
          future_scheduled_runs: futureRuns(job, now),
          enable_notifications: true,
          schedule_id: job.scheduleId ?? '',
          schedule_creator_id: scheduled ? owner : '',
        }
      : {}),
    ...scopeName(job.scope, quirks),
    job_parameters: job.entity['job_parameters'] ?? (quirks.dialect === '2026' ? [] : undefined),
    parameter_sets: job.entity['parameter_sets'] ?? (quirks.dialect === '2026' ? [] : undefined),
    data_assets_array: modern ? [] : undefined,
    serving_name: job.servingName,
  });
};

const configurationOf = (state: SimState, job: JobRecord, now: number): JsonObject => {
  const configuration = asObject(job.entity['configuration']);
  const records = latestOffset(state, job, now);
  if (records !== undefined) return { ...configuration, offset: offsetOf(records) };
  if (configuration['offset'] !== null) return configuration;
  switch (state.config.quirks.offsetAfterReset) {
    case 'null':
      return configuration;
    case 'absent':
      return without(configuration, 'offset');
    case 'empty-object':
      return { ...configuration, offset: {} };
  }
};

/** The three texts are "None" before the first run; in 2026 they are always "deprecated field". */
const lastRun = (state: SimState, job: JobRecord, now: number): JsonObject => {
  const { quirks } = state.config;
  const run = runsOf(state, job.id, now).at(-1);
  const moment = run === undefined ? undefined : momentAt(run.timeline, now);
  const dead = 'deprecated field';
  return {
    last_run_initiator: quirks.dialect === '2026' ? dead : run === undefined ? 'None' : ownerId(quirks),
    last_run_time:
      quirks.dialect === '2026'
        ? dead
        : run === undefined
          ? ''
          : `${isoSeconds(run.createdAt).replace('T', ' ').slice(0, -1)}+00:00`,
    last_run_status: quirks.dialect === '2026' ? dead : (moment?.state ?? 'None'),
    last_run_status_timestamp: moment?.at ?? 0,
  };
};

/** The next ten times of the schedule within the window of `schedule_info`. */
const futureRuns = (job: JobRecord, now: number): readonly string[] => {
  const cron = parseCron(asString(job.entity['schedule']) ?? '');
  if (cron === undefined) return [];
  const time = (name: string): number | undefined => {
    const value = member(job.entity['schedule_info'], name);
    return typeof value === 'number' ? value : undefined;
  };
  const from = Math.max(now, (time('startOn') ?? 0) - 1);
  return nextFires(cron, from, 10, time('endOn')).map((at) => new Date(at).toISOString());
};
