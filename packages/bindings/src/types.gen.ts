// Generated from openapi/jobs.yaml by `npm run generate`. Do not edit.

/**
 * One job. Further members, such as attachments, appear when a job is read through other services.
 */
export type Job = {
  /**
   * Name, id and what the asset store knows about the job.
   */
  metadata: JobMetadata;
  /**
   * The job itself, one level down.
   */
  entity: JobEntity;
  /**
   * The address of the job in the asset store, absolute or relative. Seen after creation and change; absent in lists.
   */
  href?: string;
  /**
   * The id of the job, repeated. Seen after creation only.
   */
  asset_id?: string;
};

/**
 * What the asset store knows about a job. Lists and single reads carry a short form (name, description, asset_id, owner_id, version); creation and change answer the long form.
 */
export type JobMetadata = {
  /**
   * The name of the job. Unique within its project or space.
   */
  name: string;
  /**
   * The id of the job, a UUID of any version. Use it as `job_id`.
   */
  asset_id: string;
  /**
   * A free text about the job. Absent or empty when there is none.
   */
  description?: string | null;
  /**
   * The id of the owner: a user, a service or a plain number, depending on the deployment.
   */
  owner_id?: string;
  /**
   * 0 in lists and 2 in single bodies. It does not count revisions, and some services write it as a float.
   */
  version?: number;
  /**
   * The project it is in. In the long form only, and absent in a space.
   */
  project_id?: string;
  /**
   * The deployment space it is in. In the long form only, and absent in a project.
   */
  space_id?: string;
  /**
   * Seen in projects only, in the long form, equal to the project's id. Its meaning is unknown.
   */
  sandbox_id?: string;
  /**
   * The last change and the last access.
   */
  usage?: AssetUsage;
  /**
   * Who may see it. In the long form only.
   */
  rov?: AssetRov;
  /**
   * Labels. An empty list in 2020; absent when empty since.
   */
  tags?: Array<string> | null;
  /**
   * The kind of asset, `job` here. In the long form only.
   */
  asset_type?: string;
  /**
   * The kinds of attributes, `job` among them. In the long form only.
   */
  asset_attributes?: Array<string> | null;
  /**
   * `USER` in every known long form.
   */
  asset_category?: string;
  /**
   * `available` in every known long form.
   */
  asset_state?: string;
  /**
   * A country code in lower case. In the long form only.
   */
  origin_country?: string;
  /**
   * The average rating. In the long form only.
   */
  rating?: number;
  /**
   * The number of ratings. In the long form only.
   */
  total_ratings?: number;
  /**
   * The catalog behind the project or space. In the long form only.
   */
  catalog_id?: string;
  /**
   * When it was created, in milliseconds since 1970. In the long form only.
   */
  created?: number;
  /**
   * When it was created, as ISO 8601 in UTC without a fraction, such as `2026-11-03T02:00:00Z`. In the long form only.
   */
  created_at?: string;
  /**
   * The id of the creator. In the long form only, and not in bodies of 2020.
   */
  creator_id?: string;
  /**
   * A size, 0 in every known long form. Its unit is unknown.
   */
  size?: number;
};

/**
 * The wrapper around the definition of a job.
 */
export type JobEntity = {
  /**
   * The definition of the job.
   */
  job: JobDefinition;
};

/**
 * What a job does, when, and with which values.
 */
export type JobDefinition = {
  /**
   * The id of the asset to execute, for instance a flow. Absent for jobs without an asset.
   */
  asset_ref?: string | null;
  /**
   * The type of the asset. An open set; compare without regard to case.
   */
  asset_ref_type: string;
  /**
   * The name of the asset. Specified, but not in any known body.
   */
  asset_ref_name?: string | null;
  /**
   * How to execute the asset.
   */
  configuration: JobConfiguration;
  /**
   * Obsolete, do not use. It was `None` before the first run, and is `deprecated field` on clusters of 2026.
   */
  last_run_initiator?: string | null;
  /**
   * Obsolete, do not use. It was empty before the first run, and is `deprecated field` on clusters of 2026.
   */
  last_run_time?: string | null;
  /**
   * Obsolete, do not use. It was `None` before the first run, and is `deprecated field` on clusters of 2026. List the runs instead.
   */
  last_run_status?: string | null;
  /**
   * When the last run changed its state, in milliseconds since 1970. 0 before the first run.
   */
  last_run_status_timestamp?: number | null;
  /**
   * The next times the schedule fires, ten at most, as ISO 8601 in UTC with milliseconds. Empty without a schedule; absent in 2020.
   */
  future_scheduled_runs?: Array<string> | null;
  /**
   * An older switch for notifications, true in every known body that has it. Absent in 2020.
   */
  enable_notifications?: boolean | null;
  /**
   * The name of the project. Absent in a space and in some bodies of 2020.
   */
  project_name?: string | null;
  /**
   * The name of the deployment space. Absent in a project.
   */
  space_name?: string | null;
  /**
   * When to start runs, as a cron text of five fields evaluated in UTC. Absent, empty or null when not scheduled; older texts name a form with seven fields.
   */
  schedule?: string | null;
  /**
   * The window of the schedule and whether it repeats. Absent when not scheduled.
   */
  schedule_info?: ScheduleInfo | null;
  /**
   * The id of the schedule. Empty when not scheduled; absent in 2020.
   */
  schedule_id?: string | null;
  /**
   * Who made the schedule. Empty when not scheduled; absent in 2020.
   */
  schedule_creator_id?: string | null;
  /**
   * Values for the parameters of the flow. Seen in 2026; absent in 2020 and 2022.
   */
  job_parameters?: Array<JobParameter> | null;
  /**
   * Parameter sets that give further values. Seen in 2026 as an empty list only.
   */
  parameter_sets?: Array<ParameterSetRef> | null;
  /**
   * How long to keep runs. Absent, null or `{}` means forever.
   */
  retention_policy?: RetentionPolicy | null;
  /**
   * The final states of a run to notify about. Sent by other clients; not in any known body.
   */
  notification_types?: NotificationTypes | null;
  /**
   * Data assets that the flow uses, each written as path=name=asset_id.
   */
  data_assets_array?: Array<string> | null;
  /**
   * The name of the flow. Seen in exports only.
   */
  flow_name?: string | null;
  /**
   * An alias that works in place of the job's id. Globally unique; lower-case letters, digits and underscores, 1 to 36 of them.
   */
  serving_name?: string | null;
  /**
   * Its type and meaning are unknown.
   */
  task_credentials_support?: unknown;
};

