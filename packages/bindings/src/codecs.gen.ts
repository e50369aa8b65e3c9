// Generated from openapi/jobs.yaml by `npm run generate`. Do not edit.

import { codec, integer, isRecord } from './codec.js';
import * as t from 'io-ts';

import type {
  AssetRov,
  AssetSearch,
  AssetSearchPage,
  AssetUsage,
  CreateJobRequest,
  DataFlowOutput,
  EmptyRequest,
  ErrorEnvelope,
  ErrorItem,
  ErrorModel,
  ErrorTarget,
  FlowLimits,
  FoundAsset,
  FoundAssetMetadata,
  FoundEntity,
  Job,
  JobConfiguration,
  JobDefinition,
  JobEntity,
  JobList,
  JobMetadata,
  JobParameter,
  JobPatch,
  JobRun,
  JobRunDetail,
  JobRunEntity,
  JobRunList,
  JobRunMetadata,
  JobRunSettings,
  JsonPatchOperation,
  LinkMetrics,
  NewJob,
  NewRun,
  NotificationTypes,
  ParameterSetRef,
  ParameterSetSource,
  ParameterSetValuesFrom,
  Resource,
  ResourceEntity,
  ResourceList,
  ResourceMetadata,
  RetentionPolicy,
  RunConfiguration,
  RunConfigurationAdditions,
  RunLogs,
  RunMetrics,
  ScheduleInfo,
  ServiceError,
  StageInstanceMetrics,
  StageMetrics,
  StartRunRequest,
  StatusReason,
  StatusReasonError,
  StreamingStageMetrics,
  StreamingSummary,
} from './types.gen.js';

function isJob(u: unknown): boolean {
  if (!isRecord(u)) {
    return false;
  }
  const { metadata, entity, href, asset_id } = u;
  return (
    isJobMetadata(metadata) &&
    isJobEntity(entity) &&
    (href === undefined || typeof href === 'string') &&
    (asset_id === undefined || typeof asset_id === 'string')
  );
}

/**
 * One job. Further members, such as attachments, appear when a job is read through other services.
 */
export const JobCodec: t.Type<Job> = /*#__PURE__*/ codec('Job', isJob, () =>
  t.intersection(
    [
      t.type({ metadata: JobMetadataCodec, entity: JobEntityCodec }),
      t.partial({ href: t.string, asset_id: t.string }),
    ],
    'Job',
  ),
);

function isArrayOfString(u: unknown): boolean {
  if (!Array.isArray(u)) {
    return false;
  }
  for (let i = 0; i < u.length; i++) {
    if (!(typeof u[i] === 'string')) {
      return false;
    }
  }
  return true;
}

function isJobMetadata(u: unknown): boolean {
  if (!isRecord(u)) {
    return false;
  }
  const {
    name,
    asset_id,
    description,
    owner_id,
    version,
    project_id,
    space_id,
    sandbox_id,
    usage,
    rov,
    tags,
    asset_type,
    asset_attributes,
    asset_category,
    asset_state,
    origin_country,
    rating,
    total_ratings,
    catalog_id,
    created,
    created_at,
    creator_id,
    size,
  } = u;
  return (
    typeof name === 'string' &&
    typeof asset_id === 'string' &&
    (description === undefined || typeof description === 'string' || description === null) &&
    (owner_id === undefined || typeof owner_id === 'string') &&
    (version === undefined || typeof version === 'number') &&
    (project_id === undefined || typeof project_id === 'string') &&
    (space_id === undefined || typeof space_id === 'string') &&
    (sandbox_id === undefined || typeof sandbox_id === 'string') &&
    (usage === undefined || isAssetUsage(usage)) &&
    (rov === undefined || isAssetRov(rov)) &&
    (tags === undefined || isArrayOfString(tags) || tags === null) &&
    (asset_type === undefined || typeof asset_type === 'string') &&
    (asset_attributes === undefined || isArrayOfString(asset_attributes) || asset_attributes === null) &&
    (asset_category === undefined || typeof asset_category === 'string') &&
    (asset_state === undefined || typeof asset_state === 'string') &&
    (origin_country === undefined || typeof origin_country === 'string') &&
    (rating === undefined || typeof rating === 'number') &&
    (total_ratings === undefined || typeof total_ratings === 'number') &&
    (catalog_id === undefined || typeof catalog_id === 'string') &&
    (created === undefined || typeof created === 'number') &&
    (created_at === undefined || typeof created_at === 'string') &&
    (creator_id === undefined || typeof creator_id === 'string') &&
    (size === undefined || typeof size === 'number')
  );
}

/**
 * What the asset store knows about a job. Lists and single reads carry a short form (name, description, asset_id, owner_id, version); creation and change answer the long form.
 */
export const JobMetadataCodec: t.Type<JobMetadata> = /*#__PURE__*/ codec('JobMetadata', isJobMetadata, () =>
  t.intersection(
    [
      t.type({ name: t.string, asset_id: t.string }),
      t.partial({
        description: t.union([t.string, t.null]),
        owner_id: t.string,
        version: t.number,
        project_id: t.string,
        space_id: t.string,
        sandbox_id: t.string,
        usage: AssetUsageCodec,
        rov: AssetRovCodec,
        tags: t.union([t.array(t.string), t.null]),
        asset_type: t.string,
        asset_attributes: t.union([t.array(t.string), t.null]),
        asset_category: t.string,
        asset_state: t.string,
        origin_country: t.string,
        rating: t.number,
        total_ratings: t.number,
        catalog_id: t.string,
        created: t.number,
        created_at: t.string,
        creator_id: t.string,
        size: t.number,
      }),
    ],
    'JobMetadata',
  ),
);

function isJobEntity(u: unknown): boolean {
  if (!isRecord(u)) {
    return false;
  }
  const { job } = u;
  return isJobDefinition(job);
}

/**
 * The wrapper around the definition of a job.
 */
export const JobEntityCodec: t.Type<JobEntity> = /*#__PURE__*/ codec('JobEntity', isJobEntity, () =>
  t.type({ job: JobDefinitionCodec }, 'JobEntity'),
);

function isArrayOfJobParameter(u: unknown): boolean {
  if (!Array.isArray(u)) {
    return false;
  }
  for (let i = 0; i < u.length; i++) {
    if (!isJobParameter(u[i])) {
      return false;
    }
  }
  return true;
}

function isArrayOfParameterSetRef(u: unknown): boolean {
  if (!Array.isArray(u)) {
    return false;
  }
  for (let i = 0; i < u.length; i++) {
    if (!isParameterSetRef(u[i])) {
      return false;
    }
  }
  return true;
}

function isJobDefinition(u: unknown): boolean {
  if (!isRecord(u)) {
    return false;
  }
  const {
    asset_ref,
    asset_ref_type,
    asset_ref_name,
    configuration,
    last_run_initiator,
    last_run_time,
    last_run_status,
    last_run_status_timestamp,
    future_scheduled_runs,
    enable_notifications,
    project_name,
    space_name,
    schedule,
    schedule_info,
    schedule_id,
    schedule_creator_id,
    job_parameters,
    parameter_sets,
    retention_policy,
    notification_types,
    data_assets_array,
    flow_name,
    serving_name,
  } = u;
  return (
    (asset_ref === undefined || typeof asset_ref === 'string' || asset_ref === null) &&
    typeof asset_ref_type === 'string' &&
    (asset_ref_name === undefined || typeof asset_ref_name === 'string' || asset_ref_name === null) &&
    isJobConfiguration(configuration) &&
    (last_run_initiator === undefined ||
      typeof last_run_initiator === 'string' ||
      last_run_initiator === null) &&
    (last_run_time === undefined || typeof last_run_time === 'string' || last_run_time === null) &&
    (last_run_status === undefined || typeof last_run_status === 'string' || last_run_status === null) &&
    (last_run_status_timestamp === undefined ||
      typeof last_run_status_timestamp === 'number' ||
      last_run_status_timestamp === null) &&
    (future_scheduled_runs === undefined ||
      isArrayOfString(future_scheduled_runs) ||
      future_scheduled_runs === null) &&
    (enable_notifications === undefined ||
      typeof enable_notifications === 'boolean' ||
      enable_notifications === null) &&
    (project_name === undefined || typeof project_name === 'string' || project_name === null) &&
    (space_name === undefined || typeof space_name === 'string' || space_name === null) &&
    (schedule === undefined || typeof schedule === 'string' || schedule === null) &&
    (schedule_info === undefined || isScheduleInfo(schedule_info) || schedule_info === null) &&
    (schedule_id === undefined || typeof schedule_id === 'string' || schedule_id === null) &&
    (schedule_creator_id === undefined ||
      typeof schedule_creator_id === 'string' ||
      schedule_creator_id === null) &&
    (job_parameters === undefined || isArrayOfJobParameter(job_parameters) || job_parameters === null) &&
    (parameter_sets === undefined || isArrayOfParameterSetRef(parameter_sets) || parameter_sets === null) &&
    (retention_policy === undefined || isRetentionPolicy(retention_policy) || retention_policy === null) &&
    (notification_types === undefined ||
      isNotificationTypes(notification_types) ||
      notification_types === null) &&
    (data_assets_array === undefined || isArrayOfString(data_assets_array) || data_assets_array === null) &&
    (flow_name === undefined || typeof flow_name === 'string' || flow_name === null) &&
    (serving_name === undefined || typeof serving_name === 'string' || serving_name === null)
  );
}

