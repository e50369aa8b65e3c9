import type * as wire from '@wxdi/bindings';
import type { Job, Notifications, Retention, ScheduleWindow } from '../domain/job.js';
import { jobId } from '../domain/ids.js';
import { parameterFromWire, parameterSetFromWire } from './parameters.js';
import { text } from './said.js';
import { fromMillis } from './time.js';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * A job as the service sends it, single, listed or just created, to a job of the domain. Member by member, since it runs
 * for every row of every listing: `defined`, which has to look its members up, takes as long as all the rest.
 */
export const jobFromWire = ({ metadata, entity: { job } }: wire.Job): Job => {
  const read: Partial<Writable<Job>> = { id: jobId(metadata.asset_id), name: metadata.name };
  const description = text(metadata.description);
  if (description !== undefined) read.description = description;
  read.type = job.asset_ref_type;
  const assetId = text(job.asset_ref);
  if (assetId !== undefined) read.assetId = assetId;
  const ownerId = text(metadata.owner_id);
  if (ownerId !== undefined) read.ownerId = ownerId;
  const projectName = text(job.project_name);
  if (projectName !== undefined) read.projectName = projectName;
  const spaceName = text(job.space_name);
  if (spaceName !== undefined) read.spaceName = spaceName;
  read.configuration = job.configuration;
  read.parameters = (job.job_parameters ?? []).map(parameterFromWire);
  read.parameterSets = (job.parameter_sets ?? []).map(parameterSetFromWire);
  const schedule = text(job.schedule);
  if (schedule !== undefined) read.schedule = schedule;
  const window = scheduleWindow(job.schedule_info ?? {});
  if (window !== undefined) read.scheduleWindow = window;
  const kept = retention(job.retention_policy);
  if (kept !== undefined) read.retention = kept;
  const notified = notifications(job.notification_types);
  if (notified !== undefined) read.notifications = notified;
  return read as Job;
};

const scheduleWindow = ({ startOn, endOn, repeat }: wire.ScheduleInfo): ScheduleWindow | undefined => {
  const window: Writable<ScheduleWindow> = {};
  const startsAt = fromMillis(startOn);
  if (startsAt !== undefined) window.startsAt = startsAt;
  const endsAt = fromMillis(endOn);
  if (endsAt !== undefined) window.endsAt = endsAt;
  const repeats = repeat ?? undefined;
  if (repeats !== undefined) window.repeat = repeats;
  return (startsAt ?? endsAt ?? repeats) === undefined ? undefined : window;
};

/** `{}` means no retention, as absence does; an edit by the vendor's SDK leaves the unused member null. */
const retention = (policy: wire.RetentionPolicy | null | undefined): Retention | undefined => {
  if (typeof policy?.days === 'number') return { days: policy.days };
  if (typeof policy?.amount === 'number') return { runs: policy.amount };
  return undefined;
};

const notifications = (types: wire.NotificationTypes | null | undefined): Notifications | undefined =>
  types === null || types === undefined
    ? undefined
    : { success: types.success ?? false, warning: types.warning ?? false, failure: types.failure ?? false };