/**
 * How a job executes its asset. Members that belong to one type of asset are kept by the service as they were sent. Do not send null when creating a job.
 */
export type JobConfiguration = {
  /**
   * The runtime environment. On IBM Cloud its name, a hyphen and the project's id; on a cluster a UUID.
   */
  env_id?: string | null;
  /**
   * The kind of environment, such as `datastage` or `default_spark`. Often empty.
   */
  env_type?: string | null;
  /**
   * Environment variables, each as NAME=value; split at the first equals sign. The service answers them in clear text, so treat them as secret.
   */
  env_variables?: Array<string> | null;
  /**
   * Row and warning limits. DataStage only.
   */
  flow_limits?: FlowLimits | null;
  /**
   * Parameters as texts of the form name=value. Not the same format as the member with the same name next to the configuration.
   */
  job_parameters?: Array<string> | null;
  /**
   * The version of a notebook. Absent or empty means the latest.
   */
  version?: string | null;
  /**
   * The job definition behind a batch deployment.
   */
  deployment_job_definition_id?: string | null;
  /**
   * Totals of rows and bytes. Described by other clients; not in any known body.
   */
  outputs?: DataFlowOutput | null;
  /**
   * Where a streaming job continues in its sources. Null after a reset; the inner shape is unknown.
   */
  offset?: { [key: string]: unknown } | null;
  /**
   * The environment of a streaming flow.
   */
  streamsets_env_id?: string | null;
  /**
   * The queue that runs wait in, such as `Medium`. Camel case on the wire.
   */
  runPriorityQueue?: string | null;
  /**
   * The file that a script job starts with.
   */
  entrypoint?: string | null;
};

/**
 * The window in which a schedule is active. Every member is optional; `repeat` alone is common.
 */
export type ScheduleInfo = {
  /**
   * Whether the schedule fires more than once.
   */
  repeat?: boolean | null;
  /**
   * The earliest start, in milliseconds since 1970. Camel case on the wire.
   */
  startOn?: number | null;
  /**
   * The end of the schedule, in milliseconds since 1970. Camel case on the wire.
   */
  endOn?: number | null;
};

/**
 * One parameter with its value.
 */
export type JobParameter = {
  /**
   * The name of the parameter. A parameter of a set is written with a dot, as in set.parameter.
   */
  name: string;
  /**
   * The value, of any JSON type. Texts, whole numbers and the empty text were seen; streaming flows take texts only.
   */
  value?: unknown;
};

/**
 * A parameter set that a job or run takes values from.
 */
export type ParameterSetRef = {
  /**
   * The name of the set. `PROJDEF` is reserved.
   */
  name: string;
  /**
   * The asset id of the set.
   */
  ref?: string | null;
  /**
   * The name of the value set to use within the set.
   */
  value_set?: string | null;
  /**
   * Values that replace those of the set.
   */
  values?: Array<JobParameter> | null;
  /**
   * Another set to take the values from.
   */
  values_from?: ParameterSetValuesFrom | null;
};

/**
 * The source of the values of a parameter set. Specified, but not in any known body.
 */
export type ParameterSetValuesFrom = {
  /**
   * The set to take the values from.
   */
  parameter_set?: ParameterSetSource | null;
};

/**
 * A parameter set named as the source of values.
 */
export type ParameterSetSource = {
  /**
   * The name of the set.
   */
  name?: string | null;
  /**
   * The asset id of the set.
   */
  ref?: string | null;
  /**
   * The name of the value set within it.
   */
  value_set?: string | null;
};

/**
 * How long runs are kept. `{}` means forever. Give `days` or `amount`, not both; whether the service rejects both is unknown.
 */
export type RetentionPolicy = {
  /**
   * Keep runs for this many days.
   */
  days?: number | null;
  /**
   * Keep this many of the newest runs.
   */
  amount?: number | null;
};

/**
 * The final states of a run to notify about.
 */
export type NotificationTypes = {
  /**
   * Notify when a run completes.
   */
  success?: boolean | null;
  /**
   * Notify when a run completes with warnings.
   */
  warning?: boolean | null;
  /**
   * Notify when a run fails.
   */
  failure?: boolean | null;
};

/**
 * Limits of a DataStage run.
 */
export type FlowLimits = {
  /**
   * The number of warnings after which the run stops.
   */
  warn_limit?: number | null;
  /**
   * The number of rows after which the run stops. Often filled in by the service on runs, then mostly 0.
   */
  row_limit?: number | null;
};

/**
 * One page of jobs.
 */
export type JobList = {
  /**
   * The number of jobs on all pages together.
   */
  total_rows?: number | null;
  /**
   * The jobs on this page.
   */
  results: Array<Job>;
  /**
   * The bookmark of the next page; send it back as the query parameter `next`. Absent, null or empty on the last page. Its inner shape is unknown, so do not look inside.
   */
  next?: unknown;
};

/**
 * The body of a job's creation.
 */
export type CreateJobRequest = {
  /**
   * The job to create.
   */
  job: NewJob;
};

/**
 * A job to be created. Omit a member instead of sending null, which the service rejects. Give `asset_ref` or `asset_ref_type`, not both.
 */
export type NewJob = {
  /**
   * The name, unique within the project or space. The maximum length is unknown.
   */
  name: string;
  /**
   * The id of the asset to execute. The service derives the type from it.
   */
  asset_ref?: string;
  /**
   * The type of the job when there is no asset.
   */
  asset_ref_type?: string;
  /**
   * How to execute the asset. The service sets what is omitted.
   */
  configuration?: JobConfiguration;
  /**
   * A free text.
   */
  description?: string;
  /**
   * A cron text of five fields, evaluated in UTC. Empty means not scheduled.
   */
  schedule?: string;
  /**
   * The window of the schedule.
   */
  schedule_info?: ScheduleInfo;
  /**
   * Values for the parameters of the flow.
   */
  job_parameters?: Array<JobParameter>;
  /**
   * Parameter sets that give further values.
   */
  parameter_sets?: Array<ParameterSetRef>;
  /**
   * How long to keep runs.
   */
  retention_policy?: RetentionPolicy;
  /**
   * The final states of a run to notify about.
   */
  notification_types?: NotificationTypes;
  /**
   * An alias that works in place of the job's id. Globally unique; lower-case letters, digits and underscores, 1 to 36 of them.
   */
  serving_name?: string;
};