/**
 * What a job does, when, and with which values.
 */
export const JobDefinitionCodec: t.Type<JobDefinition> = /*#__PURE__*/ codec(
  'JobDefinition',
  isJobDefinition,
  () =>
    t.intersection(
      [
        t.type({ asset_ref_type: t.string, configuration: JobConfigurationCodec }),
        t.partial({
          asset_ref: t.union([t.string, t.null]),
          asset_ref_name: t.union([t.string, t.null]),
          last_run_initiator: t.union([t.string, t.null]),
          last_run_time: t.union([t.string, t.null]),
          last_run_status: t.union([t.string, t.null]),
          last_run_status_timestamp: t.union([t.number, t.null]),
          future_scheduled_runs: t.union([t.array(t.string), t.null]),
          enable_notifications: t.union([t.boolean, t.null]),
          project_name: t.union([t.string, t.null]),
          space_name: t.union([t.string, t.null]),
          schedule: t.union([t.string, t.null]),
          schedule_info: t.union([ScheduleInfoCodec, t.null]),
          schedule_id: t.union([t.string, t.null]),
          schedule_creator_id: t.union([t.string, t.null]),
          job_parameters: t.union([t.array(JobParameterCodec), t.null]),
          parameter_sets: t.union([t.array(ParameterSetRefCodec), t.null]),
          retention_policy: t.union([RetentionPolicyCodec, t.null]),
          notification_types: t.union([NotificationTypesCodec, t.null]),
          data_assets_array: t.union([t.array(t.string), t.null]),
          flow_name: t.union([t.string, t.null]),
          serving_name: t.union([t.string, t.null]),
          task_credentials_support: t.unknown,
        }),
      ],
      'JobDefinition',
    ),
);

function isJobConfiguration(u: unknown): boolean {
  if (!isRecord(u)) {
    return false;
  }
  const {
    env_id,
    env_type,
    env_variables,
    flow_limits,
    job_parameters,
    version,
    deployment_job_definition_id,
    outputs,
    offset,
    streamsets_env_id,
    runPriorityQueue,
    entrypoint,
  } = u;
  return (
    (env_id === undefined || typeof env_id === 'string' || env_id === null) &&
    (env_type === undefined || typeof env_type === 'string' || env_type === null) &&
    (env_variables === undefined || isArrayOfString(env_variables) || env_variables === null) &&
    (flow_limits === undefined || isFlowLimits(flow_limits) || flow_limits === null) &&
    (job_parameters === undefined || isArrayOfString(job_parameters) || job_parameters === null) &&
    (version === undefined || typeof version === 'string' || version === null) &&
    (deployment_job_definition_id === undefined ||
      typeof deployment_job_definition_id === 'string' ||
      deployment_job_definition_id === null) &&
    (outputs === undefined || isDataFlowOutput(outputs) || outputs === null) &&
    (offset === undefined || isRecord(offset) || offset === null) &&
    (streamsets_env_id === undefined ||
      typeof streamsets_env_id === 'string' ||
      streamsets_env_id === null) &&
    (runPriorityQueue === undefined || typeof runPriorityQueue === 'string' || runPriorityQueue === null) &&
    (entrypoint === undefined || typeof entrypoint === 'string' || entrypoint === null)
  );
}

/**
 * How a job executes its asset. Members that belong to one type of asset are kept by the service as they were sent. Do not send null when creating a job.
 */
export const JobConfigurationCodec: t.Type<JobConfiguration> = /*#__PURE__*/ codec(
  'JobConfiguration',
  isJobConfiguration,
  () =>
    t.partial(
      {
        env_id: t.union([t.string, t.null]),
        env_type: t.union([t.string, t.null]),
        env_variables: t.union([t.array(t.string), t.null]),
        flow_limits: t.union([FlowLimitsCodec, t.null]),
        job_parameters: t.union([t.array(t.string), t.null]),
        version: t.union([t.string, t.null]),
        deployment_job_definition_id: t.union([t.string, t.null]),
        outputs: t.union([DataFlowOutputCodec, t.null]),
        offset: t.union([t.UnknownRecord, t.null]),
        streamsets_env_id: t.union([t.string, t.null]),
        runPriorityQueue: t.union([t.string, t.null]),
        entrypoint: t.union([t.string, t.null]),
      },
      'JobConfiguration',
    ),
);

function isScheduleInfo(u: unknown): boolean {
  if (!isRecord(u)) {
    return false;
  }
  const { repeat, startOn, endOn } = u;
  return (
    (repeat === undefined || typeof repeat === 'boolean' || repeat === null) &&
    (startOn === undefined || typeof startOn === 'number' || startOn === null) &&
    (endOn === undefined || typeof endOn === 'number' || endOn === null)
  );
}

/**
 * The window in which a schedule is active. Every member is optional; `repeat` alone is common.
 */
export const ScheduleInfoCodec: t.Type<ScheduleInfo> = /*#__PURE__*/ codec(
  'ScheduleInfo',
  isScheduleInfo,
  () =>
    t.partial(
      {
        repeat: t.union([t.boolean, t.null]),
        startOn: t.union([t.number, t.null]),
        endOn: t.union([t.number, t.null]),
      },
      'ScheduleInfo',
    ),
);

function isJobParameter(u: unknown): boolean {
  if (!isRecord(u)) {
    return false;
  }
  const { name } = u;
  return typeof name === 'string';
}

/**
 * One parameter with its value.
 */
export const JobParameterCodec: t.Type<JobParameter> = /*#__PURE__*/ codec(
  'JobParameter',
  isJobParameter,
  () => t.intersection([t.type({ name: t.string }), t.partial({ value: t.unknown })], 'JobParameter'),
);

function isParameterSetRef(u: unknown): boolean {
  if (!isRecord(u)) {
    return false;
  }
  const { name, ref, value_set, values, values_from } = u;
  return (
    typeof name === 'string' &&
    (ref === undefined || typeof ref === 'string' || ref === null) &&
    (value_set === undefined || typeof value_set === 'string' || value_set === null) &&
    (values === undefined || isArrayOfJobParameter(values) || values === null) &&
    (values_from === undefined || isParameterSetValuesFrom(values_from) || values_from === null)
  );
}

/**
 * A parameter set that a job or run takes values from.
 */
export const ParameterSetRefCodec: t.Type<ParameterSetRef> = /*#__PURE__*/ codec(
  'ParameterSetRef',
  isParameterSetRef,
  () =>
    t.intersection(
      [
        t.type({ name: t.string }),
        t.partial({
          ref: t.union([t.string, t.null]),
          value_set: t.union([t.string, t.null]),
          values: t.union([t.array(JobParameterCodec), t.null]),
          values_from: t.union([ParameterSetValuesFromCodec, t.null]),
        }),
      ],
      'ParameterSetRef',
    ),
);

function isParameterSetValuesFrom(u: unknown): boolean {
  if (!isRecord(u)) {
    return false;
  }
  const { parameter_set } = u;
  return parameter_set === undefined || isParameterSetSource(parameter_set) || parameter_set === null;
}

/**
 * The source of the values of a parameter set. Specified, but not in any known body.
 */
export const ParameterSetValuesFromCodec: t.Type<ParameterSetValuesFrom> = /*#__PURE__*/ codec(
  'ParameterSetValuesFrom',
  isParameterSetValuesFrom,
  () => t.partial({ parameter_set: t.union([ParameterSetSourceCodec, t.null]) }, 'ParameterSetValuesFrom'),
);

function isParameterSetSource(u: unknown): boolean {
  if (!isRecord(u)) {
    return false;
  }
  const { name, ref, value_set } = u;
  return (
    (name === undefined || typeof name === 'string' || name === null) &&
    (ref === undefined || typeof ref === 'string' || ref === null) &&
    (value_set === undefined || typeof value_set === 'string' || value_set === null)
  );
}

/**
 * A parameter set named as the source of values.
 */
export const ParameterSetSourceCodec: t.Type<ParameterSetSource> = /*#__PURE__*/ codec(
  'ParameterSetSource',
  isParameterSetSource,
  () =>
    t.partial(
      {
        name: t.union([t.string, t.null]),
        ref: t.union([t.string, t.null]),
        value_set: t.union([t.string, t.null]),
      },
      'ParameterSetSource',
    ),
);

