// Generated from openapi/jobs.yaml by `npm run generate`. Do not edit.

import { codec, integer, isRecord } from './codec.js';
import * as t from 'io-ts';

import type {
  AssetRov,
  AssetUsage,
  CreateJobRequest,
  DataFlowOutput,
  EmptyRequest,
  ErrorEnvelope,
  ErrorItem,
  ErrorModel,
  ErrorTarget,
  FlowLimits,
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
  return (
    isRecord(u) &&
    isJobMetadata(u['metadata']) &&
    isJobEntity(u['entity']) &&
    (u['href'] === undefined || typeof u['href'] === 'string') &&
    (u['asset_id'] === undefined || typeof u['asset_id'] === 'string')
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

function isArrayOf_string(u: unknown): boolean {
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
  return (
    isRecord(u) &&
    typeof u['name'] === 'string' &&
    typeof u['asset_id'] === 'string' &&
    (u['description'] === undefined || typeof u['description'] === 'string' || u['description'] === null) &&
    (u['owner_id'] === undefined || typeof u['owner_id'] === 'string') &&
    (u['version'] === undefined || typeof u['version'] === 'number') &&
    (u['project_id'] === undefined || typeof u['project_id'] === 'string') &&
    (u['space_id'] === undefined || typeof u['space_id'] === 'string') &&
    (u['sandbox_id'] === undefined || typeof u['sandbox_id'] === 'string') &&
    (u['usage'] === undefined || isAssetUsage(u['usage'])) &&
    (u['rov'] === undefined || isAssetRov(u['rov'])) &&
    (u['tags'] === undefined || isArrayOf_string(u['tags']) || u['tags'] === null) &&
    (u['asset_type'] === undefined || typeof u['asset_type'] === 'string') &&
    (u['asset_attributes'] === undefined ||
      isArrayOf_string(u['asset_attributes']) ||
      u['asset_attributes'] === null) &&
    (u['asset_category'] === undefined || typeof u['asset_category'] === 'string') &&
    (u['asset_state'] === undefined || typeof u['asset_state'] === 'string') &&
    (u['origin_country'] === undefined || typeof u['origin_country'] === 'string') &&
    (u['rating'] === undefined || typeof u['rating'] === 'number') &&
    (u['total_ratings'] === undefined || typeof u['total_ratings'] === 'number') &&
    (u['catalog_id'] === undefined || typeof u['catalog_id'] === 'string') &&
    (u['created'] === undefined || typeof u['created'] === 'number') &&
    (u['created_at'] === undefined || typeof u['created_at'] === 'string') &&
    (u['creator_id'] === undefined || typeof u['creator_id'] === 'string') &&
    (u['size'] === undefined || typeof u['size'] === 'number')
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
  return isRecord(u) && isJobDefinition(u['job']);
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
  return (
    isRecord(u) &&
    (u['asset_ref'] === undefined || typeof u['asset_ref'] === 'string' || u['asset_ref'] === null) &&
    typeof u['asset_ref_type'] === 'string' &&
    (u['asset_ref_name'] === undefined ||
      typeof u['asset_ref_name'] === 'string' ||
      u['asset_ref_name'] === null) &&
    isJobConfiguration(u['configuration']) &&
    (u['last_run_initiator'] === undefined ||
      typeof u['last_run_initiator'] === 'string' ||
      u['last_run_initiator'] === null) &&
    (u['last_run_time'] === undefined ||
      typeof u['last_run_time'] === 'string' ||
      u['last_run_time'] === null) &&
    (u['last_run_status'] === undefined ||
      typeof u['last_run_status'] === 'string' ||
      u['last_run_status'] === null) &&
    (u['last_run_status_timestamp'] === undefined ||
      typeof u['last_run_status_timestamp'] === 'number' ||
      u['last_run_status_timestamp'] === null) &&
    (u['future_scheduled_runs'] === undefined ||
      isArrayOf_string(u['future_scheduled_runs']) ||
      u['future_scheduled_runs'] === null) &&
    (u['enable_notifications'] === undefined ||
      typeof u['enable_notifications'] === 'boolean' ||
      u['enable_notifications'] === null) &&
    (u['project_name'] === undefined ||
      typeof u['project_name'] === 'string' ||
      u['project_name'] === null) &&
    (u['space_name'] === undefined || typeof u['space_name'] === 'string' || u['space_name'] === null) &&
    (u['schedule'] === undefined || typeof u['schedule'] === 'string' || u['schedule'] === null) &&
    (u['schedule_info'] === undefined || isScheduleInfo(u['schedule_info']) || u['schedule_info'] === null) &&
    (u['schedule_id'] === undefined || typeof u['schedule_id'] === 'string' || u['schedule_id'] === null) &&
    (u['schedule_creator_id'] === undefined ||
      typeof u['schedule_creator_id'] === 'string' ||
      u['schedule_creator_id'] === null) &&
    (u['job_parameters'] === undefined ||
      isArrayOfJobParameter(u['job_parameters']) ||
      u['job_parameters'] === null) &&
    (u['parameter_sets'] === undefined ||
      isArrayOfParameterSetRef(u['parameter_sets']) ||
      u['parameter_sets'] === null) &&
    (u['retention_policy'] === undefined ||
      isRetentionPolicy(u['retention_policy']) ||
      u['retention_policy'] === null) &&
    (u['notification_types'] === undefined ||
      isNotificationTypes(u['notification_types']) ||
      u['notification_types'] === null) &&
    (u['data_assets_array'] === undefined ||
      isArrayOf_string(u['data_assets_array']) ||
      u['data_assets_array'] === null) &&
    (u['flow_name'] === undefined || typeof u['flow_name'] === 'string' || u['flow_name'] === null) &&
    (u['serving_name'] === undefined || typeof u['serving_name'] === 'string' || u['serving_name'] === null)
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
  return (
    isRecord(u) &&
    (u['env_id'] === undefined || typeof u['env_id'] === 'string' || u['env_id'] === null) &&
    (u['env_type'] === undefined || typeof u['env_type'] === 'string' || u['env_type'] === null) &&
    (u['env_variables'] === undefined ||
      isArrayOf_string(u['env_variables']) ||
      u['env_variables'] === null) &&
    (u['flow_limits'] === undefined || isFlowLimits(u['flow_limits']) || u['flow_limits'] === null) &&
    (u['job_parameters'] === undefined ||
      isArrayOf_string(u['job_parameters']) ||
      u['job_parameters'] === null) &&
    (u['version'] === undefined || typeof u['version'] === 'string' || u['version'] === null) &&
    (u['deployment_job_definition_id'] === undefined ||
      typeof u['deployment_job_definition_id'] === 'string' ||
      u['deployment_job_definition_id'] === null) &&
    (u['outputs'] === undefined || isDataFlowOutput(u['outputs']) || u['outputs'] === null) &&
    (u['offset'] === undefined || isRecord(u['offset']) || u['offset'] === null) &&
    (u['streamsets_env_id'] === undefined ||
      typeof u['streamsets_env_id'] === 'string' ||
      u['streamsets_env_id'] === null) &&
    (u['runPriorityQueue'] === undefined ||
      typeof u['runPriorityQueue'] === 'string' ||
      u['runPriorityQueue'] === null) &&
    (u['entrypoint'] === undefined || typeof u['entrypoint'] === 'string' || u['entrypoint'] === null)
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
  return (
    isRecord(u) &&
    (u['repeat'] === undefined || typeof u['repeat'] === 'boolean' || u['repeat'] === null) &&
    (u['startOn'] === undefined || typeof u['startOn'] === 'number' || u['startOn'] === null) &&
    (u['endOn'] === undefined || typeof u['endOn'] === 'number' || u['endOn'] === null)
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
  return isRecord(u) && typeof u['name'] === 'string';
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
  return (
    isRecord(u) &&
    typeof u['name'] === 'string' &&
    (u['ref'] === undefined || typeof u['ref'] === 'string' || u['ref'] === null) &&
    (u['value_set'] === undefined || typeof u['value_set'] === 'string' || u['value_set'] === null) &&
    (u['values'] === undefined || isArrayOfJobParameter(u['values']) || u['values'] === null) &&
    (u['values_from'] === undefined ||
      isParameterSetValuesFrom(u['values_from']) ||
      u['values_from'] === null)
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
  return (
    isRecord(u) &&
    (u['parameter_set'] === undefined ||
      isParameterSetSource(u['parameter_set']) ||
      u['parameter_set'] === null)
  );
}

/**
 * The source of the values of a parameter set. Specified, but not in any body known.
 */
export const ParameterSetValuesFromCodec: t.Type<ParameterSetValuesFrom> = /*#__PURE__*/ codec(
  'ParameterSetValuesFrom',
  isParameterSetValuesFrom,
  () => t.partial({ parameter_set: t.union([ParameterSetSourceCodec, t.null]) }, 'ParameterSetValuesFrom'),
);

function isParameterSetSource(u: unknown): boolean {
  return (
    isRecord(u) &&
    (u['name'] === undefined || typeof u['name'] === 'string' || u['name'] === null) &&
    (u['ref'] === undefined || typeof u['ref'] === 'string' || u['ref'] === null) &&
    (u['value_set'] === undefined || typeof u['value_set'] === 'string' || u['value_set'] === null)
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
  return (
    isRecord(u) &&
    (u['days'] === undefined || Number.isInteger(u['days']) || u['days'] === null) &&
    (u['amount'] === undefined || Number.isInteger(u['amount']) || u['amount'] === null)
  );
}

/**
 * How long runs are kept. `{}` means for ever. Give `days` or `amount`, not both; whether the service refuses both is unknown.
 */
export const RetentionPolicyCodec: t.Type<RetentionPolicy> = /*#__PURE__*/ codec(
  'RetentionPolicy',
  isRetentionPolicy,
  () =>
    t.partial({ days: t.union([integer, t.null]), amount: t.union([integer, t.null]) }, 'RetentionPolicy'),
);

function isNotificationTypes(u: unknown): boolean {
  return (
    isRecord(u) &&
    (u['success'] === undefined || typeof u['success'] === 'boolean' || u['success'] === null) &&
    (u['warning'] === undefined || typeof u['warning'] === 'boolean' || u['warning'] === null) &&
    (u['failure'] === undefined || typeof u['failure'] === 'boolean' || u['failure'] === null)
  );
}

/**
 * Which ends of a run to notify about.
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
  return (
    isRecord(u) &&
    (u['warn_limit'] === undefined || typeof u['warn_limit'] === 'number' || u['warn_limit'] === null) &&
    (u['row_limit'] === undefined || typeof u['row_limit'] === 'number' || u['row_limit'] === null)
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
  return (
    isRecord(u) &&
    (u['total_rows'] === undefined || Number.isInteger(u['total_rows']) || u['total_rows'] === null) &&
    isArrayOfJob(u['results'])
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
  return isRecord(u) && isNewJob(u['job']);
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
  return (
    isRecord(u) &&
    typeof u['name'] === 'string' &&
    (u['asset_ref'] === undefined || typeof u['asset_ref'] === 'string') &&
    (u['asset_ref_type'] === undefined || typeof u['asset_ref_type'] === 'string') &&
    (u['configuration'] === undefined || isJobConfiguration(u['configuration'])) &&
    (u['description'] === undefined || typeof u['description'] === 'string') &&
    (u['schedule'] === undefined || typeof u['schedule'] === 'string') &&
    (u['schedule_info'] === undefined || isScheduleInfo(u['schedule_info'])) &&
    (u['job_parameters'] === undefined || isArrayOfJobParameter(u['job_parameters'])) &&
    (u['parameter_sets'] === undefined || isArrayOfParameterSetRef(u['parameter_sets'])) &&
    (u['retention_policy'] === undefined || isRetentionPolicy(u['retention_policy'])) &&
    (u['notification_types'] === undefined || isNotificationTypes(u['notification_types'])) &&
    (u['serving_name'] === undefined || typeof u['serving_name'] === 'string')
  );
}

/**
 * A job to be created. Leave a member out rather than send null, which the service refuses. Give `asset_ref` or `asset_ref_type`, not both.
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
  return (
    isRecord(u) &&
    (u['op'] === 'add' ||
      u['op'] === 'remove' ||
      u['op'] === 'replace' ||
      u['op'] === 'move' ||
      u['op'] === 'copy' ||
      u['op'] === 'test') &&
    typeof u['path'] === 'string' &&
    (u['from'] === undefined || typeof u['from'] === 'string')
  );
}

/**
 * One operation of a JSON Patch (RFC 6902). `add` and `replace` are known to work, and `add` on a member that exists replaces it; nobody documents the others for this service.
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
  return (
    isRecord(u) &&
    isJobRunMetadata(u['metadata']) &&
    isJobRunEntity(u['entity']) &&
    (u['href'] === undefined || typeof u['href'] === 'string')
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
  return (
    isRecord(u) &&
    typeof u['name'] === 'string' &&
    typeof u['asset_id'] === 'string' &&
    (u['description'] === undefined || typeof u['description'] === 'string' || u['description'] === null) &&
    (u['owner_id'] === undefined || typeof u['owner_id'] === 'string') &&
    (u['version'] === undefined || typeof u['version'] === 'number') &&
    (u['project_id'] === undefined || typeof u['project_id'] === 'string') &&
    (u['space_id'] === undefined || typeof u['space_id'] === 'string') &&
    (u['sandbox_id'] === undefined || typeof u['sandbox_id'] === 'string') &&
    (u['usage'] === undefined || isAssetUsage(u['usage'])) &&
    (u['rov'] === undefined || isAssetRov(u['rov'])) &&
    (u['tags'] === undefined || isArrayOf_string(u['tags']) || u['tags'] === null) &&
    (u['asset_type'] === undefined || typeof u['asset_type'] === 'string') &&
    (u['asset_attributes'] === undefined ||
      isArrayOf_string(u['asset_attributes']) ||
      u['asset_attributes'] === null) &&
    (u['asset_category'] === undefined || typeof u['asset_category'] === 'string') &&
    (u['asset_state'] === undefined || typeof u['asset_state'] === 'string') &&
    (u['origin_country'] === undefined || typeof u['origin_country'] === 'string') &&
    (u['rating'] === undefined || typeof u['rating'] === 'number') &&
    (u['total_ratings'] === undefined || typeof u['total_ratings'] === 'number') &&
    (u['catalog_id'] === undefined || typeof u['catalog_id'] === 'string') &&
    (u['created'] === undefined || typeof u['created'] === 'number') &&
    (u['created_at'] === undefined || typeof u['created_at'] === 'string') &&
    (u['creator_id'] === undefined || typeof u['creator_id'] === 'string') &&
    (u['size'] === undefined || typeof u['size'] === 'number')
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
  return (
    isRecord(u) &&
    isJobRunDetail(u['job_run']) &&
    (u['location_definition'] === undefined ||
      isRecord(u['location_definition']) ||
      u['location_definition'] === null)
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
  return (
    isRecord(u) &&
    typeof u['job_ref'] === 'string' &&
    (u['job_name'] === undefined || typeof u['job_name'] === 'string' || u['job_name'] === null) &&
    (u['job_type'] === undefined || typeof u['job_type'] === 'string' || u['job_type'] === null) &&
    typeof u['state'] === 'string' &&
    (u['isScheduledRun'] === undefined ||
      typeof u['isScheduledRun'] === 'boolean' ||
      u['isScheduledRun'] === null) &&
    (u['configuration'] === undefined || isRunConfiguration(u['configuration'])) &&
    (u['project_name'] === undefined ||
      typeof u['project_name'] === 'string' ||
      u['project_name'] === null) &&
    (u['space_name'] === undefined || typeof u['space_name'] === 'string' || u['space_name'] === null) &&
    (u['runtime_job_id'] === undefined ||
      typeof u['runtime_job_id'] === 'string' ||
      u['runtime_job_id'] === null) &&
    (u['job_parameters'] === undefined ||
      isArrayOfJobParameter(u['job_parameters']) ||
      u['job_parameters'] === null) &&
    (u['parameter_sets'] === undefined ||
      isArrayOfParameterSetRef(u['parameter_sets']) ||
      u['parameter_sets'] === null) &&
    (u['queue_start'] === undefined || typeof u['queue_start'] === 'number' || u['queue_start'] === null) &&
    (u['queue_end'] === undefined || typeof u['queue_end'] === 'number' || u['queue_end'] === null) &&
    (u['execution_start'] === undefined ||
      typeof u['execution_start'] === 'number' ||
      u['execution_start'] === null) &&
    (u['execution_end'] === undefined ||
      typeof u['execution_end'] === 'number' ||
      u['execution_end'] === null) &&
    (u['duration'] === undefined ||
      typeof u['duration'] === 'number' ||
      typeof u['duration'] === 'string' ||
      u['duration'] === null) &&
    (u['last_state_change_timestamp'] === undefined ||
      typeof u['last_state_change_timestamp'] === 'string' ||
      u['last_state_change_timestamp'] === null) &&
    (u['resource_usage'] === undefined ||
      typeof u['resource_usage'] === 'number' ||
      u['resource_usage'] === null) &&
    (u['total_stages'] === undefined ||
      typeof u['total_stages'] === 'number' ||
      u['total_stages'] === null) &&
    (u['total_rows_read'] === undefined ||
      typeof u['total_rows_read'] === 'number' ||
      u['total_rows_read'] === null) &&
    (u['total_rows_written'] === undefined ||
      typeof u['total_rows_written'] === 'number' ||
      u['total_rows_written'] === null) &&
    (u['data_flow_job_output'] === undefined ||
      isDataFlowOutput(u['data_flow_job_output']) ||
      u['data_flow_job_output'] === null) &&
    (u['status_reason'] === undefined || isStatusReason(u['status_reason']) || u['status_reason'] === null)
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
  return (
    isRecord(u) &&
    (u['metrics'] === undefined || isRunMetrics(u['metrics']) || u['metrics'] === null) &&
    (u['userStatus'] === undefined || typeof u['userStatus'] === 'string' || u['userStatus'] === null) &&
    (u['jobRunSettings'] === undefined ||
      isJobRunSettings(u['jobRunSettings']) ||
      u['jobRunSettings'] === null) &&
    (u['is_scheduled_run'] === undefined ||
      typeof u['is_scheduled_run'] === 'boolean' ||
      u['is_scheduled_run'] === null) &&
    (u['remote_engine'] === undefined ||
      typeof u['remote_engine'] === 'string' ||
      u['remote_engine'] === null)
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
  return (
    isRecord(u) &&
    (u['formatDecimalSeparator'] === undefined ||
      typeof u['formatDecimalSeparator'] === 'string' ||
      u['formatDecimalSeparator'] === null) &&
    (u['formatDateString'] === undefined ||
      typeof u['formatDateString'] === 'string' ||
      u['formatDateString'] === null) &&
    (u['formatTimestampString'] === undefined ||
      typeof u['formatTimestampString'] === 'string' ||
      u['formatTimestampString'] === null) &&
    (u['formatTimeString'] === undefined ||
      typeof u['formatTimeString'] === 'string' ||
      u['formatTimeString'] === null) &&
    (u['nlsCollate'] === undefined || typeof u['nlsCollate'] === 'string' || u['nlsCollate'] === null) &&
    (u['nlsMap'] === undefined || typeof u['nlsMap'] === 'string' || u['nlsMap'] === null)
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
  return (
    isRecord(u) &&
    (u['stage_metrics'] === undefined ||
      isArrayOfStageMetrics(u['stage_metrics']) ||
      u['stage_metrics'] === null) &&
    (u['link_metrics'] === undefined ||
      isArrayOfLinkMetrics(u['link_metrics']) ||
      u['link_metrics'] === null) &&
    (u['pipeline_summary'] === undefined ||
      isStreamingSummary(u['pipeline_summary']) ||
      u['pipeline_summary'] === null) &&
    (u['stages'] === undefined || isArrayOfStreamingStageMetrics(u['stages']) || u['stages'] === null)
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
  return (
    isRecord(u) &&
    typeof u['stage_name'] === 'string' &&
    (u['state'] === undefined || typeof u['state'] === 'string' || u['state'] === null) &&
    (u['rows_read'] === undefined || typeof u['rows_read'] === 'number' || u['rows_read'] === null) &&
    (u['rows_written'] === undefined ||
      typeof u['rows_written'] === 'number' ||
      u['rows_written'] === null) &&
    (u['stage_seconds_cpu'] === undefined ||
      typeof u['stage_seconds_cpu'] === 'number' ||
      u['stage_seconds_cpu'] === null) &&
    (u['start_time'] === undefined ||
      typeof u['start_time'] === 'number' ||
      typeof u['start_time'] === 'string' ||
      u['start_time'] === null) &&
    (u['stop_time'] === undefined ||
      typeof u['stop_time'] === 'number' ||
      typeof u['stop_time'] === 'string' ||
      u['stop_time'] === null) &&
    (u['total_memory'] === undefined ||
      typeof u['total_memory'] === 'number' ||
      u['total_memory'] === null) &&
    (u['stage_type'] === undefined || typeof u['stage_type'] === 'string' || u['stage_type'] === null) &&
    (u['instance_count'] === undefined ||
      typeof u['instance_count'] === 'number' ||
      u['instance_count'] === null) &&
    (u['instances'] === undefined || isArrayOfStageInstanceMetrics(u['instances']) || u['instances'] === null)
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
  return (
    isRecord(u) &&
    (u['instance_id'] === undefined ||
      typeof u['instance_id'] === 'string' ||
      Number.isInteger(u['instance_id']) ||
      u['instance_id'] === null) &&
    (u['rows_read'] === undefined || typeof u['rows_read'] === 'number' || u['rows_read'] === null) &&
    (u['rows_written'] === undefined || typeof u['rows_written'] === 'number' || u['rows_written'] === null)
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
  return (
    isRecord(u) &&
    typeof u['link_name'] === 'string' &&
    (u['source'] === undefined || typeof u['source'] === 'string' || u['source'] === null) &&
    (u['dest'] === undefined || typeof u['dest'] === 'string' || u['dest'] === null) &&
    (u['state'] === undefined || typeof u['state'] === 'string' || u['state'] === null) &&
    (u['rows_read'] === undefined || typeof u['rows_read'] === 'number' || u['rows_read'] === null) &&
    (u['rows_written'] === undefined ||
      typeof u['rows_written'] === 'number' ||
      u['rows_written'] === null) &&
    (u['start_time'] === undefined ||
      typeof u['start_time'] === 'number' ||
      typeof u['start_time'] === 'string' ||
      u['start_time'] === null) &&
    (u['stop_time'] === undefined ||
      typeof u['stop_time'] === 'number' ||
      typeof u['stop_time'] === 'string' ||
      u['stop_time'] === null)
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
  return (
    isRecord(u) &&
    (u['input_records'] === undefined ||
      typeof u['input_records'] === 'number' ||
      u['input_records'] === null) &&
    (u['output_records'] === undefined ||
      typeof u['output_records'] === 'number' ||
      u['output_records'] === null) &&
    (u['error_records'] === undefined ||
      typeof u['error_records'] === 'number' ||
      u['error_records'] === null) &&
    (u['stage_errors'] === undefined ||
      typeof u['stage_errors'] === 'number' ||
      u['stage_errors'] === null) &&
    (u['batch_count'] === undefined || typeof u['batch_count'] === 'number' || u['batch_count'] === null) &&
    (u['total_runners'] === undefined ||
      typeof u['total_runners'] === 'number' ||
      u['total_runners'] === null) &&
    (u['available_runners'] === undefined ||
      typeof u['available_runners'] === 'number' ||
      u['available_runners'] === null) &&
    (u['input_rate_per_sec'] === undefined ||
      typeof u['input_rate_per_sec'] === 'number' ||
      u['input_rate_per_sec'] === null) &&
    (u['output_rate_per_sec'] === undefined ||
      typeof u['output_rate_per_sec'] === 'number' ||
      u['output_rate_per_sec'] === null) &&
    (u['error_rate_per_sec'] === undefined ||
      typeof u['error_rate_per_sec'] === 'number' ||
      u['error_rate_per_sec'] === null)
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
  return (
    isRecord(u) &&
    (u['stage_id'] === undefined || typeof u['stage_id'] === 'string' || u['stage_id'] === null) &&
    (u['stage_name'] === undefined || typeof u['stage_name'] === 'string' || u['stage_name'] === null) &&
    (u['input_records'] === undefined ||
      typeof u['input_records'] === 'number' ||
      u['input_records'] === null) &&
    (u['output_records'] === undefined ||
      typeof u['output_records'] === 'number' ||
      u['output_records'] === null) &&
    (u['error_records'] === undefined ||
      typeof u['error_records'] === 'number' ||
      u['error_records'] === null) &&
    (u['stage_errors'] === undefined ||
      typeof u['stage_errors'] === 'number' ||
      u['stage_errors'] === null) &&
    (u['batch_count'] === undefined || typeof u['batch_count'] === 'number' || u['batch_count'] === null) &&
    (u['input_rate_per_sec'] === undefined ||
      typeof u['input_rate_per_sec'] === 'number' ||
      u['input_rate_per_sec'] === null) &&
    (u['output_rate_per_sec'] === undefined ||
      typeof u['output_rate_per_sec'] === 'number' ||
      u['output_rate_per_sec'] === null) &&
    (u['avg_processing_time_sec'] === undefined ||
      typeof u['avg_processing_time_sec'] === 'number' ||
      u['avg_processing_time_sec'] === null) &&
    (u['min_processing_time_sec'] === undefined ||
      typeof u['min_processing_time_sec'] === 'number' ||
      u['min_processing_time_sec'] === null) &&
    (u['max_processing_time_sec'] === undefined ||
      typeof u['max_processing_time_sec'] === 'number' ||
      u['max_processing_time_sec'] === null) &&
    (u['p95_processing_time_sec'] === undefined ||
      typeof u['p95_processing_time_sec'] === 'number' ||
      u['p95_processing_time_sec'] === null) &&
    (u['p99_processing_time_sec'] === undefined ||
      typeof u['p99_processing_time_sec'] === 'number' ||
      u['p99_processing_time_sec'] === null)
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
  return (
    isRecord(u) &&
    (u['errors'] === undefined || isArrayOfStatusReasonError(u['errors']) || u['errors'] === null)
  );
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
  return (
    isRecord(u) &&
    (u['code'] === undefined ||
      typeof u['code'] === 'string' ||
      Number.isInteger(u['code']) ||
      u['code'] === null) &&
    (u['message'] === undefined || typeof u['message'] === 'string' || u['message'] === null) &&
    (u['description'] === undefined || typeof u['description'] === 'string' || u['description'] === null)
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
  return (
    isRecord(u) &&
    (u['last_updated_at'] === undefined ||
      typeof u['last_updated_at'] === 'string' ||
      u['last_updated_at'] === null) &&
    (u['last_updater_id'] === undefined ||
      typeof u['last_updater_id'] === 'string' ||
      u['last_updater_id'] === null) &&
    (u['last_update_time'] === undefined ||
      typeof u['last_update_time'] === 'number' ||
      u['last_update_time'] === null) &&
    (u['last_accessed_at'] === undefined ||
      typeof u['last_accessed_at'] === 'string' ||
      u['last_accessed_at'] === null) &&
    (u['last_access_time'] === undefined ||
      typeof u['last_access_time'] === 'number' ||
      u['last_access_time'] === null) &&
    (u['last_accessor_id'] === undefined ||
      typeof u['last_accessor_id'] === 'string' ||
      u['last_accessor_id'] === null) &&
    (u['access_count'] === undefined || typeof u['access_count'] === 'number' || u['access_count'] === null)
  );
}

/**
 * Who changed and read an asset last, and how often. Lists of runs of 2026 carry the two update times only.
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
  return (
    isRecord(u) &&
    (u['mode'] === undefined || typeof u['mode'] === 'number' || u['mode'] === null) &&
    (u['collaborator_ids'] === undefined ||
      isRecord(u['collaborator_ids']) ||
      u['collaborator_ids'] === null) &&
    (u['member_roles'] === undefined || isRecord(u['member_roles']) || u['member_roles'] === null)
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
  return (
    isRecord(u) &&
    (u['total_rows_read'] === undefined ||
      typeof u['total_rows_read'] === 'number' ||
      u['total_rows_read'] === null) &&
    (u['total_rows_written'] === undefined ||
      typeof u['total_rows_written'] === 'number' ||
      u['total_rows_written'] === null) &&
    (u['total_bytes_read'] === undefined ||
      typeof u['total_bytes_read'] === 'number' ||
      u['total_bytes_read'] === null) &&
    (u['total_bytes_written'] === undefined ||
      typeof u['total_bytes_written'] === 'number' ||
      u['total_bytes_written'] === null) &&
    (u['engine_elapsed_secs'] === undefined ||
      typeof u['engine_elapsed_secs'] === 'number' ||
      u['engine_elapsed_secs'] === null)
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
  return (
    isRecord(u) &&
    (u['total_rows'] === undefined || Number.isInteger(u['total_rows']) || u['total_rows'] === null) &&
    isArrayOfJobRun(u['results'])
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
  return isRecord(u) && (u['job_run'] === undefined || isNewRun(u['job_run']));
}

/**
 * The body of a start. `{}` works, and so does no body at all.
 */
export const StartRunRequestCodec: t.Type<StartRunRequest> = /*#__PURE__*/ codec(
  'StartRunRequest',
  isStartRunRequest,
  () => t.partial({ job_run: NewRunCodec }, 'StartRunRequest'),
);

function isNewRun(u: unknown): boolean {
  return (
    isRecord(u) &&
    (u['name'] === undefined || typeof u['name'] === 'string') &&
    (u['description'] === undefined || typeof u['description'] === 'string') &&
    (u['configuration'] === undefined || isJobConfiguration(u['configuration'])) &&
    (u['job_parameters'] === undefined || isArrayOfJobParameter(u['job_parameters'])) &&
    (u['parameter_sets'] === undefined || isArrayOfParameterSetRef(u['parameter_sets']))
  );
}

/**
 * What a run does differently from its job. Every member is optional.
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
  return (
    isRecord(u) &&
    isArrayOf_string(u['results']) &&
    (u['total_count'] === undefined || Number.isInteger(u['total_count']) || u['total_count'] === null)
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
  return (
    isRecord(u) &&
    isArrayOfErrorItem(u['errors']) &&
    (u['trace'] === undefined || typeof u['trace'] === 'string' || u['trace'] === null) &&
    (u['trace_id'] === undefined || typeof u['trace_id'] === 'string' || u['trace_id'] === null) &&
    (u['traceId'] === undefined || typeof u['traceId'] === 'string' || u['traceId'] === null) &&
    (u['status_code'] === undefined ||
      Number.isInteger(u['status_code']) ||
      typeof u['status_code'] === 'string' ||
      u['status_code'] === null)
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
  return (
    isRecord(u) &&
    (u['code'] === undefined ||
      typeof u['code'] === 'string' ||
      Number.isInteger(u['code']) ||
      u['code'] === null) &&
    typeof u['message'] === 'string' &&
    (u['id'] === undefined || typeof u['id'] === 'string' || u['id'] === null) &&
    (u['more_info'] === undefined || typeof u['more_info'] === 'string' || u['more_info'] === null) &&
    (u['target'] === undefined || isErrorTarget(u['target']) || u['target'] === null)
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
  return (
    isRecord(u) &&
    (u['type'] === undefined || typeof u['type'] === 'string' || u['type'] === null) &&
    (u['name'] === undefined || typeof u['name'] === 'string' || u['name'] === null)
  );
}

/**
 * The part of the request that an error is about.
 */
export const ErrorTargetCodec: t.Type<ErrorTarget> = /*#__PURE__*/ codec('ErrorTarget', isErrorTarget, () =>
  t.partial({ type: t.union([t.string, t.null]), name: t.union([t.string, t.null]) }, 'ErrorTarget'),
);

function isErrorModel(u: unknown): boolean {
  return (
    isRecord(u) &&
    (u['code'] === undefined ||
      typeof u['code'] === 'string' ||
      Number.isInteger(u['code']) ||
      u['code'] === null) &&
    typeof u['message'] === 'string' &&
    (u['more_info'] === undefined || typeof u['more_info'] === 'string' || u['more_info'] === null) &&
    (u['target'] === undefined || isErrorTarget(u['target']) || u['target'] === null) &&
    (u['trace'] === undefined || typeof u['trace'] === 'string' || u['trace'] === null)
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