/**
 * The operations to apply to a job, in order.
 */
export type JobPatch = Array<JsonPatchOperation>;

/**
 * One operation of a JSON Patch (RFC 6902). `add` and `replace` are known to work, and `add` on a member that exists replaces it; the others are not documented for this service.
 */
export type JsonPatchOperation = {
  /**
   * The operation.
   */
  op: 'add' | 'remove' | 'replace' | 'move' | 'copy' | 'test';
  /**
   * The path, as a JSON Pointer from the root of the job, such as /metadata/name or /entity/job/schedule.
   */
  path: string;
  /**
   * The new value for add and replace, of any type; null clears some members.
   */
  value?: unknown;
  /**
   * Where to take the value from, for move and copy.
   */
  from?: string;
};

/**
 * One run of a job. Further members, such as attachments, appear when a run is read through other services.
 */
export type JobRun = {
  /**
   * Name, id and what the asset store knows about the run.
   */
  metadata: JobRunMetadata;
  /**
   * The run itself, one level down.
   */
  entity: JobRunEntity;
  /**
   * The address of the run in the asset store, absolute or relative. Seen after a start.
   */
  href?: string;
};

/**
 * What the asset store knows about a run. Lists and single reads carry a short form; a start answers the long form.
 */
export type JobRunMetadata = {
  /**
   * The name of the run. `job run` unless the start named it; replaced by the service for notebooks and scripts.
   */
  name: string;
  /**
   * The id of the run, a UUID of any version. Use it as `run_id`.
   */
  asset_id: string;
  /**
   * A free text about the run. Absent or empty when there is none.
   */
  description?: string | null;
  /**
   * The id of the owner: a user, a service or a plain number, depending on the deployment.
   */
  owner_id?: string;
  /**
   * 2 in the long forms known. It does not count revisions, and some services write it as a float.
   */
  version?: number;
  /**
   * The project it is in. In the long form only, and absent in a space.
   */
  project_id?: string;
  /**
   * The deployment space it is in. In the long form only, and absent in a project.
   */
  space_id?: string;
  /**
   * Seen in projects only, in the long form, equal to the project's id. Its meaning is unknown.
   */
  sandbox_id?: string;
  /**
   * The last change and the last access. Lists of 2026 carry two of its members; short forms of 2020 had none.
   */
  usage?: AssetUsage;
  /**
   * Who may see it. In the long form only.
   */
  rov?: AssetRov;
  /**
   * Labels. An empty list in 2020; absent when empty since.
   */
  tags?: Array<string> | null;
  /**
   * The kind of asset, `job_run` here. In the long form only.
   */
  asset_type?: string;
  /**
   * The kinds of attributes, `job_run` among them. In the long form only.
   */
  asset_attributes?: Array<string> | null;
  /**
   * `USER` in every known long form.
   */
  asset_category?: string;
  /**
   * `available` in every known long form.
   */
  asset_state?: string;
  /**
   * A country code in lower case. In the long form only.
   */
  origin_country?: string;
  /**
   * The average rating. In the long form only.
   */
  rating?: number;
  /**
   * The number of ratings. In the long form only.
   */
  total_ratings?: number;
  /**
   * The catalog behind the project or space. In the long form only.
   */
  catalog_id?: string;
  /**
   * When it was created, in milliseconds since 1970. 0 in every list known, of 2020 and of 2026; right elsewhere.
   */
  created?: number;
  /**
   * When it was created, as ISO 8601 in UTC without a fraction, such as `2026-11-03T02:00:00Z`. Right even where `created` is 0.
   */
  created_at?: string;
  /**
   * The id of the creator. In the long form only, and not in bodies of 2020.
   */
  creator_id?: string;
  /**
   * A size, 0 in every known long form. Its unit is unknown.
   */
  size?: number;
};

/**
 * The wrapper around the detail of a run.
 */
export type JobRunEntity = {
  /**
   * The detail of the run.
   */
  job_run: JobRunDetail;
  /**
   * Where the run took place. Seen in 2022 when a run was read through another service.
   */
  location_definition?: { [key: string]: unknown } | null;
};

/**
 * What a run does and how far it got. Times, totals and parameters are missing on a run that failed before it was submitted and in the answer to a start.
 */
export type JobRunDetail = {
  /**
   * The id of the job.
   */
  job_ref: string;
  /**
   * The name of the job. Absent in some bodies of 2020.
   */
  job_name?: string | null;
  /**
   * The type of the asset, the job's `asset_ref_type`. Absent in some bodies of 2020.
   */
  job_type?: string | null;
  /**
   * The state of the run. Canceled, Failed, Completed, CompletedWithErrors and CompletedWithWarnings are terminal; other values are possible.
   */
  state: string;
  /**
   * Whether the schedule started it. Camel case on the wire; in every known body.
   */
  isScheduledRun?: boolean | null;
  /**
   * The configuration in force, with the metrics. In every known body, though a list promises only a part of the detail.
   */
  configuration?: RunConfiguration;
  /**
   * The name of the project. Absent in a space and in 2020.
   */
  project_name?: string | null;
  /**
   * The name of the deployment space. Absent in a project.
   */
  space_name?: string | null;
  /**
   * The id in the runtime. For DataStage the run's own id; absent until the run is submitted.
   */
  runtime_job_id?: string | null;
  /**
   * The parameters in force. For DataStage the service puts some of its own around them.
   */
  job_parameters?: Array<JobParameter> | null;
  /**
   * The parameter sets in force. Seen as an empty list only.
   */
  parameter_sets?: Array<ParameterSetRef> | null;
  /**
   * When the run was queued, in milliseconds since 1970. Seen in 2026 only.
   */
  queue_start?: number | null;
  /**
   * When the run left the queue, in milliseconds since 1970. Seen in 2026 only.
   */
  queue_end?: number | null;
  /**
   * When the execution began, in milliseconds since 1970. Seen in 2026 only, always before `queue_start`.
   */
  execution_start?: number | null;
  /**
   * When the execution ended, in milliseconds since 1970. May be missing for many minutes on a completed run.
   */
  execution_end?: number | null;
  /**
   * The length of the run in seconds, mostly a whole number. Specified as a text; not equal to the difference of the execution times.
   */
  duration?: number | string | null;
  /**
   * When the state changed last, as ISO 8601 in UTC without a fraction. Absent in 2020 and in the answer to a start.
   */
  last_state_change_timestamp?: string | null;
  /**
   * The resources used, on IBM Cloud only. The unit is not published.
   */
  resource_usage?: number | null;
  /**
   * The number of stages. 0 on early failures.
   */
  total_stages?: number | null;
  /**
   * Total rows read. 0 on early failures, and seen as 0 on a completed run that had read rows.
   */
  total_rows_read?: number | null;
  /**
   * Total rows written. 0 on early failures, and seen as 0 on a completed run that had written rows.
   */
  total_rows_written?: number | null;
  /**
   * Totals of Data Flow jobs. Seen in 2020.
   */
  data_flow_job_output?: DataFlowOutput | null;
  /**
   * Why the run ended as it did. Described in public guides; not in any known body.
   */
  status_reason?: StatusReason | null;
};