function isRetentionPolicy(u: unknown): boolean {
  if (!isRecord(u)) {
    return false;
  }
  const { days, amount } = u;
  return (
    (days === undefined || Number.isInteger(days) || days === null) &&
    (amount === undefined || Number.isInteger(amount) || amount === null)
  );
}

/**
 * How long runs are kept. `{}` means forever. Give `days` or `amount`, not both; whether the service rejects both is unknown.
 */
export const RetentionPolicyCodec: t.Type<RetentionPolicy> = /*#__PURE__*/ codec(
  'RetentionPolicy',
  isRetentionPolicy,
  () =>
    t.partial({ days: t.union([integer, t.null]), amount: t.union([integer, t.null]) }, 'RetentionPolicy'),
);

function isNotificationTypes(u: unknown): boolean {
  if (!isRecord(u)) {
    return false;
  }
  const { success, warning, failure } = u;
  return (
    (success === undefined || typeof success === 'boolean' || success === null) &&
    (warning === undefined || typeof warning === 'boolean' || warning === null) &&
    (failure === undefined || typeof failure === 'boolean' || failure === null)
  );
}

/**
 * The final states of a run to notify about.
 */
export const NotificationTypesCodec: t.Type<NotificationTypes> = /*#__PURE__*/ codec(
  'NotificationTypes',
  isNotificationTypes,
  () =>
    t.partial(
      {
        success: t.union([t.boolean, t.null]),
        warning: t.union([t.boolean, t.null]),
        failure: t.union([t.boolean, t.null]),
      },
      'NotificationTypes',
    ),
);

function isFlowLimits(u: unknown): boolean {
  if (!isRecord(u)) {
    return false;
  }
  const { warn_limit, row_limit } = u;
  return (
    (warn_limit === undefined || typeof warn_limit === 'number' || warn_limit === null) &&
    (row_limit === undefined || typeof row_limit === 'number' || row_limit === null)
  );
}

/**
 * Limits of a DataStage run.
 */
export const FlowLimitsCodec: t.Type<FlowLimits> = /*#__PURE__*/ codec('FlowLimits', isFlowLimits, () =>
  t.partial(
    { warn_limit: t.union([t.number, t.null]), row_limit: t.union([t.number, t.null]) },
    'FlowLimits',
  ),
);

function isArrayOfJob(u: unknown): boolean {
  if (!Array.isArray(u)) {
    return false;
  }
  for (let i = 0; i < u.length; i++) {
    if (!isJob(u[i])) {
      return false;
    }
  }
  return true;
}

function isJobList(u: unknown): boolean {
  if (!isRecord(u)) {
    return false;
  }
  const { total_rows, results } = u;
  return (
    (total_rows === undefined || Number.isInteger(total_rows) || total_rows === null) && isArrayOfJob(results)
  );
}

/**
 * One page of jobs.
 */
export const JobListCodec: t.Type<JobList> = /*#__PURE__*/ codec('JobList', isJobList, () =>
  t.intersection(
    [
      t.type({ results: t.array(JobCodec) }),
      t.partial({ total_rows: t.union([integer, t.null]), next: t.unknown }),
    ],
    'JobList',
  ),
);

function isCreateJobRequest(u: unknown): boolean {
  if (!isRecord(u)) {
    return false;
  }
  const { job } = u;
  return isNewJob(job);
}

/**
 * The body of a job's creation.
 */
export const CreateJobRequestCodec: t.Type<CreateJobRequest> = /*#__PURE__*/ codec(
  'CreateJobRequest',
  isCreateJobRequest,
  () => t.type({ job: NewJobCodec }, 'CreateJobRequest'),
);

function isNewJob(u: unknown): boolean {
  if (!isRecord(u)) {
    return false;
  }
  const {
    name,
    asset_ref,
    asset_ref_type,
    configuration,
    description,
    schedule,
    schedule_info,
    job_parameters,
    parameter_sets,
    retention_policy,
    notification_types,
    serving_name,
  } = u;
  return (
    typeof name === 'string' &&
    (asset_ref === undefined || typeof asset_ref === 'string') &&
    (asset_ref_type === undefined || typeof asset_ref_type === 'string') &&
    (configuration === undefined || isJobConfiguration(configuration)) &&
    (description === undefined || typeof description === 'string') &&
    (schedule === undefined || typeof schedule === 'string') &&
    (schedule_info === undefined || isScheduleInfo(schedule_info)) &&
    (job_parameters === undefined || isArrayOfJobParameter(job_parameters)) &&
    (parameter_sets === undefined || isArrayOfParameterSetRef(parameter_sets)) &&
    (retention_policy === undefined || isRetentionPolicy(retention_policy)) &&
    (notification_types === undefined || isNotificationTypes(notification_types)) &&
    (serving_name === undefined || typeof serving_name === 'string')
  );
}

/**
 * A job to be created. Omit a member instead of sending null, which the service rejects. Give `asset_ref` or `asset_ref_type`, not both.
 */
export const NewJobCodec: t.Type<NewJob> = /*#__PURE__*/ codec('NewJob', isNewJob, () =>
  t.intersection(
    [
      t.type({ name: t.string }),
      t.partial({
        asset_ref: t.string,
        asset_ref_type: t.string,
        configuration: JobConfigurationCodec,
        description: t.string,
        schedule: t.string,
        schedule_info: ScheduleInfoCodec,
        job_parameters: t.array(JobParameterCodec),
        parameter_sets: t.array(ParameterSetRefCodec),
        retention_policy: RetentionPolicyCodec,
        notification_types: NotificationTypesCodec,
        serving_name: t.string,
      }),
    ],
    'NewJob',
  ),
);

function isJobPatch(u: unknown): boolean {
  if (!Array.isArray(u)) {
    return false;
  }
  for (let i = 0; i < u.length; i++) {
    if (!isJsonPatchOperation(u[i])) {
      return false;
    }
  }
  return true;
}

/**
 * The operations to apply to a job, in order.
 */
export const JobPatchCodec: t.Type<JobPatch> = /*#__PURE__*/ codec('JobPatch', isJobPatch, () =>
  t.array(JsonPatchOperationCodec, 'JobPatch'),
);

function isJsonPatchOperation(u: unknown): boolean {
  if (!isRecord(u)) {
    return false;
  }
  const { op, path, from: v0 } = u;
  return (
    (op === 'add' ||
      op === 'remove' ||
      op === 'replace' ||
      op === 'move' ||
      op === 'copy' ||
      op === 'test') &&
    typeof path === 'string' &&
    (v0 === undefined || typeof v0 === 'string')
  );
}

/**
 * One operation of a JSON Patch (RFC 6902). `add` and `replace` are known to work, and `add` on a member that exists replaces it; the others are not documented for this service.
 */
export const JsonPatchOperationCodec: t.Type<JsonPatchOperation> = /*#__PURE__*/ codec(
  'JsonPatchOperation',
  isJsonPatchOperation,
  () =>
    t.intersection(
      [
        t.type({
          op: t.union([
            t.literal('add'),
            t.literal('remove'),
            t.literal('replace'),
            t.literal('move'),
            t.literal('copy'),
            t.literal('test'),
          ]),
          path: t.string,
        }),
        t.partial({ value: t.unknown, from: t.string }),
      ],
      'JsonPatchOperation',
    ),
);

function isJobRun(u: unknown): boolean {
  if (!isRecord(u)) {
    return false;
  }
  const { metadata, entity, href } = u;
  return (
    isJobRunMetadata(metadata) && isJobRunEntity(entity) && (href === undefined || typeof href === 'string')
  );
}

/**
 * One run of a job. Further members, such as attachments, appear when a run is read through other services.
 */
export const JobRunCodec: t.Type<JobRun> = /*#__PURE__*/ codec('JobRun', isJobRun, () =>
  t.intersection(
    [t.type({ metadata: JobRunMetadataCodec, entity: JobRunEntityCodec }), t.partial({ href: t.string })],
    'JobRun',
  ),
);

