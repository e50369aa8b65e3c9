import type { RunLogs } from '@wxdi/bindings';
import { badRequest, empty, json, rejection, type Problem } from './errors.js';
import { logLines } from './logs.js';
import { ownerId } from './metadata.js';
import { pageOf, readPage } from './paging.js';
import { mergeParameters, readParameters } from './parameters.js';
import { defaultOutcome, resolvePlan, type PlanChoice } from './plans.js';
import { currentOffset } from './progress.js';
import type { Config } from './options.js';
import { runBody } from './run-view.js';
import { startRunBody } from './schemas.js';
import { isProblem } from './scope.js';
import { freshId, putRun, runsOf, type JobRecord, type RunRecord, type SimState } from './state.js';
import { answer, reject, type JobCall, type RunCall, type Stepped } from './step.js';
import { isTerminal, runStates } from './states.js';
import { planTimeline, stateAt } from './timeline.js';
import { violation } from './validate.js';
import { asArray, asObject, asString, member, without, type JsonObject } from './wire.js';

export const listRuns = (call: JobCall): Stepped => {
  const { state, request, job, now } = call;
  const { quirks } = state.config;
  const page = readPage(request.query, quirks);
  if (isProblem(page)) return reject(call, page);
  const wanted = readStates(call);
  if (isProblem(wanted)) return reject(call, wanted);
  const matches = runsOf(state, job.id, now).filter(
    (run) =>
      now >= run.createdAt + quirks.listLagMs &&
      (wanted.states === undefined || wanted.states.has(stateAt(run.timeline, now))),
  );
  const { rows, envelope } = pageOf(matches, quirks.runOrder, page, quirks);
  return answer(
    call,
    json(200, { ...envelope, results: rows.map((run) => runBody(run, now, 'row', quirks)) }),
  );
};

const readStates = (call: JobCall): { readonly states: ReadonlySet<string> | undefined } | Problem => {
  const { quirks } = call.state.config;
  const { states, state: alias } = call.request.query;
  const text = states ?? (quirks.stateAlias ? alias : undefined);
  if (text === undefined || text === '') return { states: undefined };
  const names = text.split(',').map((name) => name.trim());
  const known = names.filter((name) => runStates.some((s) => s === name));
  if (known.length === names.length || quirks.unknownState === 'no-match') return { states: new Set(known) };
  if (quirks.unknownState === 'ignore') return { states: known.length > 0 ? new Set(known) : undefined };
  return badRequest(`states must be a list of ${runStates.join(', ')}`, {
    type: 'parameter',
    name: 'states',
  });
};

export const getRun = (call: RunCall): Stepped =>
  answer(call, json(200, runBody(call.run, call.now, 'single', call.state.config.quirks)));

/** The plan by job id, job name or asset id; else that of the flow; else the default of the type. */
const planFor = (config: Config, job: JobRecord): PlanChoice => {
  const own = [job.id, job.name, job.assetRef ?? ''].find((key) => Object.hasOwn(config.plans, key));
  if (own !== undefined) return config.plans[own] as PlanChoice;
  const flow = Object.hasOwn(config.flows, job.assetRef ?? '') ? config.flows[job.assetRef ?? ''] : undefined;
  return flow?.plan ?? defaultOutcome(job.type);
};

const runName = (job: JobRecord, name: string | undefined): string =>
  job.type === 'notebook' || job.type === 'script' ? 'Notebook Job' : name || 'job run';

/** Starts a run. The body is optional. Every start is recorded as a run, even a rejected one. */
export const startRun = (call: JobCall): Stepped => {
  const { request, job, now } = call;
  const { config } = call.state;
  const wrong = request.body === undefined ? undefined : violation(startRunBody, request.body, '');
  if (wrong !== undefined) return reject(call, badRequest(wrong));
  const given = asObject(member(request.body, 'job_run'));
  const { state, run } = newRun(call.state, job, given, now, false);
  const next = putRun(state, run);
  if (run.plan.outcome === 'uncompiled') {
    const message = `An error occurred while running the ${job.type}: the flow is not compiled.`;
    return reject(call, rejection(config.quirks.failedStartStatus, message), next);
  }
  return answer(call, json(201, runBody(run, now, 'rich', config.quirks)), next);
};

/** A new run of the job, which the state does not contain yet. */
export const newRun = (
  before: SimState,
  job: JobRecord,
  given: JsonObject,
  now: number,
  scheduled: boolean,
): { readonly state: SimState; readonly run: RunRecord } => {
  const { config } = before;
  const [id, counted] = freshId(before, now);
  const scripted = before.nextRuns.find((next) => [undefined, job.id, job.name].includes(next.job));
  const state = { ...counted, nextRuns: before.nextRuns.filter((next) => next !== scripted) };
  const choice = scripted?.plan ?? planFor(config, job);
  const plan = resolvePlan(choice, before.runs.get(job.id)?.size ?? 0, config.speed);
  const limit = config.quirks.runDescriptionLimit;
  const run: RunRecord = {
    id,
    seq: state.counter,
    jobId: job.id,
    jobName: job.name,
    jobType: job.type,
    scope: job.scope,
    name: runName(job, asString(given['name'])),
    description: asString(given['description'])?.slice(0, limit ?? undefined) || undefined,
    createdAt: now,
    scheduled,
    plan,
    timeline: planTimeline(plan, now, config.quirks.firstState),
    configuration: runConfiguration(job, given),
    parameters: mergeParameters(
      readParameters(job.entity['job_parameters']),
      readParameters(given['job_parameters']),
    ),
    parameterSets: asArray(given['parameter_sets'] ?? job.entity['parameter_sets']),
    startOffset: currentOffset(state, job, now),
    goneAt: undefined,
  };
  return { state, run };
};

/** The job's configuration, overridden by the run's. `env_variables` are replaced as a whole. */
const runConfiguration = (job: JobRecord, given: JsonObject): JsonObject => ({
  ...without(asObject(job.entity['configuration']), 'offset'),
  ...asObject(given['configuration']),
});

export const getLogs = (call: RunCall): Stepped => {
  const { state, request, run, now } = call;
  const { quirks } = state.config;
  const text = request.query['limit'];
  if (text !== undefined && !/^[1-9]\d{0,15}$/.test(text)) {
    return reject(call, badRequest('limit must be an integer >= 1', { type: 'parameter', name: 'limit' }));
  }
  const lines = logLines(run, now, quirks, ownerId(quirks));
  if (typeof lines === 'number') {
    return reject(call, rejection(lines, `The log of run ${run.id} is not available.`));
  }
  const limit = Math.min(text === undefined ? lines.length : Number(text), quirks.logWindow ?? Infinity);
  const results = quirks.logsLimit === 'head' ? lines.slice(0, limit) : lines.slice(-limit || undefined);
  const body: RunLogs = { results: [...results], total_count: lines.length };
  return answer(call, json(200, body));
};

export const deleteRun = (call: RunCall): Stepped => {
  const { state, run, now } = call;
  const { quirks } = state.config;
  if (!isTerminal(stateAt(run.timeline, now))) {
    return quirks.deleteActiveRun === 'silent'
      ? answer(call, empty(204))
      : reject(
          call,
          rejection(quirks.deleteActiveRun, `The run ${run.id} has not finished and cannot be deleted.`),
        );
  }
  const lag = quirks.runDeleteStatus === 202 ? quirks.deletionMs : 0;
  const goneAt = Math.min(run.goneAt ?? Infinity, now + lag);
  return answer(call, empty(quirks.runDeleteStatus), putRun(state, { ...run, goneAt }));
};