/**
 * The configuration in force for a run, which is that of the job, what the start replaced, and what the service adds.
 */
export type RunConfiguration = JobConfiguration & RunConfigurationAdditions;

/**
 * The members that a run's configuration has beyond those of a job.
 */
export type RunConfigurationAdditions = {
  /**
   * Measures of the run. `{}` when it failed early, absent in the answer to a start.
   */
  metrics?: RunMetrics | null;
  /**
   * A status set by the flow, mostly empty. Camel case on the wire.
   */
  userStatus?: string | null;
  /**
   * Formats used by the run. Seen in 2026.
   */
  jobRunSettings?: JobRunSettings | null;
  /**
   * A second spelling of `isScheduledRun`. Seen in 2022.
   */
  is_scheduled_run?: boolean | null;
  /**
   * The id of the remote engine that ran it. Seen in 2022.
   */
  remote_engine?: string | null;
  /**
   * The outcome of a test case run. Its shape is unknown.
   */
  test_result?: unknown;
};

/**
 * Formats of numbers, dates and texts of a DataStage run.
 */
export type JobRunSettings = {
  /**
   * The decimal separator.
   */
  formatDecimalSeparator?: string | null;
  /**
   * The format of dates.
   */
  formatDateString?: string | null;
  /**
   * The format of timestamps.
   */
  formatTimestampString?: string | null;
  /**
   * The format of times.
   */
  formatTimeString?: string | null;
  /**
   * The collation of texts.
   */
  nlsCollate?: string | null;
  /**
   * The character encoding.
   */
  nlsMap?: string | null;
};

/**
 * Measures of a run, three forms by age and by run. DataStage runs have stages and links; what streaming runs have is known from documentation only.
 */
export type RunMetrics = {
  /**
   * One entry for each stage of a DataStage flow.
   */
  stage_metrics?: Array<StageMetrics> | null;
  /**
   * One entry for each link of a DataStage flow.
   */
  link_metrics?: Array<LinkMetrics> | null;
  /**
   * Totals of a streaming run, only while it is active. Where it appears on the wire is unknown.
   */
  pipeline_summary?: StreamingSummary | null;
  /**
   * One entry for each stage of a streaming run, only while it is active. Where it appears on the wire is unknown.
   */
  stages?: Array<StreamingStageMetrics> | null;
};

/**
 * Measures of one stage of a DataStage run.
 */
export type StageMetrics = {
  /**
   * The name of the stage.
   */
  stage_name: string;
  /**
   * How the stage ended. An open set.
   */
  state?: string | null;
  /**
   * Rows read.
   */
  rows_read?: number | null;
  /**
   * Rows written.
   */
  rows_written?: number | null;
  /**
   * Processor time in seconds. Seen in 2026.
   */
  stage_seconds_cpu?: number | null;
  /**
   * The start, in seconds since 1970 with a fraction. In the long form of 2026.
   */
  start_time?: number | string | null;
  /**
   * The end, in seconds since 1970 with a fraction. In the long form of 2026.
   */
  stop_time?: number | string | null;
  /**
   * Memory used. The unit is unknown; in the long form of 2026.
   */
  total_memory?: number | null;
  /**
   * The type of the stage. In the long form of 2026.
   */
  stage_type?: string | null;
  /**
   * The number of parallel instances. In the long form of 2026.
   */
  instance_count?: number | null;
  /**
   * One entry for each parallel instance. In the long form of 2026.
   */
  instances?: Array<StageInstanceMetrics> | null;
};

/**
 * Measures of one parallel instance of a stage.
 */
export type StageInstanceMetrics = {
  /**
   * The id of the instance within its stage.
   */
  instance_id?: string | number | null;
  /**
   * Rows read by the instance.
   */
  rows_read?: number | null;
  /**
   * Rows written by the instance.
   */
  rows_written?: number | null;
};

/**
 * Measures of one link of a DataStage run.
 */
export type LinkMetrics = {
  /**
   * The name of the link.
   */
  link_name: string;
  /**
   * The stage the link leaves. Missing on failed links.
   */
  source?: string | null;
  /**
   * The stage the link enters. Sometimes missing.
   */
  dest?: string | null;
  /**
   * How the link ended. An open set.
   */
  state?: string | null;
  /**
   * Rows read from the link.
   */
  rows_read?: number | null;
  /**
   * Rows written to the link.
   */
  rows_written?: number | null;
  /**
   * The start. Seconds since 1970 with a fraction in 2026; a text YYYY-MM-DD HH:MM:SS in 2022; missing on failed links.
   */
  start_time?: number | string | null;
  /**
   * The end. Seconds since 1970 with a fraction in 2026; a text YYYY-MM-DD HH:MM:SS in 2022; missing on failed links.
   */
  stop_time?: number | string | null;
};

/**
 * Totals of an active streaming run, as documentation describes them.
 */
export type StreamingSummary = {
  /**
   * Records that came in.
   */
  input_records?: number | null;
  /**
   * Records that went out.
   */
  output_records?: number | null;
  /**
   * Records that failed.
   */
  error_records?: number | null;
  /**
   * Errors of stages.
   */
  stage_errors?: number | null;
  /**
   * Batches processed.
   */
  batch_count?: number | null;
  /**
   * Total number of runners.
   */
  total_runners?: number | null;
  /**
   * Runners that are free.
   */
  available_runners?: number | null;
  /**
   * Records that come in, per second.
   */
  input_rate_per_sec?: number | null;
  /**
   * Records that go out, per second.
   */
  output_rate_per_sec?: number | null;
  /**
   * Records that fail, per second.
   */
  error_rate_per_sec?: number | null;
};