function isJobRunMetadata(u: unknown): boolean {
  if (!isRecord(u)) {
    return false;
  }
  const {
    name,
    asset_id,
    description,
    owner_id,
    version,
    project_id,
    space_id,
    sandbox_id,
    usage,
    rov,
    tags,
    asset_type,
    asset_attributes,
    asset_category,
    asset_state,
    origin_country,
    rating,
    total_ratings,
    catalog_id,
    created,
    created_at,
    creator_id,
    size,
  } = u;
  return (
    typeof name === 'string' &&
    typeof asset_id === 'string' &&
    (description === undefined || typeof description === 'string' || description === null) &&
    (owner_id === undefined || typeof owner_id === 'string') &&
    (version === undefined || typeof version === 'number') &&
    (project_id === undefined || typeof project_id === 'string') &&
    (space_id === undefined || typeof space_id === 'string') &&
    (sandbox_id === undefined || typeof sandbox_id === 'string') &&
    (usage === undefined || isAssetUsage(usage)) &&
    (rov === undefined || isAssetRov(rov)) &&
    (tags === undefined || isArrayOfString(tags) || tags === null) &&
    (asset_type === undefined || typeof asset_type === 'string') &&
    (asset_attributes === undefined || isArrayOfString(asset_attributes) || asset_attributes === null) &&
    (asset_category === undefined || typeof asset_category === 'string') &&
    (asset_state === undefined || typeof asset_state === 'string') &&
    (origin_country === undefined || typeof origin_country === 'string') &&
    (rating === undefined || typeof rating === 'number') &&
    (total_ratings === undefined || typeof total_ratings === 'number') &&
    (catalog_id === undefined || typeof catalog_id === 'string') &&
    (created === undefined || typeof created === 'number') &&
    (created_at === undefined || typeof created_at === 'string') &&
    (creator_id === undefined || typeof creator_id === 'string') &&
    (size === undefined || typeof size === 'number')
  );
}

/**
 * What the asset store knows about a run. Lists and single reads carry a short form; a start answers the long form.
 */
export const JobRunMetadataCodec: t.Type<JobRunMetadata> = /*#__PURE__*/ codec(
  'JobRunMetadata',
  isJobRunMetadata,
  () =>
    t.intersection(
      [
        t.type({ name: t.string, asset_id: t.string }),
        t.partial({
          description: t.union([t.string, t.null]),
          owner_id: t.string,
          version: t.number,
          project_id: t.string,
          space_id: t.string,
          sandbox_id: t.string,
          usage: AssetUsageCodec,
          rov: AssetRovCodec,
          tags: t.union([t.array(t.string), t.null]),
          asset_type: t.string,
          asset_attributes: t.union([t.array(t.string), t.null]),
          asset_category: t.string,
          asset_state: t.string,
          origin_country: t.string,
          rating: t.number,
          total_ratings: t.number,
          catalog_id: t.string,
          created: t.number,
          created_at: t.string,
          creator_id: t.string,
          size: t.number,
        }),
      ],
      'JobRunMetadata',
    ),
);

function isJobRunEntity(u: unknown): boolean {
  if (!isRecord(u)) {
    return false;
  }
  const { job_run, location_definition } = u;
  return (
    isJobRunDetail(job_run) &&
    (location_definition === undefined || isRecord(location_definition) || location_definition === null)
  );
}

/**
 * The wrapper around the detail of a run.
 */
export const JobRunEntityCodec: t.Type<JobRunEntity> = /*#__PURE__*/ codec(
  'JobRunEntity',
  isJobRunEntity,
  () =>
    t.intersection(
      [
        t.type({ job_run: JobRunDetailCodec }),
        t.partial({ location_definition: t.union([t.UnknownRecord, t.null]) }),
      ],
      'JobRunEntity',
    ),
);

function isJobRunDetail(u: unknown): boolean {
  if (!isRecord(u)) {
    return false;
  }
  const {
    job_ref,
    job_name,
    job_type,
    state,
    isScheduledRun: v0,
    configuration,
    project_name,
    space_name,
    runtime_job_id,
    job_parameters,
    parameter_sets,
    queue_start,
    queue_end,
    execution_start,
    execution_end,
    duration,
    last_state_change_timestamp,
    resource_usage,
    total_stages,
    total_rows_read,
    total_rows_written,
    data_flow_job_output,
    status_reason,
  } = u;
  return (
    typeof job_ref === 'string' &&
    (job_name === undefined || typeof job_name === 'string' || job_name === null) &&
    (job_type === undefined || typeof job_type === 'string' || job_type === null) &&
    typeof state === 'string' &&
    (v0 === undefined || typeof v0 === 'boolean' || v0 === null) &&
    (configuration === undefined || isRunConfiguration(configuration)) &&
    (project_name === undefined || typeof project_name === 'string' || project_name === null) &&
    (space_name === undefined || typeof space_name === 'string' || space_name === null) &&
    (runtime_job_id === undefined || typeof runtime_job_id === 'string' || runtime_job_id === null) &&
    (job_parameters === undefined || isArrayOfJobParameter(job_parameters) || job_parameters === null) &&
    (parameter_sets === undefined || isArrayOfParameterSetRef(parameter_sets) || parameter_sets === null) &&
    (queue_start === undefined || typeof queue_start === 'number' || queue_start === null) &&
    (queue_end === undefined || typeof queue_end === 'number' || queue_end === null) &&
    (execution_start === undefined || typeof execution_start === 'number' || execution_start === null) &&
    (execution_end === undefined || typeof execution_end === 'number' || execution_end === null) &&
    (duration === undefined ||
      typeof duration === 'number' ||
      typeof duration === 'string' ||
      duration === null) &&
    (last_state_change_timestamp === undefined ||
      typeof last_state_change_timestamp === 'string' ||
      last_state_change_timestamp === null) &&
    (resource_usage === undefined || typeof resource_usage === 'number' || resource_usage === null) &&
    (total_stages === undefined || typeof total_stages === 'number' || total_stages === null) &&
    (total_rows_read === undefined || typeof total_rows_read === 'number' || total_rows_read === null) &&
    (total_rows_written === undefined ||
      typeof total_rows_written === 'number' ||
      total_rows_written === null) &&
    (data_flow_job_output === undefined ||
      isDataFlowOutput(data_flow_job_output) ||
      data_flow_job_output === null) &&
    (status_reason === undefined || isStatusReason(status_reason) || status_reason === null)
  );
}

/**
 * What a run does and how far it got. Times, totals and parameters are missing on a run that failed before it was submitted and in the answer to a start.
 */
export const JobRunDetailCodec: t.Type<JobRunDetail> = /*#__PURE__*/ codec(
  'JobRunDetail',
  isJobRunDetail,
  () =>
    t.intersection(
      [
        t.type({ job_ref: t.string, state: t.string }),
        t.partial({
          job_name: t.union([t.string, t.null]),
          job_type: t.union([t.string, t.null]),
          isScheduledRun: t.union([t.boolean, t.null]),
          configuration: RunConfigurationCodec,
          project_name: t.union([t.string, t.null]),
          space_name: t.union([t.string, t.null]),
          runtime_job_id: t.union([t.string, t.null]),
          job_parameters: t.union([t.array(JobParameterCodec), t.null]),
          parameter_sets: t.union([t.array(ParameterSetRefCodec), t.null]),
          queue_start: t.union([t.number, t.null]),
          queue_end: t.union([t.number, t.null]),
          execution_start: t.union([t.number, t.null]),
          execution_end: t.union([t.number, t.null]),
          duration: t.union([t.number, t.string, t.null]),
          last_state_change_timestamp: t.union([t.string, t.null]),
          resource_usage: t.union([t.number, t.null]),
          total_stages: t.union([t.number, t.null]),
          total_rows_read: t.union([t.number, t.null]),
          total_rows_written: t.union([t.number, t.null]),
          data_flow_job_output: t.union([DataFlowOutputCodec, t.null]),
          status_reason: t.union([StatusReasonCodec, t.null]),
        }),
      ],
      'JobRunDetail',
    ),
);

function isRunConfiguration(u: unknown): boolean {
  return isJobConfiguration(u) && isRunConfigurationAdditions(u);
}

/**
 * The configuration in force for a run, which is that of the job, what the start replaced, and what the service adds.
 */
export const RunConfigurationCodec: t.Type<RunConfiguration> = /*#__PURE__*/ codec(
  'RunConfiguration',
  isRunConfiguration,
  () => t.intersection([JobConfigurationCodec, RunConfigurationAdditionsCodec], 'RunConfiguration'),
);

function isRunConfigurationAdditions(u: unknown): boolean {
  if (!isRecord(u)) {
    return false;
  }
  const { metrics, userStatus, jobRunSettings, is_scheduled_run, remote_engine } = u;
  return (
    (metrics === undefined || isRunMetrics(metrics) || metrics === null) &&
    (userStatus === undefined || typeof userStatus === 'string' || userStatus === null) &&
    (jobRunSettings === undefined || isJobRunSettings(jobRunSettings) || jobRunSettings === null) &&
    (is_scheduled_run === undefined || typeof is_scheduled_run === 'boolean' || is_scheduled_run === null) &&
    (remote_engine === undefined || typeof remote_engine === 'string' || remote_engine === null)
  );
}

/**
 * The members that a run's configuration has beyond those of a job.
 */
