import { badRequest, json, type Problem } from './errors.js';
import { jobBody } from './job-view.js';
import { nameTaken, ruleViolation, scheduled } from './create.js';
import { applyOp, type PatchOp } from './patch.js';
import { latestOffset, offsetOf } from './progress.js';
import { jobMembers, jobName, patchBody } from './schemas.js';
import { putJob, type JobRecord } from './state.js';
import { answer, reject, type JobCall, type Stepped } from './step.js';
import { violation, type Schema } from './validate.js';
import { asObject, asString, isObject, member, type JsonObject } from './wire.js';

/** PATCH of a job: applies the operations to the document that a GET returns, then stores the changeable properties. */
export const patchJob = (call: JobCall): Stepped => {
  const { state, request, job, now } = call;
  const { body } = request;
  const wrong = body === undefined ? 'a body is required' : violation(patchBody, body, '');
  if (wrong !== undefined) return reject(call, badRequest(wrong));
  let current = job;
  for (const op of body as readonly PatchOp[]) {
    const next = applied(call, current, op);
    if (isRecord(next)) {
      current = next;
      continue;
    }
    const kept = state.config.quirks.patchAtomic || current === job ? state : putJob(state, current);
    return reject(call, next, kept);
  }
  if (state.config.quirks.patchEffect === 'none')
    return answer(call, json(200, jobBody(state, job, now, 'rich')));
  const result = scheduled(state, now, { ...current, updatedAt: now });
  const next = putJob(result.state, result.job);
  return answer(call, json(200, jobBody(next, result.job, now, 'rich')), next);
};

const isRecord = (value: JobRecord | Problem): value is JobRecord => 'seq' in value;

const applied = (call: JobCall, job: JobRecord, op: PatchOp): JobRecord | Problem => {
  const problem = opProblem(call, op);
  if (problem !== undefined) return problem;
  const shown = configuration(call, job);
  const before = {
    metadata: { name: job.name, description: job.description },
    entity: { job: { ...job.entity, configuration: shown } },
  };
  const after = applyOp(before, op);
  if (after === before) return job;
  const name = member(after['metadata'], 'name');
  const description = member(after['metadata'], 'description') ?? undefined;
  const entity = cleaned(asObject(member(after['entity'], 'job')));
  const wrong =
    violation(jobName, name, '/metadata/name') ??
    (description === undefined
      ? undefined
      : violation({ type: 'string' }, description, '/metadata/description')) ??
    violation(entitySchema, entity, '/job');
  if (wrong !== undefined) return badRequest(wrong);
  const refusal =
    ruleViolation(call.state, entity) ??
    (name === job.name ? undefined : nameTaken(call, String(name), job.id));
  if (refusal !== undefined) return refusal;
  return {
    ...job,
    name: String(name),
    description: asString(description),
    entity,
    offsetSetAt: sameOffset(shown, entity) ? job.offsetSetAt : call.now,
  };
};

const entitySchema: Schema = { type: 'object', members: jobMembers };

const opProblem = (call: JobCall, op: PatchOp): Problem | undefined => {
  if (op.op !== 'remove' && !Object.hasOwn(op, 'value'))
    return badRequest("must have required property 'value'");
  const known = call.state.config.quirks.patchOps.split('-');
  return known.includes(op.op) ? undefined : badRequest(`/op must be one of ${known.join(', ')}`);
};

/** With the offset of the latest run, as a GET returns it. */
const configuration = (call: JobCall, job: JobRecord): JsonObject => {
  const stored = asObject(job.entity['configuration']);
  const records = latestOffset(call.state, job, call.now);
  return records === undefined ? stored : { ...stored, offset: offsetOf(records) };
};

const sameOffset = (shown: JsonObject, entity: JsonObject): boolean =>
  JSON.stringify(shown['offset']) === JSON.stringify(member(entity['configuration'], 'offset'));

/** Removes properties that are null, at any depth, except the offset of a configuration. */
const cleaned = (entity: JsonObject): JsonObject => {
  const offset = member(entity['configuration'], 'offset');
  const dropped = dropNulls(entity);
  return offset === null
    ? { ...dropped, configuration: { ...asObject(dropped['configuration']), offset } }
    : dropped;
};

const dropNulls = (value: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== null)
      .map(([name, inner]) => [name, isObject(inner) ? dropNulls(inner) : inner]),
  );