/**
 * Measures of one stage of an active streaming run, as documentation describes them.
 */
export type StreamingStageMetrics = {
  /**
   * The id of the stage.
   */
  stage_id?: string | null;
  /**
   * The name of the stage.
   */
  stage_name?: string | null;
  /**
   * Records that came in.
   */
  input_records?: number | null;
  /**
   * Records that went out.
   */
  output_records?: number | null;
  /**
   * Records that failed.
   */
  error_records?: number | null;
  /**
   * Errors of the stage.
   */
  stage_errors?: number | null;
  /**
   * Batches processed.
   */
  batch_count?: number | null;
  /**
   * Records that come in, per second.
   */
  input_rate_per_sec?: number | null;
  /**
   * Records that go out, per second.
   */
  output_rate_per_sec?: number | null;
  /**
   * Mean time for a batch, in seconds.
   */
  avg_processing_time_sec?: number | null;
  /**
   * Minimum time for a batch, in seconds.
   */
  min_processing_time_sec?: number | null;
  /**
   * Maximum time for a batch, in seconds.
   */
  max_processing_time_sec?: number | null;
  /**
   * 95th percentile of the time for a batch, in seconds.
   */
  p95_processing_time_sec?: number | null;
  /**
   * 99th percentile of the time for a batch, in seconds.
   */
  p99_processing_time_sec?: number | null;
};

/**
 * Why a run ended as it did.
 */
export type StatusReason = {
  /**
   * The errors that ended the run.
   */
  errors?: Array<StatusReasonError> | null;
};

/**
 * One error that ended a run.
 */
export type StatusReasonError = {
  /**
   * A code for the error.
   */
  code?: string | number | null;
  /**
   * What happened.
   */
  message?: string | null;
  /**
   * Details of the error.
   */
  description?: string | null;
};

/**
 * The last change and the last access of an asset, and the number of accesses. Lists of runs of 2026 carry the two update times only.
 */
export type AssetUsage = {
  /**
   * The last change, as ISO 8601 in UTC without a fraction.
   */
  last_updated_at?: string | null;
  /**
   * Who made the last change.
   */
  last_updater_id?: string | null;
  /**
   * The last change, in milliseconds since 1970.
   */
  last_update_time?: number | null;
  /**
   * The last access, as ISO 8601 in UTC without a fraction.
   */
  last_accessed_at?: string | null;
  /**
   * The last access, in milliseconds since 1970.
   */
  last_access_time?: number | null;
  /**
   * Who made the last access.
   */
  last_accessor_id?: string | null;
  /**
   * The number of accesses, 0 in every known long form.
   */
  access_count?: number | null;
};

/**
 * Who may see an asset.
 */
export type AssetRov = {
  /**
   * The visibility mode, 0 in every known body.
   */
  mode?: number | null;
  /**
   * Collaborators by id. Empty in every known body.
   */
  collaborator_ids?: { [key: string]: unknown } | null;
  /**
   * Roles by user id. Not in bodies of 2020.
   */
  member_roles?: { [key: string]: unknown } | null;
};

/**
 * Totals of a Data Flow job.
 */
export type DataFlowOutput = {
  /**
   * Rows read.
   */
  total_rows_read?: number | null;
  /**
   * Rows written.
   */
  total_rows_written?: number | null;
  /**
   * Bytes read.
   */
  total_bytes_read?: number | null;
  /**
   * Bytes written.
   */
  total_bytes_written?: number | null;
  /**
   * Time spent in the engine, in seconds. Seen in 2020.
   */
  engine_elapsed_secs?: number | null;
};

/**
 * One page of runs.
 */
export type JobRunList = {
  /**
   * The number of runs on all pages together.
   */
  total_rows?: number | null;
  /**
   * The runs on this page.
   */
  results: Array<JobRun>;
  /**
   * The bookmark of the next page; send it back as the query parameter `next`. Absent, null or empty on the last page. Its inner shape is unknown, so do not look inside.
   */
  next?: unknown;
};

/**
 * The body of a start. `{}` or no body is accepted.
 */
export type StartRunRequest = {
  /**
   * What this run does differently from the job.
   */
  job_run?: NewRun;
};

/**
 * Overrides of the job for one run. Every member is optional.
 */
export type NewRun = {
  /**
   * The name of the run, `job run` when absent. Replaced by the service for notebooks and scripts.
   */
  name?: string;
  /**
   * A free text.
   */
  description?: string;
  /**
   * Configuration for this run. Its `env_variables` replace those of the job and are not merged with them.
   */
  configuration?: JobConfiguration;
  /**
   * Values for the parameters of the flow.
   */
  job_parameters?: Array<JobParameter>;
  /**
   * Parameter sets that give further values.
   */
  parameter_sets?: Array<ParameterSetRef>;
};

/**
 * An object without members.
 */
export type EmptyRequest = { [key: string]: unknown };

/**
 * The log of a run.
 */
export type RunLogs = {
  /**
   * The lines. DataStage lines carry a severity, a message id, a time and a text; in 2023 there was one line holding a JSON array of events.
   */
  results: Array<string>;
  /**
   * The total number of lines.
   */
  total_count?: number | null;
};

/**
 * The body of an error, in one of the two shapes in use.
 */
export type ServiceError = ErrorEnvelope | ErrorModel;

/**
 * The usual shape of an error, a list of errors with an id for tracing.
 */
export type ErrorEnvelope = {
  /**
   * What went wrong.
   */
  errors: Array<ErrorItem>;
  /**
   * An id of the exchange, for tracing.
   */
  trace?: string | null;
  /**
   * Another spelling of `trace`.
   */
  trace_id?: string | null;
  /**
   * Another spelling of `trace`.
   */
  traceId?: string | null;
  /**
   * The HTTP status, repeated.
   */
  status_code?: number | string | null;
};

/**
 * One error of a list.
 */
export type ErrorItem = {
  /**
   * A short code. The service's own codes are not published.
   */
  code?: string | number | null;
  /**
   * A readable description of the error.
   */
  message: string;
  /**
   * An id of the error.
   */
  id?: string | null;
  /**
   * A link to more information.
   */
  more_info?: string | null;
  /**
   * What the error is about.
   */
  target?: ErrorTarget | null;
};