export const RunConfigurationAdditionsCodec: t.Type<RunConfigurationAdditions> = /*#__PURE__*/ codec(
  'RunConfigurationAdditions',
  isRunConfigurationAdditions,
  () =>
    t.partial(
      {
        metrics: t.union([RunMetricsCodec, t.null]),
        userStatus: t.union([t.string, t.null]),
        jobRunSettings: t.union([JobRunSettingsCodec, t.null]),
        is_scheduled_run: t.union([t.boolean, t.null]),
        remote_engine: t.union([t.string, t.null]),
        test_result: t.unknown,
      },
      'RunConfigurationAdditions',
    ),
);

function isJobRunSettings(u: unknown): boolean {
  if (!isRecord(u)) {
    return false;
  }
  const {
    formatDecimalSeparator,
    formatDateString,
    formatTimestampString,
    formatTimeString,
    nlsCollate,
    nlsMap,
  } = u;
  return (
    (formatDecimalSeparator === undefined ||
      typeof formatDecimalSeparator === 'string' ||
      formatDecimalSeparator === null) &&
    (formatDateString === undefined || typeof formatDateString === 'string' || formatDateString === null) &&
    (formatTimestampString === undefined ||
      typeof formatTimestampString === 'string' ||
      formatTimestampString === null) &&
    (formatTimeString === undefined || typeof formatTimeString === 'string' || formatTimeString === null) &&
    (nlsCollate === undefined || typeof nlsCollate === 'string' || nlsCollate === null) &&
    (nlsMap === undefined || typeof nlsMap === 'string' || nlsMap === null)
  );
}

/**
 * Formats of numbers, dates and texts of a DataStage run.
 */
export const JobRunSettingsCodec: t.Type<JobRunSettings> = /*#__PURE__*/ codec(
  'JobRunSettings',
  isJobRunSettings,
  () =>
    t.partial(
      {
        formatDecimalSeparator: t.union([t.string, t.null]),
        formatDateString: t.union([t.string, t.null]),
        formatTimestampString: t.union([t.string, t.null]),
        formatTimeString: t.union([t.string, t.null]),
        nlsCollate: t.union([t.string, t.null]),
        nlsMap: t.union([t.string, t.null]),
      },
      'JobRunSettings',
    ),
);

function isArrayOfStageMetrics(u: unknown): boolean {
  if (!Array.isArray(u)) {
    return false;
  }
  for (let i = 0; i < u.length; i++) {
    if (!isStageMetrics(u[i])) {
      return false;
    }
  }
  return true;
}

function isArrayOfLinkMetrics(u: unknown): boolean {
  if (!Array.isArray(u)) {
    return false;
  }
  for (let i = 0; i < u.length; i++) {
    if (!isLinkMetrics(u[i])) {
      return false;
    }
  }
  return true;
}

function isArrayOfStreamingStageMetrics(u: unknown): boolean {
  if (!Array.isArray(u)) {
    return false;
  }
  for (let i = 0; i < u.length; i++) {
    if (!isStreamingStageMetrics(u[i])) {
      return false;
    }
  }
  return true;
}

function isRunMetrics(u: unknown): boolean {
  if (!isRecord(u)) {
    return false;
  }
  const { stage_metrics, link_metrics, pipeline_summary, stages } = u;
  return (
    (stage_metrics === undefined || isArrayOfStageMetrics(stage_metrics) || stage_metrics === null) &&
    (link_metrics === undefined || isArrayOfLinkMetrics(link_metrics) || link_metrics === null) &&
    (pipeline_summary === undefined || isStreamingSummary(pipeline_summary) || pipeline_summary === null) &&
    (stages === undefined || isArrayOfStreamingStageMetrics(stages) || stages === null)
  );
}

/**
 * Measures of a run, three forms by age and by run. DataStage runs have stages and links; what streaming runs have is known from documentation only.
 */
export const RunMetricsCodec: t.Type<RunMetrics> = /*#__PURE__*/ codec('RunMetrics', isRunMetrics, () =>
  t.partial(
    {
      stage_metrics: t.union([t.array(StageMetricsCodec), t.null]),
      link_metrics: t.union([t.array(LinkMetricsCodec), t.null]),
      pipeline_summary: t.union([StreamingSummaryCodec, t.null]),
      stages: t.union([t.array(StreamingStageMetricsCodec), t.null]),
    },
    'RunMetrics',
  ),
);

function isArrayOfStageInstanceMetrics(u: unknown): boolean {
  if (!Array.isArray(u)) {
    return false;
  }
  for (let i = 0; i < u.length; i++) {
    if (!isStageInstanceMetrics(u[i])) {
      return false;
    }
  }
  return true;
}

function isStageMetrics(u: unknown): boolean {
  if (!isRecord(u)) {
    return false;
  }
  const {
    stage_name,
    state,
    rows_read,
    rows_written,
    stage_seconds_cpu,
    start_time,
    stop_time,
    total_memory,
    stage_type,
    instance_count,
    instances,
  } = u;
  return (
    typeof stage_name === 'string' &&
    (state === undefined || typeof state === 'string' || state === null) &&
    (rows_read === undefined || typeof rows_read === 'number' || rows_read === null) &&
    (rows_written === undefined || typeof rows_written === 'number' || rows_written === null) &&
    (stage_seconds_cpu === undefined ||
      typeof stage_seconds_cpu === 'number' ||
      stage_seconds_cpu === null) &&
    (start_time === undefined ||
      typeof start_time === 'number' ||
      typeof start_time === 'string' ||
      start_time === null) &&
    (stop_time === undefined ||
      typeof stop_time === 'number' ||
      typeof stop_time === 'string' ||
      stop_time === null) &&
    (total_memory === undefined || typeof total_memory === 'number' || total_memory === null) &&
    (stage_type === undefined || typeof stage_type === 'string' || stage_type === null) &&
    (instance_count === undefined || typeof instance_count === 'number' || instance_count === null) &&
    (instances === undefined || isArrayOfStageInstanceMetrics(instances) || instances === null)
  );
}

/**
 * Measures of one stage of a DataStage run.
 */
export const StageMetricsCodec: t.Type<StageMetrics> = /*#__PURE__*/ codec(
  'StageMetrics',
  isStageMetrics,
  () =>
    t.intersection(
      [
        t.type({ stage_name: t.string }),
        t.partial({
          state: t.union([t.string, t.null]),
          rows_read: t.union([t.number, t.null]),
          rows_written: t.union([t.number, t.null]),
          stage_seconds_cpu: t.union([t.number, t.null]),
          start_time: t.union([t.number, t.string, t.null]),
          stop_time: t.union([t.number, t.string, t.null]),
          total_memory: t.union([t.number, t.null]),
          stage_type: t.union([t.string, t.null]),
          instance_count: t.union([t.number, t.null]),
          instances: t.union([t.array(StageInstanceMetricsCodec), t.null]),
        }),
      ],
      'StageMetrics',
    ),
);

function isStageInstanceMetrics(u: unknown): boolean {
  if (!isRecord(u)) {
    return false;
  }
  const { instance_id, rows_read, rows_written } = u;
  return (
    (instance_id === undefined ||
      typeof instance_id === 'string' ||
      Number.isInteger(instance_id) ||
      instance_id === null) &&
    (rows_read === undefined || typeof rows_read === 'number' || rows_read === null) &&
    (rows_written === undefined || typeof rows_written === 'number' || rows_written === null)
  );
}

/**
 * Measures of one parallel instance of a stage.
 */
export const StageInstanceMetricsCodec: t.Type<StageInstanceMetrics> = /*#__PURE__*/ codec(
  'StageInstanceMetrics',
  isStageInstanceMetrics,
  () =>
    t.partial(
      {
        instance_id: t.union([t.string, integer, t.null]),
        rows_read: t.union([t.number, t.null]),
        rows_written: t.union([t.number, t.null]),
      },
      'StageInstanceMetrics',
    ),
);

function isLinkMetrics(u: unknown): boolean {
  if (!isRecord(u)) {
    return false;
  }
  const { link_name, source, dest, state, rows_read, rows_written, start_time, stop_time } = u;
  return (
    typeof link_name === 'string' &&
    (source === undefined || typeof source === 'string' || source === null) &&
    (dest === undefined || typeof dest === 'string' || dest === null) &&
    (state === undefined || typeof state === 'string' || state === null) &&
    (rows_read === undefined || typeof rows_read === 'number' || rows_read === null) &&
    (rows_written === undefined || typeof rows_written === 'number' || rows_written === null) &&
    (start_time === undefined ||
      typeof start_time === 'number' ||
      typeof start_time === 'string' ||
      start_time === null) &&
    (stop_time === undefined ||
      typeof stop_time === 'number' ||
      typeof stop_time === 'string' ||
      stop_time === null)
  );
}

/**
 * Measures of one link of a DataStage run.
 */
