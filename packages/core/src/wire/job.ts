import type * as wire from '@wxdi/bindings';
import type { Job, Notifications, Retention, ScheduleWindow } from '../domain/job.js';
import { jobId } from '../domain/ids.js';
import { defined } from '../domain/defined.js';
import { text } from './absent.js';
import { parameterFromWire, parameterSetFromWire } from './parameters.js';
import { fromIso, fromMillis } from './time.js';

/** Converts a job from the wire, whether read, listed or just created. */
export const jobFromWire = ({ metadata, entity: { job } }: wire.Job): Job =>
  defined({
    id: jobId(metadata.asset_id),
    name: metadata.name,
    description: text(metadata.description),
    type: job.asset_ref_type,
    assetId: text(job.asset_ref),
    ownerId: text(metadata.owner_id),
    projectName: text(job.project_name),
    spaceName: text(job.space_name),
    configuration: job.configuration,
    parameters: (job.job_parameters ?? []).map(parameterFromWire),
    parameterSets: (job.parameter_sets ?? []).map(parameterSetFromWire),
    schedule: text(job.schedule),
    scheduleWindow: scheduleWindow(job.schedule_info ?? {}),
    futureScheduledRuns: job.future_scheduled_runs?.map((at) => fromIso(at) ?? at),
    retention: retention(job.retention_policy),
    notifications: notifications(job.notification_types),
  });

const scheduleWindow = ({ startOn, endOn, repeat }: wire.ScheduleInfo): ScheduleWindow | undefined => {
  const window = defined({
    startsAt: fromMillis(startOn),
    endsAt: fromMillis(endOn),
    repeat: repeat ?? undefined,
  });
  return Object.keys(window).length === 0 ? undefined : window;
};

/** `{}` means no retention, like an absent member; an edit by the vendor's SDK sets the unused member to null. */
const retention = (policy: wire.RetentionPolicy | null | undefined): Retention | undefined => {
  if (typeof policy?.days === 'number') return { days: policy.days };
  if (typeof policy?.amount === 'number') return { runs: policy.amount };
  return undefined;
};

const notifications = (types: wire.NotificationTypes | null | undefined): Notifications | undefined =>
  types === null || types === undefined
    ? undefined
    : { success: types.success ?? false, warning: types.warning ?? false, failure: types.failure ?? false };