/**
 * The part of the request that an error is about.
 */
export type ErrorTarget = {
  /**
   * The kind of part.
   */
  type?: string | null;
  /**
   * The name of the part.
   */
  name?: string | null;
};

/**
 * The flat shape of an error, from the published specification. Neighbouring services send it with further members.
 */
export type ErrorModel = {
  /**
   * A short code. The service's own codes are not published.
   */
  code?: string | number | null;
  /**
   * A readable description of the error.
   */
  message: string;
  /**
   * A link to more information.
   */
  more_info?: string | null;
  /**
   * What the error is about.
   */
  target?: ErrorTarget | null;
  /**
   * An id of the exchange, for tracing.
   */
  trace?: string | null;
};

/**
 * A search for assets, or the position of a further page. The service gives more members back in `next`; send them unchanged.
 */
export type AssetSearch = {
  /**
   * A Lucene query, such as `asset.name:"exact name"`. In quotes, only the quotation mark and the backslash have a meaning.
   */
  query: string;
  /**
   * The maximum number of rows on a page. 200 by default and, as far as known, at most.
   */
  limit?: number;
  /**
   * The field to sort by. Only `asset.name` was seen.
   */
  sort?: string;
  /**
   * `entity` asks for the entities too. Whether it is honoured for every type is unknown.
   */
  include?: string;
  /**
   * The position of a further page. Only as given back in `next`.
   */
  bookmark?: string;
};

/**
 * One page of assets that match a query.
 */
export type AssetSearchPage = {
  /**
   * The number of matches on all pages together.
   */
  total_rows?: number | null;
  /**
   * The assets on this page.
   */
  results: Array<FoundAsset>;
  /**
   * The body that requests the next page, an object. Absent on the last page.
   */
  next?: unknown;
};

/**
 * One asset that matches a query.
 */
export type FoundAsset = {
  /**
   * Name, id and what the asset store knows about it.
   */
  metadata: FoundAssetMetadata;
  /**
   * What the asset is. Only if the search asks for it, and not in every answer.
   */
  entity?: FoundEntity | null;
  /**
   * The address of the asset in the asset store.
   */
  href?: string;
};

/**
 * The entity of an asset, a member with the name of its type. Entities of types other than runs are not described.
 */
export type FoundEntity = {
  /**
   * The run, as other operations answer it, but for numbers that may be floats.
   */
  job_run?: JobRunDetail;
};

/**
 * What the asset store knows about an asset.
 */
export type FoundAssetMetadata = {
  /**
   * The name of the asset.
   */
  name: string;
  /**
   * The id of the asset.
   */
  asset_id: string;
  /**
   * A free text about the asset.
   */
  description?: string | null;
  /**
   * The type of the asset.
   */
  asset_type?: string;
  /**
   * The project it is in. Absent in a space.
   */
  project_id?: string;
  /**
   * The deployment space it is in. Absent in a project.
   */
  space_id?: string;
  /**
   * When it was created, in milliseconds since 1970.
   */
  created?: number;
  /**
   * When it was created, as ISO 8601 in UTC.
   */
  created_at?: string;
};

/**
 * Projects, or deployment spaces.
 */
export type ResourceList = {
  /**
   * The entries of this page.
   */
  resources: Array<Resource>;
};

/**
 * One project or deployment space.
 */
export type Resource = {
  /**
   * Its id.
   */
  metadata: ResourceMetadata;
  /**
   * Its name.
   */
  entity: ResourceEntity;
};

/**
 * The id of a project or space.
 */
export type ResourceMetadata = {
  /**
   * The id of a project.
   */
  guid?: string | null;
  /**
   * The id of a space.
   */
  id?: string | null;
};

/**
 * What a project or space is.
 */
export type ResourceEntity = {
  /**
   * The name. Not unique for projects of different owners, as far as known.
   */
  name?: string | null;
};

export type ListJobsInput = {
  query?: {
    /**
     * Only the jobs of this asset, for instance of one flow.
     */
    asset_ref?: string;
    /**
     * Only the jobs whose asset is of this type.
     */
    asset_ref_type?: string;
    /**
     * Only the job that this run belongs to.
     */
    run_id?: string;
    /**
     * The maximum number of rows on a page. Public documents state a limit of 100 or 200; what happens above it is unknown, so request at most 100.
     */
    limit?: number;
    /**
     * The bookmark of the page to read. It is the JSON text of the `next` member of the previous page, or that member itself if it is a string. Absent for the first page.
     */
    next?: string;
    /**
     * The id of the project that holds the job. In practice exactly one of `project_id` and `space_id` is required.
     */
    project_id?: string;
    /**
     * The id of the deployment space that holds the job. In practice exactly one of `project_id` and `space_id` is required.
     */
    space_id?: string;
    /**
     * A flag that other clients send. Its meaning is unknown; the default is false.
     */
    userfs?: boolean;
  };
};

export type ListJobsResponses = {
  /**
   * One page of jobs.
   */
  200: JobList;
};

export type ListJobsResponse = ListJobsResponses[keyof ListJobsResponses];

export type CreateJobInput = {
  /**
   * The job to create.
   */
  body: CreateJobRequest;
  query?: {
    /**
     * The id of the project that holds the job. In practice exactly one of `project_id` and `space_id` is required.
     */
    project_id?: string;
    /**
     * The id of the deployment space that holds the job. In practice exactly one of `project_id` and `space_id` is required.
     */
    space_id?: string;
    /**
     * A flag that other clients send. Its meaning is unknown; the default is false.
     */
    userfs?: boolean;
  };
};

export type CreateJobResponses = {
  /**
   * The new job, with the long form of its metadata.
   */
  201: Job;
};

export type CreateJobResponse = CreateJobResponses[keyof CreateJobResponses];

export type DeleteJobInput = {
  path: {
    /**
     * The id of the job (its `metadata.asset_id`). A job that has a serving name can also be addressed by that name.
     */
    job_id: string;
  };
  query?: {
    /**
     * The id of the project that holds the job. In practice exactly one of `project_id` and `space_id` is required.
     */
    project_id?: string;
    /**
     * The id of the deployment space that holds the job. In practice exactly one of `project_id` and `space_id` is required.
     */
    space_id?: string;
    /**
     * A flag that other clients send. Its meaning is unknown; the default is false.
     */
    userfs?: boolean;
  };
};

