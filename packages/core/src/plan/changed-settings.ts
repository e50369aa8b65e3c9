import type * as wire from '@wxdi/bindings';
import type { Job, Notifications, Retention, ScheduleWindow } from '../domain/job.js';
import type { JobSpec } from '../domain/job-document.js';
import type { JobChanges } from '../wire/job-changes.js';
import type { Changed, Documents } from './changed.js';
import type { FieldChange } from './plan.js';
import { defined } from '../domain/defined.js';
import { jsonEquals } from '../domain/json.js';
import { jobFromWire } from '../wire/job.js';
import { valueAt } from '../wire/json-patch.js';
import { scheduleInfoToWire } from '../wire/requests.js';
import { shownAfter, shownBefore } from './shown.js';

/** Schedule, window, retention, notifications, environment and warning limit. */
export const changedSettings = (live: wire.Job, { document, written }: Documents): Changed => {
  const job = jobFromWire(live);
  const { configuration } = live.entity.job;
  const before: Settings = {
    schedule: job.schedule ?? null,
    scheduleWindow: job.scheduleWindow ?? {},
    retention: job.retention ?? null,
    notifications: job.notifications ?? off,
    environmentId: (configuration.env_id || null) ?? null,
    warnLimit: (valueAt(configuration, '/flow_limits/warn_limit') as number | null | undefined) ?? null,
  };
  const after = settingsAfter(job, before, document.spec);
  const shown = settingsAfter(job, before, written.spec);
  const changed = names.filter((name) => isChange[name]?.(before, after) ?? differs(before, after, name));
  const ofChanged = (settings: Settings): JobChanges =>
    Object.fromEntries(changed.map((name) => [name, orNull(settings[name])]));
  return {
    changes: ofChanged(after),
    shown: ofChanged(shown),
    fields: changed.flatMap((name) => fieldsOf(name, before[name], after[name], shown[name])),
  };
};

interface Settings {
  readonly schedule: string | null;
  readonly scheduleWindow: ScheduleWindow;
  readonly retention: Retention | null;
  readonly notifications: Notifications;
  readonly environmentId: string | null;
  readonly warnLimit: number | null;
}

type Name = keyof Settings;

const names: readonly Name[] = [
  'schedule',
  'scheduleWindow',
  'retention',
  'notifications',
  'environmentId',
  'warnLimit',
];

const off: Notifications = { success: false, warning: false, failure: false };

const settingsAfter = (job: Job, before: Settings, spec: JobSpec): Settings => ({
  schedule: given(spec.schedule, before.schedule) || null,
  scheduleWindow: windowAfter(job, before, spec),
  retention: given(spec.retention, before.retention),
  notifications:
    spec.notifications === null ? off : { ...before.notifications, ...defined(spec.notifications ?? {}) },
  environmentId: given(spec.environment, before.environmentId) || null,
  warnLimit: given(spec.warnLimit, before.warnLimit),
});

const given = <A>(value: A | undefined, otherwise: A): A => (value === undefined ? otherwise : value);

/** Without a schedule a job has no window, unless the document says so. */
const windowAfter = (job: Job, before: Settings, spec: JobSpec): ScheduleWindow => {
  if (spec.scheduleWindow === null) return {};
  if (spec.scheduleWindow === undefined) {
    const isUnscheduled = spec.schedule === null || spec.schedule === '';
    return isUnscheduled && job.schedule !== undefined ? {} : before.scheduleWindow;
  }
  const all = Object.entries({ ...before.scheduleWindow, ...spec.scheduleWindow });
  return Object.fromEntries(all.filter(([, value]) => value !== null && value !== undefined));
};

const differs = (before: Settings, after: Settings, name: Name): boolean =>
  !jsonEquals(before[name], after[name]);

/** Settings that are compared in the form of the service. */
const isChange: Partial<Readonly<Record<Name, (before: Settings, after: Settings) => boolean>>> = {
  scheduleWindow: (before, after) =>
    !jsonEquals(scheduleInfoToWire(before.scheduleWindow), scheduleInfoToWire(after.scheduleWindow)),
};

/** A window without members is none. */
const orNull = (value: Settings[Name]): unknown =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0 ? null : value;

/** As a document calls them. */
const paths: Readonly<Record<Name, string>> = {
  schedule: 'schedule',
  scheduleWindow: 'scheduleWindow',
  retention: 'retention',
  notifications: 'notifications',
  environmentId: 'environment',
  warnLimit: 'warnLimit',
};

const fieldsOf = (
  name: Name,
  before: Settings[Name],
  after: Settings[Name],
  written: Settings[Name],
): readonly FieldChange[] => {
  const path = paths[name];
  if (name !== 'scheduleWindow' && name !== 'notifications') return [fieldOf(path, before, after, written)];
  const [own, next, shown] = [before, after, written].map(
    (value) => value as Readonly<Record<string, unknown>>,
  );
  const members = [...new Set([...Object.keys(own ?? {}), ...Object.keys(next ?? {})])];
  return members
    .filter((member) => !jsonEquals(own?.[member], next?.[member]))
    .map((member) => fieldOf(`${path}.${member}`, own?.[member], next?.[member], shown?.[member]));
};

const fieldOf = (path: string, before: unknown, after: unknown, written: unknown): FieldChange => ({
  path,
  before: shownBefore(path, before, after, written),
  after: shownAfter(path, after, written) ?? null,
});