export const LinkMetricsCodec: t.Type<LinkMetrics> = /*#__PURE__*/ codec('LinkMetrics', isLinkMetrics, () =>
  t.intersection(
    [
      t.type({ link_name: t.string }),
      t.partial({
        source: t.union([t.string, t.null]),
        dest: t.union([t.string, t.null]),
        state: t.union([t.string, t.null]),
        rows_read: t.union([t.number, t.null]),
        rows_written: t.union([t.number, t.null]),
        start_time: t.union([t.number, t.string, t.null]),
        stop_time: t.union([t.number, t.string, t.null]),
      }),
    ],
    'LinkMetrics',
  ),
);

function isStreamingSummary(u: unknown): boolean {
  if (!isRecord(u)) {
    return false;
  }
  const {
    input_records,
    output_records,
    error_records,
    stage_errors,
    batch_count,
    total_runners,
    available_runners,
    input_rate_per_sec,
    output_rate_per_sec,
    error_rate_per_sec,
  } = u;
  return (
    (input_records === undefined || typeof input_records === 'number' || input_records === null) &&
    (output_records === undefined || typeof output_records === 'number' || output_records === null) &&
    (error_records === undefined || typeof error_records === 'number' || error_records === null) &&
    (stage_errors === undefined || typeof stage_errors === 'number' || stage_errors === null) &&
    (batch_count === undefined || typeof batch_count === 'number' || batch_count === null) &&
    (total_runners === undefined || typeof total_runners === 'number' || total_runners === null) &&
    (available_runners === undefined ||
      typeof available_runners === 'number' ||
      available_runners === null) &&
    (input_rate_per_sec === undefined ||
      typeof input_rate_per_sec === 'number' ||
      input_rate_per_sec === null) &&
    (output_rate_per_sec === undefined ||
      typeof output_rate_per_sec === 'number' ||
      output_rate_per_sec === null) &&
    (error_rate_per_sec === undefined ||
      typeof error_rate_per_sec === 'number' ||
      error_rate_per_sec === null)
  );
}

/**
 * Totals of an active streaming run, as documentation describes them.
 */
export const StreamingSummaryCodec: t.Type<StreamingSummary> = /*#__PURE__*/ codec(
  'StreamingSummary',
  isStreamingSummary,
  () =>
    t.partial(
      {
        input_records: t.union([t.number, t.null]),
        output_records: t.union([t.number, t.null]),
        error_records: t.union([t.number, t.null]),
        stage_errors: t.union([t.number, t.null]),
        batch_count: t.union([t.number, t.null]),
        total_runners: t.union([t.number, t.null]),
        available_runners: t.union([t.number, t.null]),
        input_rate_per_sec: t.union([t.number, t.null]),
        output_rate_per_sec: t.union([t.number, t.null]),
        error_rate_per_sec: t.union([t.number, t.null]),
      },
      'StreamingSummary',
    ),
);

function isStreamingStageMetrics(u: unknown): boolean {
  if (!isRecord(u)) {
    return false;
  }
  const {
    stage_id,
    stage_name,
    input_records,
    output_records,
    error_records,
    stage_errors,
    batch_count,
    input_rate_per_sec,
    output_rate_per_sec,
    avg_processing_time_sec,
    min_processing_time_sec,
    max_processing_time_sec,
    p95_processing_time_sec,
    p99_processing_time_sec,
  } = u;
  return (
    (stage_id === undefined || typeof stage_id === 'string' || stage_id === null) &&
    (stage_name === undefined || typeof stage_name === 'string' || stage_name === null) &&
    (input_records === undefined || typeof input_records === 'number' || input_records === null) &&
    (output_records === undefined || typeof output_records === 'number' || output_records === null) &&
    (error_records === undefined || typeof error_records === 'number' || error_records === null) &&
    (stage_errors === undefined || typeof stage_errors === 'number' || stage_errors === null) &&
    (batch_count === undefined || typeof batch_count === 'number' || batch_count === null) &&
    (input_rate_per_sec === undefined ||
      typeof input_rate_per_sec === 'number' ||
      input_rate_per_sec === null) &&
    (output_rate_per_sec === undefined ||
      typeof output_rate_per_sec === 'number' ||
      output_rate_per_sec === null) &&
    (avg_processing_time_sec === undefined ||
      typeof avg_processing_time_sec === 'number' ||
      avg_processing_time_sec === null) &&
    (min_processing_time_sec === undefined ||
      typeof min_processing_time_sec === 'number' ||
      min_processing_time_sec === null) &&
    (max_processing_time_sec === undefined ||
      typeof max_processing_time_sec === 'number' ||
      max_processing_time_sec === null) &&
    (p95_processing_time_sec === undefined ||
      typeof p95_processing_time_sec === 'number' ||
      p95_processing_time_sec === null) &&
    (p99_processing_time_sec === undefined ||
      typeof p99_processing_time_sec === 'number' ||
      p99_processing_time_sec === null)
  );
}

/**
 * Measures of one stage of an active streaming run, as documentation describes them.
 */
export const StreamingStageMetricsCodec: t.Type<StreamingStageMetrics> = /*#__PURE__*/ codec(
  'StreamingStageMetrics',
  isStreamingStageMetrics,
  () =>
    t.partial(
      {
        stage_id: t.union([t.string, t.null]),
        stage_name: t.union([t.string, t.null]),
        input_records: t.union([t.number, t.null]),
        output_records: t.union([t.number, t.null]),
        error_records: t.union([t.number, t.null]),
        stage_errors: t.union([t.number, t.null]),
        batch_count: t.union([t.number, t.null]),
        input_rate_per_sec: t.union([t.number, t.null]),
        output_rate_per_sec: t.union([t.number, t.null]),
        avg_processing_time_sec: t.union([t.number, t.null]),
        min_processing_time_sec: t.union([t.number, t.null]),
        max_processing_time_sec: t.union([t.number, t.null]),
        p95_processing_time_sec: t.union([t.number, t.null]),
        p99_processing_time_sec: t.union([t.number, t.null]),
      },
      'StreamingStageMetrics',
    ),
);

function isArrayOfStatusReasonError(u: unknown): boolean {
  if (!Array.isArray(u)) {
    return false;
  }
  for (let i = 0; i < u.length; i++) {
    if (!isStatusReasonError(u[i])) {
      return false;
    }
  }
  return true;
}

function isStatusReason(u: unknown): boolean {
  if (!isRecord(u)) {
    return false;
  }
  const { errors } = u;
  return errors === undefined || isArrayOfStatusReasonError(errors) || errors === null;
}

/**
 * Why a run ended as it did.
 */
export const StatusReasonCodec: t.Type<StatusReason> = /*#__PURE__*/ codec(
  'StatusReason',
  isStatusReason,
  () => t.partial({ errors: t.union([t.array(StatusReasonErrorCodec), t.null]) }, 'StatusReason'),
);

function isStatusReasonError(u: unknown): boolean {
  if (!isRecord(u)) {
    return false;
  }
  const { code, message, description } = u;
  return (
    (code === undefined || typeof code === 'string' || Number.isInteger(code) || code === null) &&
    (message === undefined || typeof message === 'string' || message === null) &&
    (description === undefined || typeof description === 'string' || description === null)
  );
}

/**
 * One error that ended a run.
 */
export const StatusReasonErrorCodec: t.Type<StatusReasonError> = /*#__PURE__*/ codec(
  'StatusReasonError',
  isStatusReasonError,
  () =>
    t.partial(
      {
        code: t.union([t.string, integer, t.null]),
        message: t.union([t.string, t.null]),
        description: t.union([t.string, t.null]),
      },
      'StatusReasonError',
    ),
);

function isAssetUsage(u: unknown): boolean {
  if (!isRecord(u)) {
    return false;
  }
  const {
    last_updated_at,
    last_updater_id,
    last_update_time,
    last_accessed_at,
    last_access_time,
    last_accessor_id,
    access_count,
  } = u;
  return (
    (last_updated_at === undefined || typeof last_updated_at === 'string' || last_updated_at === null) &&
    (last_updater_id === undefined || typeof last_updater_id === 'string' || last_updater_id === null) &&
    (last_update_time === undefined || typeof last_update_time === 'number' || last_update_time === null) &&
    (last_accessed_at === undefined || typeof last_accessed_at === 'string' || last_accessed_at === null) &&
    (last_access_time === undefined || typeof last_access_time === 'number' || last_access_time === null) &&
    (last_accessor_id === undefined || typeof last_accessor_id === 'string' || last_accessor_id === null) &&
    (access_count === undefined || typeof access_count === 'number' || access_count === null)
  );
}

/**
 * The last change and the last access of an asset, and the number of accesses. Lists of runs of 2026 carry the two update times only.
 */