export type DeleteJobResponses = {
  /**
   * The deletion continues in the background.
   */
  202: null;
  /**
   * The job and its runs are deleted.
   */
  204: null;
};

export type DeleteJobResponse = DeleteJobResponses[keyof DeleteJobResponses];

export type GetJobInput = {
  path: {
    /**
     * The id of the job (its `metadata.asset_id`). A job that has a serving name can also be addressed by that name.
     */
    job_id: string;
  };
  query?: {
    /**
     * The id of the project that holds the job. In practice exactly one of `project_id` and `space_id` is required.
     */
    project_id?: string;
    /**
     * The id of the deployment space that holds the job. In practice exactly one of `project_id` and `space_id` is required.
     */
    space_id?: string;
    /**
     * A flag that other clients send. Its meaning is unknown; the default is false.
     */
    userfs?: boolean;
  };
};

export type GetJobResponses = {
  /**
   * The job.
   */
  200: Job;
};

export type GetJobResponse = GetJobResponses[keyof GetJobResponses];

export type UpdateJobInput = {
  /**
   * The operations, in order. Whether several are applied as one is unknown.
   */
  body: JobPatch;
  path: {
    /**
     * The id of the job (its `metadata.asset_id`). A job that has a serving name can also be addressed by that name.
     */
    job_id: string;
  };
  query?: {
    /**
     * The id of the project that holds the job. In practice exactly one of `project_id` and `space_id` is required.
     */
    project_id?: string;
    /**
     * The id of the deployment space that holds the job. In practice exactly one of `project_id` and `space_id` is required.
     */
    space_id?: string;
    /**
     * A flag that other clients send. Its meaning is unknown; the default is false.
     */
    userfs?: boolean;
  };
};

export type UpdateJobResponses = {
  /**
   * The job after the change, with the long form of its metadata.
   */
  200: Job;
};

export type UpdateJobResponse = UpdateJobResponses[keyof UpdateJobResponses];

export type ListRunsInput = {
  path: {
    /**
     * The id of the job (its `metadata.asset_id`). A job that has a serving name can also be addressed by that name.
     */
    job_id: string;
  };
  query?: {
    /**
     * Only the runs in one of these states, separated by commas. The effect of an unknown value is unknown.
     */
    states?: Array<string>;
    /**
     * The maximum number of rows on a page. Public documents state a limit of 100 or 200; what happens above it is unknown, so request at most 100.
     */
    limit?: number;
    /**
     * The bookmark of the page to read. It is the JSON text of the `next` member of the previous page, or that member itself if it is a string. Absent for the first page.
     */
    next?: string;
    /**
     * The id of the project that holds the job. In practice exactly one of `project_id` and `space_id` is required.
     */
    project_id?: string;
    /**
     * The id of the deployment space that holds the job. In practice exactly one of `project_id` and `space_id` is required.
     */
    space_id?: string;
    /**
     * A flag that other clients send. Its meaning is unknown; the default is false.
     */
    userfs?: boolean;
  };
};

export type ListRunsResponses = {
  /**
   * One page of runs.
   */
  200: JobRunList;
};

export type ListRunsResponse = ListRunsResponses[keyof ListRunsResponses];

export type StartRunInput = {
  /**
   * Overrides of the job for this run. Optional.
   */
  body?: StartRunRequest;
  path: {
    /**
     * The id of the job (its `metadata.asset_id`). A job that has a serving name can also be addressed by that name.
     */
    job_id: string;
  };
  query?: {
    /**
     * The id of the project that holds the job. In practice exactly one of `project_id` and `space_id` is required.
     */
    project_id?: string;
    /**
     * The id of the deployment space that holds the job. In practice exactly one of `project_id` and `space_id` is required.
     */
    space_id?: string;
    /**
     * A flag that other clients send. Its meaning is unknown; the default is false.
     */
    userfs?: boolean;
  };
};

export type StartRunResponses = {
  /**
   * The new run. Its state is most often `Starting`.
   */
  201: JobRun;
};

export type StartRunResponse = StartRunResponses[keyof StartRunResponses];

export type DeleteRunInput = {
  path: {
    /**
     * The id of the job (its `metadata.asset_id`). A job that has a serving name can also be addressed by that name.
     */
    job_id: string;
    /**
     * The id of the run (its `metadata.asset_id`).
     */
    run_id: string;
  };
  query?: {
    /**
     * The id of the project that holds the job. In practice exactly one of `project_id` and `space_id` is required.
     */
    project_id?: string;
    /**
     * The id of the deployment space that holds the job. In practice exactly one of `project_id` and `space_id` is required.
     */
    space_id?: string;
    /**
     * A flag that other clients send. Its meaning is unknown; the default is false.
     */
    userfs?: boolean;
  };
};

export type DeleteRunResponses = {
  /**
   * The deletion continues in the background.
   */
  202: null;
  /**
   * The run is deleted.
   */
  204: null;
};

export type DeleteRunResponse = DeleteRunResponses[keyof DeleteRunResponses];

export type GetRunInput = {
  path: {
    /**
     * The id of the job (its `metadata.asset_id`). A job that has a serving name can also be addressed by that name.
     */
    job_id: string;
    /**
     * The id of the run (its `metadata.asset_id`).
     */
    run_id: string;
  };
  query?: {
    /**
     * The id of the project that holds the job. In practice exactly one of `project_id` and `space_id` is required.
     */
    project_id?: string;
    /**
     * The id of the deployment space that holds the job. In practice exactly one of `project_id` and `space_id` is required.
     */
    space_id?: string;
    /**
     * A flag that other clients send. Its meaning is unknown; the default is false.
     */
    userfs?: boolean;
  };
};

export type GetRunResponses = {
  /**
   * The run.
   */
  200: JobRun;
};

export type GetRunResponse = GetRunResponses[keyof GetRunResponses];

export type CancelRunInput = {
  /**
   * An empty object. Optional.
   */
  body?: EmptyRequest;
  path: {
    /**
     * The id of the job (its `metadata.asset_id`). A job that has a serving name can also be addressed by that name.
     */
    job_id: string;
    /**
     * The id of the run (its `metadata.asset_id`).
     */
    run_id: string;
  };
  query?: {
    /**
     * The id of the project that holds the job. In practice exactly one of `project_id` and `space_id` is required.
     */
    project_id?: string;
    /**
     * The id of the deployment space that holds the job. In practice exactly one of `project_id` and `space_id` is required.
     */
    space_id?: string;
    /**
     * A flag that other clients send. Its meaning is unknown; the default is false.
     */
    userfs?: boolean;
  };
};

