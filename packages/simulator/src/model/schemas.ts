import type { Schema } from './validate.js';

/** Schemas of requests. Like in the service, unknown properties are accepted. */

const string: Schema = { type: 'string' };
const boolean: Schema = { type: 'boolean' };

const parameter: Schema = {
  type: 'object',
  required: ['name'],
  members: { name: { type: 'string', min: 1 } },
};

const parameterSet: Schema = {
  type: 'object',
  required: ['name', 'ref'],
  members: { name: string, ref: string, value_set: string, values: { type: 'array', items: parameter } },
};

const configuration: Schema = {
  type: 'object',
  members: {
    env_id: string,
    env_type: string,
    env_variables: { type: 'array', items: string },
    flow_limits: {
      type: 'object',
      members: { warn_limit: { type: 'number' }, row_limit: { type: 'number' } },
    },
    version: string,
    deployment_job_definition_id: string,
    streamsets_env_id: string,
    runPriorityQueue: string,
  },
};

/** Properties of `entity.job` that callers can set, at creation and by PATCH. */
export const jobMembers: Readonly<Record<string, Schema>> = {
  configuration,
  schedule: string,
  schedule_info: {
    type: 'object',
    members: { repeat: boolean, startOn: { type: 'number' }, endOn: { type: 'number' } },
  },
  job_parameters: { type: 'array', items: parameter },
  parameter_sets: { type: 'array', items: parameterSet },
  retention_policy: {
    type: 'object',
    members: { days: { type: 'integer' }, amount: { type: 'integer' } },
  },
  notification_types: {
    type: 'object',
    members: { success: boolean, warning: boolean, failure: boolean },
  },
};

export const jobName: Schema = { type: 'string', min: 1, max: 255 };

export const createJobBody: Schema = {
  type: 'object',
  required: ['job'],
  members: {
    job: {
      type: 'object',
      required: ['name'],
      members: {
        ...jobMembers,
        name: jobName,
        description: string,
        asset_ref: { type: 'string', min: 1 },
        asset_ref_type: { type: 'string', min: 1 },
        serving_name: { type: 'string', pattern: /^[a-z0-9_]{1,36}$/ },
      },
    },
  },
};

export const startRunBody: Schema = {
  type: 'object',
  members: {
    job_run: {
      type: 'object',
      members: {
        name: string,
        description: string,
        configuration,
        job_parameters: { type: 'array', items: parameter },
        parameter_sets: { type: 'array', items: parameterSet },
      },
    },
  },
};

export const patchBody: Schema = {
  type: 'array',
  items: { type: 'object', required: ['op', 'path'], members: { op: string, path: string } },
};