export const AssetUsageCodec: t.Type<AssetUsage> = /*#__PURE__*/ codec('AssetUsage', isAssetUsage, () =>
  t.partial(
    {
      last_updated_at: t.union([t.string, t.null]),
      last_updater_id: t.union([t.string, t.null]),
      last_update_time: t.union([t.number, t.null]),
      last_accessed_at: t.union([t.string, t.null]),
      last_access_time: t.union([t.number, t.null]),
      last_accessor_id: t.union([t.string, t.null]),
      access_count: t.union([t.number, t.null]),
    },
    'AssetUsage',
  ),
);

function isAssetRov(u: unknown): boolean {
  if (!isRecord(u)) {
    return false;
  }
  const { mode, collaborator_ids, member_roles } = u;
  return (
    (mode === undefined || typeof mode === 'number' || mode === null) &&
    (collaborator_ids === undefined || isRecord(collaborator_ids) || collaborator_ids === null) &&
    (member_roles === undefined || isRecord(member_roles) || member_roles === null)
  );
}

/**
 * Who may see an asset.
 */
export const AssetRovCodec: t.Type<AssetRov> = /*#__PURE__*/ codec('AssetRov', isAssetRov, () =>
  t.partial(
    {
      mode: t.union([t.number, t.null]),
      collaborator_ids: t.union([t.UnknownRecord, t.null]),
      member_roles: t.union([t.UnknownRecord, t.null]),
    },
    'AssetRov',
  ),
);

function isDataFlowOutput(u: unknown): boolean {
  if (!isRecord(u)) {
    return false;
  }
  const { total_rows_read, total_rows_written, total_bytes_read, total_bytes_written, engine_elapsed_secs } =
    u;
  return (
    (total_rows_read === undefined || typeof total_rows_read === 'number' || total_rows_read === null) &&
    (total_rows_written === undefined ||
      typeof total_rows_written === 'number' ||
      total_rows_written === null) &&
    (total_bytes_read === undefined || typeof total_bytes_read === 'number' || total_bytes_read === null) &&
    (total_bytes_written === undefined ||
      typeof total_bytes_written === 'number' ||
      total_bytes_written === null) &&
    (engine_elapsed_secs === undefined ||
      typeof engine_elapsed_secs === 'number' ||
      engine_elapsed_secs === null)
  );
}

/**
 * Totals of a Data Flow job.
 */
export const DataFlowOutputCodec: t.Type<DataFlowOutput> = /*#__PURE__*/ codec(
  'DataFlowOutput',
  isDataFlowOutput,
  () =>
    t.partial(
      {
        total_rows_read: t.union([t.number, t.null]),
        total_rows_written: t.union([t.number, t.null]),
        total_bytes_read: t.union([t.number, t.null]),
        total_bytes_written: t.union([t.number, t.null]),
        engine_elapsed_secs: t.union([t.number, t.null]),
      },
      'DataFlowOutput',
    ),
);

function isArrayOfJobRun(u: unknown): boolean {
  if (!Array.isArray(u)) {
    return false;
  }
  for (let i = 0; i < u.length; i++) {
    if (!isJobRun(u[i])) {
      return false;
    }
  }
  return true;
}

function isJobRunList(u: unknown): boolean {
  if (!isRecord(u)) {
    return false;
  }
  const { total_rows, results } = u;
  return (
    (total_rows === undefined || Number.isInteger(total_rows) || total_rows === null) &&
    isArrayOfJobRun(results)
  );
}

/**
 * One page of runs.
 */
export const JobRunListCodec: t.Type<JobRunList> = /*#__PURE__*/ codec('JobRunList', isJobRunList, () =>
  t.intersection(
    [
      t.type({ results: t.array(JobRunCodec) }),
      t.partial({ total_rows: t.union([integer, t.null]), next: t.unknown }),
    ],
    'JobRunList',
  ),
);

function isStartRunRequest(u: unknown): boolean {
  if (!isRecord(u)) {
    return false;
  }
  const { job_run } = u;
  return job_run === undefined || isNewRun(job_run);
}

/**
 * The body of a start. `{}` or no body is accepted.
 */
export const StartRunRequestCodec: t.Type<StartRunRequest> = /*#__PURE__*/ codec(
  'StartRunRequest',
  isStartRunRequest,
  () => t.partial({ job_run: NewRunCodec }, 'StartRunRequest'),
);

function isNewRun(u: unknown): boolean {
  if (!isRecord(u)) {
    return false;
  }
  const { name, description, configuration, job_parameters, parameter_sets } = u;
  return (
    (name === undefined || typeof name === 'string') &&
    (description === undefined || typeof description === 'string') &&
    (configuration === undefined || isJobConfiguration(configuration)) &&
    (job_parameters === undefined || isArrayOfJobParameter(job_parameters)) &&
    (parameter_sets === undefined || isArrayOfParameterSetRef(parameter_sets))
  );
}

/**
 * Overrides of the job for one run. Every member is optional.
 */
export const NewRunCodec: t.Type<NewRun> = /*#__PURE__*/ codec('NewRun', isNewRun, () =>
  t.partial(
    {
      name: t.string,
      description: t.string,
      configuration: JobConfigurationCodec,
      job_parameters: t.array(JobParameterCodec),
      parameter_sets: t.array(ParameterSetRefCodec),
    },
    'NewRun',
  ),
);

function isEmptyRequest(u: unknown): boolean {
  return isRecord(u);
}

/**
 * An object without members.
 */
export const EmptyRequestCodec: t.Type<EmptyRequest> = /*#__PURE__*/ codec(
  'EmptyRequest',
  isEmptyRequest,
  () => t.UnknownRecord,
);

function isRunLogs(u: unknown): boolean {
  if (!isRecord(u)) {
    return false;
  }
  const { results, total_count } = u;
  return (
    isArrayOfString(results) &&
    (total_count === undefined || Number.isInteger(total_count) || total_count === null)
  );
}

/**
 * The log of a run.
 */
export const RunLogsCodec: t.Type<RunLogs> = /*#__PURE__*/ codec('RunLogs', isRunLogs, () =>
  t.intersection(
    [t.type({ results: t.array(t.string) }), t.partial({ total_count: t.union([integer, t.null]) })],
    'RunLogs',
  ),
);

function isServiceError(u: unknown): boolean {
  return isErrorEnvelope(u) || isErrorModel(u);
}

/**
 * The body of an error, in one of the two shapes in use.
 */
export const ServiceErrorCodec: t.Type<ServiceError> = /*#__PURE__*/ codec(
  'ServiceError',
  isServiceError,
  () => t.union([ErrorEnvelopeCodec, ErrorModelCodec], 'ServiceError'),
);

function isArrayOfErrorItem(u: unknown): boolean {
  if (!Array.isArray(u)) {
    return false;
  }
  for (let i = 0; i < u.length; i++) {
    if (!isErrorItem(u[i])) {
      return false;
    }
  }
  return true;
}

function isErrorEnvelope(u: unknown): boolean {
  if (!isRecord(u)) {
    return false;
  }
  const { errors, trace, trace_id, traceId, status_code } = u;
  return (
    isArrayOfErrorItem(errors) &&
    (trace === undefined || typeof trace === 'string' || trace === null) &&
    (trace_id === undefined || typeof trace_id === 'string' || trace_id === null) &&
    (traceId === undefined || typeof traceId === 'string' || traceId === null) &&
    (status_code === undefined ||
      Number.isInteger(status_code) ||
      typeof status_code === 'string' ||
      status_code === null)
  );
}

/**
 * The usual shape of an error, a list of errors with an id for tracing.
 */
export const ErrorEnvelopeCodec: t.Type<ErrorEnvelope> = /*#__PURE__*/ codec(
  'ErrorEnvelope',
  isErrorEnvelope,
  () =>
    t.intersection(
      [
        t.type({ errors: t.array(ErrorItemCodec) }),
        t.partial({
          trace: t.union([t.string, t.null]),
          trace_id: t.union([t.string, t.null]),
          traceId: t.union([t.string, t.null]),
          status_code: t.union([integer, t.string, t.null]),
        }),
      ],
      'ErrorEnvelope',
    ),
);

function isErrorItem(u: unknown): boolean {
  if (!isRecord(u)) {
    return false;
  }
  const { code, message, id, more_info, target } = u;
  return (
    (code === undefined || typeof code === 'string' || Number.isInteger(code) || code === null) &&
    typeof message === 'string' &&
    (id === undefined || typeof id === 'string' || id === null) &&
    (more_info === undefined || typeof more_info === 'string' || more_info === null) &&
    (target === undefined || isErrorTarget(target) || target === null)
  );
}

/**
 * One error of a list.
 */