export type CancelRunResponses = {
  /**
   * The request to cancel was accepted; some clients report this code instead of 204. Whether it has a body is unknown.
   */
  200: null;
  /**
   * The request to cancel was accepted.
   */
  204: null;
};

export type CancelRunResponse = CancelRunResponses[keyof CancelRunResponses];

export type PauseRunInput = {
  /**
   * An empty object. Optional.
   */
  body?: EmptyRequest;
  path: {
    /**
     * The id of the job (its `metadata.asset_id`). A job that has a serving name can also be addressed by that name.
     */
    job_id: string;
    /**
     * The id of the run (its `metadata.asset_id`).
     */
    run_id: string;
  };
  query?: {
    /**
     * The id of the project that holds the job. In practice exactly one of `project_id` and `space_id` is required.
     */
    project_id?: string;
    /**
     * The id of the deployment space that holds the job. In practice exactly one of `project_id` and `space_id` is required.
     */
    space_id?: string;
    /**
     * A flag that other clients send. Its meaning is unknown; the default is false.
     */
    userfs?: boolean;
  };
};

export type PauseRunResponses = {
  /**
   * The request was accepted, if the service returns 200 instead of 204. Whether it has a body is unknown.
   */
  200: null;
  /**
   * The request to pause was accepted.
   */
  204: null;
};

export type PauseRunResponse = PauseRunResponses[keyof PauseRunResponses];

export type ResumeRunInput = {
  /**
   * An empty object. Optional.
   */
  body?: EmptyRequest;
  path: {
    /**
     * The id of the job (its `metadata.asset_id`). A job that has a serving name can also be addressed by that name.
     */
    job_id: string;
    /**
     * The id of the run (its `metadata.asset_id`).
     */
    run_id: string;
  };
  query?: {
    /**
     * The id of the project that holds the job. In practice exactly one of `project_id` and `space_id` is required.
     */
    project_id?: string;
    /**
     * The id of the deployment space that holds the job. In practice exactly one of `project_id` and `space_id` is required.
     */
    space_id?: string;
    /**
     * A flag that other clients send. Its meaning is unknown; the default is false.
     */
    userfs?: boolean;
  };
};

export type ResumeRunResponses = {
  /**
   * The request was accepted, if the service returns 200 instead of 204. Whether it has a body is unknown.
   */
  200: null;
  /**
   * The request to resume was accepted.
   */
  204: null;
};

export type ResumeRunResponse = ResumeRunResponses[keyof ResumeRunResponses];

export type RefreshRunStateInput = {
  path: {
    /**
     * The id of the job (its `metadata.asset_id`). A job that has a serving name can also be addressed by that name.
     */
    job_id: string;
    /**
     * The id of the run (its `metadata.asset_id`).
     */
    run_id: string;
  };
  query?: {
    /**
     * The id of the project that holds the job. In practice exactly one of `project_id` and `space_id` is required.
     */
    project_id?: string;
    /**
     * The id of the deployment space that holds the job. In practice exactly one of `project_id` and `space_id` is required.
     */
    space_id?: string;
    /**
     * A flag that other clients send. Its meaning is unknown; the default is false.
     */
    userfs?: boolean;
  };
};

export type RefreshRunStateResponses = {
  /**
   * The run with its refreshed state.
   */
  200: JobRun;
};

export type RefreshRunStateResponse = RefreshRunStateResponses[keyof RefreshRunStateResponses];

export type GetRunLogsInput = {
  path: {
    /**
     * The id of the job (its `metadata.asset_id`). A job that has a serving name can also be addressed by that name.
     */
    job_id: string;
    /**
     * The id of the run (its `metadata.asset_id`).
     */
    run_id: string;
  };
  query?: {
    /**
     * The number of lines to return. All lines if absent.
     */
    limit?: number;
    /**
     * The id of the project that holds the job. In practice exactly one of `project_id` and `space_id` is required.
     */
    project_id?: string;
    /**
     * The id of the deployment space that holds the job. In practice exactly one of `project_id` and `space_id` is required.
     */
    space_id?: string;
    /**
     * A flag that other clients send. Its meaning is unknown; the default is false.
     */
    userfs?: boolean;
  };
};

export type GetRunLogsResponses = {
  /**
   * The log lines.
   */
  200: RunLogs;
};

export type GetRunLogsResponse = GetRunLogsResponses[keyof GetRunLogsResponses];

export type SearchAssetsInput = {
  /**
   * The query; for a further page, the member `next` of the previous one.
   */
  body: AssetSearch;
  path: {
    /**
     * The type of the assets to search for.
     */
    asset_type: string;
  };
  query?: {
    /**
     * The id of the project that holds the job. In practice exactly one of `project_id` and `space_id` is required.
     */
    project_id?: string;
    /**
     * The id of the deployment space that holds the job. In practice exactly one of `project_id` and `space_id` is required.
     */
    space_id?: string;
  };
};

export type SearchAssetsResponses = {
  /**
   * One page of assets.
   */
  200: AssetSearchPage;
};

export type SearchAssetsResponse = SearchAssetsResponses[keyof SearchAssetsResponses];

export type ListProjectsInput = {
  query?: {
    /**
     * Only those with this name. Whether a part of the name is enough is unknown.
     */
    name?: string;
    /**
     * The maximum number of entries on a page.
     */
    limit?: number;
    /**
     * The number of entries to leave out before the first.
     */
    skip?: number;
  };
};

export type ListProjectsResponses = {
  /**
   * One page of projects.
   */
  200: ResourceList;
};

export type ListProjectsResponse = ListProjectsResponses[keyof ListProjectsResponses];

export type ListSpacesInput = {
  query?: {
    /**
     * Only those with this name. Whether a part of the name is enough is unknown.
     */
    name?: string;
    /**
     * The maximum number of entries on a page.
     */
    limit?: number;
    /**
     * The number of entries to leave out before the first.
     */
    skip?: number;
  };
};

export type ListSpacesResponses = {
  /**
   * One page of spaces.
   */
  200: ResourceList;
};

export type ListSpacesResponse = ListSpacesResponses[keyof ListSpacesResponses];
