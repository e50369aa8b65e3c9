import { parseCron } from './cron.js';
import { badRequest, json, notFound, type Problem } from './errors.js';
import { jobBody } from './job-view.js';
import { createJobBody } from './schemas.js';
import { freshId, jobsOf, putJob, type JobRecord, type SimState } from './state.js';
import { answer, reject, type Call, type Stepped } from './step.js';
import { violation } from './validate.js';
import { asObject, asString, member, without, type JsonObject } from './wire.js';

/** Rules that the schema cannot express, for creation and PATCH. */
export const ruleViolation = (state: SimState, entity: JsonObject): Problem | undefined => {
  const { quirks } = state.config;
  const schedule = asString(entity['schedule']) ?? '';
  if (schedule !== '' && quirks.invalidCron === 400 && parseCron(schedule) === undefined) {
    return badRequest(`/job/schedule must be a cron expression of five fields, not "${schedule}"`, {
      type: 'field',
      name: 'schedule',
    });
  }
  const retention = asObject(entity['retention_policy']);
  if (quirks.retentionBoth === 400 && 'days' in retention && 'amount' in retention) {
    return badRequest('/job/retention_policy must have either days or amount, not both');
  }
  return undefined;
};

export const nameTaken = (call: Call, name: string, except?: string): Problem | undefined =>
  jobsOf(call.state, call.scope, call.now).some((job) => isSame(call, job.name, name) && job.id !== except)
    ? badRequest(`The job cannot be created because a job with the name "${name}" already exists.`, {
        type: 'field',
        name: 'name',
      })
    : undefined;

const isSame = ({ state }: Call, a: string, b: string): boolean =>
  state.config.quirks.jobNames === 'exact' ? a === b : a.toLowerCase() === b.toLowerCase();

/** The type of the asset, or the problem: a job needs exactly one of reference and type, and a known flow. */
const assetType = (call: Call, job: JsonObject): string | Problem => {
  const ref = asString(job['asset_ref']);
  const type = asString(job['asset_ref_type']);
  if (ref !== undefined && type !== undefined) {
    return badRequest('asset_ref and asset_ref_type are mutually exclusive', {
      type: 'field',
      name: 'asset_ref',
    });
  }
  if (ref === undefined) return type ?? badRequest('/job must have either asset_ref or asset_ref_type');
  const { flows, acceptUnknownFlows } = call.state.config;
  const flow = Object.hasOwn(flows, ref) ? flows[ref] : undefined;
  return flow === undefined && !acceptUnknownFlows
    ? notFound(`The asset ${ref} could not be found.`, { type: 'field', name: 'asset_ref' })
    : (flow?.type ?? 'data_intg_flow');
};

export const createJob = (call: Call): Stepped => {
  const { body } = call.request;
  const wrong = body === undefined ? 'a body is required' : violation(createJobBody, body, '');
  if (wrong !== undefined) return reject(call, badRequest(wrong));
  const given = asObject(member(body, 'job'));
  const type = assetType(call, given);
  if (typeof type !== 'string') return reject(call, type);
  const servingName = asString(given['serving_name']);
  const problem =
    ruleViolation(call.state, given) ??
    nameTaken(call, String(given['name'])) ??
    servingNameTaken(call, servingName);
  if (problem !== undefined) return reject(call, problem);
  const [id, state] = freshId(call.state, call.now);
  const job = scheduled(state, call.now, {
    id,
    seq: state.counter,
    scope: call.scope,
    name: String(given['name']),
    description: asString(given['description']),
    createdAt: call.now,
    updatedAt: call.now,
    assetRef: asString(given['asset_ref']),
    type,
    servingName,
    entity: jobEntity(given),
    scheduleId: undefined,
    offsetSetAt: 0,
    goneAt: undefined,
  });
  const next = putJob(job.state, job.job);
  return answer(call, json(201, { ...jobBody(next, job.job, call.now, 'rich'), asset_id: id }), next);
};

const servingNameTaken = (call: Call, name: string | undefined): Problem | undefined =>
  name !== undefined && [...call.state.jobs.values()].some((job) => job.servingName === name)
    ? badRequest(`The serving name "${name}" is already in use.`, { type: 'field', name: 'serving_name' })
    : undefined;

/** The given properties, with those that the service adds. */
const jobEntity = (given: JsonObject): JsonObject => ({
  ...without(given, 'name', 'description', 'asset_ref', 'asset_ref_type', 'serving_name'),
  configuration: { env_type: '', env_variables: [], ...asObject(given['configuration']) },
});

/** Adds a schedule id to a job with a schedule. `""` means no schedule. */
export const scheduled = (
  state: SimState,
  now: number,
  job: JobRecord,
): { readonly state: SimState; readonly job: JobRecord } => {
  const wanted = asString(job.entity['schedule']) ?? '';
  if (wanted === '') {
    return { state, job: { ...job, entity: without(job.entity, 'schedule'), scheduleId: undefined } };
  }
  if (job.scheduleId !== undefined) return { state, job };
  const [scheduleId, next] = freshId(state, now);
  return { state: next, job: { ...job, scheduleId } };
};