export const ErrorItemCodec: t.Type<ErrorItem> = /*#__PURE__*/ codec('ErrorItem', isErrorItem, () =>
  t.intersection(
    [
      t.type({ message: t.string }),
      t.partial({
        code: t.union([t.string, integer, t.null]),
        id: t.union([t.string, t.null]),
        more_info: t.union([t.string, t.null]),
        target: t.union([ErrorTargetCodec, t.null]),
      }),
    ],
    'ErrorItem',
  ),
);

function isErrorTarget(u: unknown): boolean {
  if (!isRecord(u)) {
    return false;
  }
  const { type: v0, name } = u;
  return (
    (v0 === undefined || typeof v0 === 'string' || v0 === null) &&
    (name === undefined || typeof name === 'string' || name === null)
  );
}

/**
 * The part of the request that an error is about.
 */
export const ErrorTargetCodec: t.Type<ErrorTarget> = /*#__PURE__*/ codec('ErrorTarget', isErrorTarget, () =>
  t.partial({ type: t.union([t.string, t.null]), name: t.union([t.string, t.null]) }, 'ErrorTarget'),
);

function isErrorModel(u: unknown): boolean {
  if (!isRecord(u)) {
    return false;
  }
  const { code, message, more_info, target, trace } = u;
  return (
    (code === undefined || typeof code === 'string' || Number.isInteger(code) || code === null) &&
    typeof message === 'string' &&
    (more_info === undefined || typeof more_info === 'string' || more_info === null) &&
    (target === undefined || isErrorTarget(target) || target === null) &&
    (trace === undefined || typeof trace === 'string' || trace === null)
  );
}

/**
 * The flat shape of an error, from the published specification. Neighbouring services send it with further members.
 */
export const ErrorModelCodec: t.Type<ErrorModel> = /*#__PURE__*/ codec('ErrorModel', isErrorModel, () =>
  t.intersection(
    [
      t.type({ message: t.string }),
      t.partial({
        code: t.union([t.string, integer, t.null]),
        more_info: t.union([t.string, t.null]),
        target: t.union([ErrorTargetCodec, t.null]),
        trace: t.union([t.string, t.null]),
      }),
    ],
    'ErrorModel',
  ),
);

function isAssetSearch(u: unknown): boolean {
  if (!isRecord(u)) {
    return false;
  }
  const { query, limit, sort, include, bookmark } = u;
  return (
    typeof query === 'string' &&
    (limit === undefined || typeof limit === 'number') &&
    (sort === undefined || typeof sort === 'string') &&
    (include === undefined || typeof include === 'string') &&
    (bookmark === undefined || typeof bookmark === 'string')
  );
}

/**
 * A search for assets, or the position of a further page. The service gives more members back in `next`; send them unchanged.
 */
export const AssetSearchCodec: t.Type<AssetSearch> = /*#__PURE__*/ codec('AssetSearch', isAssetSearch, () =>
  t.intersection(
    [
      t.type({ query: t.string }),
      t.partial({ limit: t.number, sort: t.string, include: t.string, bookmark: t.string }),
    ],
    'AssetSearch',
  ),
);

function isArrayOfFoundAsset(u: unknown): boolean {
  if (!Array.isArray(u)) {
    return false;
  }
  for (let i = 0; i < u.length; i++) {
    if (!isFoundAsset(u[i])) {
      return false;
    }
  }
  return true;
}

function isAssetSearchPage(u: unknown): boolean {
  if (!isRecord(u)) {
    return false;
  }
  const { total_rows, results } = u;
  return (
    (total_rows === undefined || Number.isInteger(total_rows) || total_rows === null) &&
    isArrayOfFoundAsset(results)
  );
}

/**
 * One page of assets that match a query.
 */
export const AssetSearchPageCodec: t.Type<AssetSearchPage> = /*#__PURE__*/ codec(
  'AssetSearchPage',
  isAssetSearchPage,
  () =>
    t.intersection(
      [
        t.type({ results: t.array(FoundAssetCodec) }),
        t.partial({ total_rows: t.union([integer, t.null]), next: t.unknown }),
      ],
      'AssetSearchPage',
    ),
);

function isFoundAsset(u: unknown): boolean {
  if (!isRecord(u)) {
    return false;
  }
  const { metadata, entity, href } = u;
  return (
    isFoundAssetMetadata(metadata) &&
    (entity === undefined || isFoundEntity(entity) || entity === null) &&
    (href === undefined || typeof href === 'string')
  );
}

/**
 * One asset that matches a query.
 */
export const FoundAssetCodec: t.Type<FoundAsset> = /*#__PURE__*/ codec('FoundAsset', isFoundAsset, () =>
  t.intersection(
    [
      t.type({ metadata: FoundAssetMetadataCodec }),
      t.partial({ entity: t.union([FoundEntityCodec, t.null]), href: t.string }),
    ],
    'FoundAsset',
  ),
);

function isFoundEntity(u: unknown): boolean {
  if (!isRecord(u)) {
    return false;
  }
  const { job_run } = u;
  return job_run === undefined || isJobRunDetail(job_run);
}

/**
 * The entity of an asset, a member with the name of its type. Entities of types other than runs are not described.
 */
export const FoundEntityCodec: t.Type<FoundEntity> = /*#__PURE__*/ codec('FoundEntity', isFoundEntity, () =>
  t.partial({ job_run: JobRunDetailCodec }, 'FoundEntity'),
);

function isFoundAssetMetadata(u: unknown): boolean {
  if (!isRecord(u)) {
    return false;
  }
  const { name, asset_id, description, asset_type, project_id, space_id, created, created_at } = u;
  return (
    typeof name === 'string' &&
    typeof asset_id === 'string' &&
    (description === undefined || typeof description === 'string' || description === null) &&
    (asset_type === undefined || typeof asset_type === 'string') &&
    (project_id === undefined || typeof project_id === 'string') &&
    (space_id === undefined || typeof space_id === 'string') &&
    (created === undefined || typeof created === 'number') &&
    (created_at === undefined || typeof created_at === 'string')
  );
}

/**
 * What the asset store knows about an asset.
 */
export const FoundAssetMetadataCodec: t.Type<FoundAssetMetadata> = /*#__PURE__*/ codec(
  'FoundAssetMetadata',
  isFoundAssetMetadata,
  () =>
    t.intersection(
      [
        t.type({ name: t.string, asset_id: t.string }),
        t.partial({
          description: t.union([t.string, t.null]),
          asset_type: t.string,
          project_id: t.string,
          space_id: t.string,
          created: t.number,
          created_at: t.string,
        }),
      ],
      'FoundAssetMetadata',
    ),
);

function isArrayOfResource(u: unknown): boolean {
  if (!Array.isArray(u)) {
    return false;
  }
  for (let i = 0; i < u.length; i++) {
    if (!isResource(u[i])) {
      return false;
    }
  }
  return true;
}

function isResourceList(u: unknown): boolean {
  if (!isRecord(u)) {
    return false;
  }
  const { resources } = u;
  return isArrayOfResource(resources);
}

/**
 * Projects, or deployment spaces.
 */
export const ResourceListCodec: t.Type<ResourceList> = /*#__PURE__*/ codec(
  'ResourceList',
  isResourceList,
  () => t.type({ resources: t.array(ResourceCodec) }, 'ResourceList'),
);

function isResource(u: unknown): boolean {
  if (!isRecord(u)) {
    return false;
  }
  const { metadata, entity } = u;
  return isResourceMetadata(metadata) && isResourceEntity(entity);
}

/**
 * One project or deployment space.
 */
export const ResourceCodec: t.Type<Resource> = /*#__PURE__*/ codec('Resource', isResource, () =>
  t.type({ metadata: ResourceMetadataCodec, entity: ResourceEntityCodec }, 'Resource'),
);

function isResourceMetadata(u: unknown): boolean {
  if (!isRecord(u)) {
    return false;
  }
  const { guid, id } = u;
  return (
    (guid === undefined || typeof guid === 'string' || guid === null) &&
    (id === undefined || typeof id === 'string' || id === null)
  );
}

/**
 * The id of a project or space.
 */
export const ResourceMetadataCodec: t.Type<ResourceMetadata> = /*#__PURE__*/ codec(
  'ResourceMetadata',
  isResourceMetadata,
  () => t.partial({ guid: t.union([t.string, t.null]), id: t.union([t.string, t.null]) }, 'ResourceMetadata'),
);

function isResourceEntity(u: unknown): boolean {
  if (!isRecord(u)) {
    return false;
  }
  const { name } = u;
  return name === undefined || typeof name === 'string' || name === null;
}

/**
 * What a project or space is.
 */
export const ResourceEntityCodec: t.Type<ResourceEntity> = /*#__PURE__*/ codec(
  'ResourceEntity',
  isResourceEntity,
  () => t.partial({ name: t.union([t.string, t.null]) }, 'ResourceEntity'),
);
