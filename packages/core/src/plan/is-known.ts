import type * as wire from '@wxdi/bindings';
import type { JobDocument } from '../domain/job-document.js';
import { isJsonObject } from '../domain/json.js';
import { isEmpty } from '../wire/json-patch.js';
import { managedIn } from './changed-configuration.js';

/**
 * Whether a row of a list that equals a document shows that the job does too. A row may lack members that the job has: an
 * absent member proves nothing about a document that wants none.
 */
export const showsAll = (row: wire.Job, { spec }: JobDocument): boolean => {
  const { metadata, entity } = row;
  const { job } = entity;
  const { configuration } = job;
  const wanted: readonly (readonly [unknown, unknown])[] = [
    [spec.description, metadata.description],
    [spec.parameters, job.job_parameters],
    [spec.parameterSets, job.parameter_sets],
    [spec.schedule, job.schedule],
    [spec.scheduleWindow, job.schedule_info],
    [spec.retention, job.retention_policy],
    [spec.notifications, job.notification_types],
    [spec.environment, configuration.env_id],
    [spec.environmentVariables, configuration.env_variables],
    [spec.warnLimit, configuration.flow_limits],
    ...Object.entries(managedIn(spec.configuration)).map(
      ([member, value]) => [value, (configuration as Readonly<Record<string, unknown>>)[member]] as const,
    ),
  ];
  if (spec.flow !== undefined && job.asset_ref === undefined) return false;
  return wanted.every(([value, own]) => value === undefined || own !== undefined || !wantsNone(value));
};

/** Whether a value, or a member of it, is no value. */
const wantsNone = (value: unknown): boolean =>
  isEmpty(value) ||
  value === false ||
  (isJsonObject(value) && Object.values(value).some((member) => wantsNone(member)));
