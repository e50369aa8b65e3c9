import { checkCredentials, cp4dToken, iamToken } from './auth.js';
import { cancelRun, pauseRun, refreshRun, resumeRun } from './control.js';
import { badRequest, json, notFound, problemResponse, rejection, type Problem } from './errors.js';
import { uuid7 } from './ids.js';
import { createJob } from './create.js';
import { deleteJob, getJob, listJobs } from './jobs.js';
import { listProjects, listSpaces } from './resources.js';
import { deleteRun, getLogs, getRun, listRuns, startRun } from './runs.js';
import { runSchedules } from './schedules.js';
import { isProblem, readScope } from './scope.js';
import { searchAssets } from './search.js';
import { findJob, findRun, type SimState } from './state.js';
import { answer, reject, type Call, type JobCall, type RunCall, type Stepped } from './step.js';
import { patchJob } from './update.js';
import type { SimRequest, SimResponse } from './wire.js';

type Handler =
  | { readonly of: 'token'; readonly run: typeof iamToken }
  | { readonly of: 'account'; readonly run: typeof listProjects }
  | { readonly of: 'type'; readonly run: typeof searchAssets }
  | { readonly of: 'scope'; readonly run: (call: Call) => Stepped }
  | { readonly of: 'job'; readonly run: (call: JobCall) => Stepped }
  | { readonly of: 'run'; readonly run: (call: RunCall) => Stepped };

const token = (run: typeof iamToken): Handler => ({ of: 'token', run });
const account = (run: typeof listProjects): Handler => ({ of: 'account', run });
const scope = (run: (call: Call) => Stepped): Handler => ({ of: 'scope', run });
const job = (run: (call: JobCall) => Stepped): Handler => ({ of: 'job', run });
const run = (handler: (call: RunCall) => Stepped): Handler => ({ of: 'run', run: handler });

/** Path templates; `*` is an id, or a type of assets. */
const routes: readonly (readonly [path: string, methods: Readonly<Record<string, Handler>>])[] = [
  ['/identity/token', { POST: token(iamToken) }],
  ['/icp4d-api/v1/authorize', { POST: token(cp4dToken) }],
  ['/v2/projects', { GET: account(listProjects) }],
  ['/v2/spaces', { GET: account(listSpaces) }],
  ['/v2/asset_types/*/search', { POST: { of: 'type', run: searchAssets } }],
  ['/v2/jobs', { GET: scope(listJobs), POST: scope(createJob) }],
  ['/v2/jobs/*', { GET: job(getJob), PATCH: job(patchJob), DELETE: job(deleteJob) }],
  ['/v2/jobs/*/runs', { GET: job(listRuns), POST: job(startRun) }],
  ['/v2/jobs/*/runs/*', { GET: run(getRun), DELETE: run(deleteRun) }],
  ['/v2/jobs/*/runs/*/cancel', { POST: run(cancelRun) }],
  ['/v2/jobs/*/runs/*/pause', { POST: run(pauseRun) }],
  ['/v2/jobs/*/runs/*/resume', { POST: run(resumeRun) }],
  ['/v2/jobs/*/runs/*/refresh_state', { POST: run(refreshRun) }],
  ['/v2/jobs/*/runs/*/logs', { GET: run(getLogs) }],
];

const decode = (segment: string): string | undefined => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
};

/** The ids in the path, if it matches the template. Segments are decoded after the split. */
const matchPath = (template: string, path: string): readonly string[] | undefined => {
  const wanted = template.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const ids: string[] = [];
  for (const [i, part] of wanted.entries()) {
    const segment = decode(given[i] ?? '');
    if (segment === undefined) return undefined;
    if (part === '*' ? segment === '' : segment !== part) return undefined;
    if (part === '*') ids.push(segment);
  }
  return ids;
};

/** Handles one request: returns the response and the next state. Pure. */
export const step = (before: SimState, request: SimRequest, now: number): Stepped => {
  return traced(runSchedules(before, now), now, (state, trace) => route(state, request, now, trace));
};

/** Answers a request with this status. It has no effect. */
export const refuse = (before: SimState, status: number, message: string, now: number): Stepped =>
  traced(before, now, (state, trace) => ({
    state,
    response: problemResponse(rejection(status, message), state.config.quirks, trace),
  }));

/** Answers a request with 401: every token that was issued so far has expired. */
export const expireTokens = (before: SimState, now: number): Stepped => {
  const { state, response } = refuse(before, 401, 'The access token has expired.', now);
  return { state: { ...state, tokensSince: state.counter }, response };
};

const traced = (
  before: SimState,
  now: number,
  handle: (state: SimState, trace: string) => Stepped,
): Stepped => {
  const state: SimState = { ...before, counter: before.counter + 1 };
  const trace = uuid7(`${state.config.seed}/trace`, state.counter, now);
  const stepped = handle(state, trace);
  const headers = { ...stepped.response.headers, 'x-global-transaction-id': trace };
  return { state: stepped.state, response: { ...stepped.response, headers } };
};

const route = (state: SimState, request: SimRequest, now: number, trace: string): Stepped => {
  const no = (p: Problem): Stepped => ({ state, response: problemResponse(p, state.config.quirks, trace) });
  for (const [template, methods] of routes) {
    const ids = matchPath(template, request.path);
    if (ids === undefined) continue;
    const handler = Object.hasOwn(methods, request.method) ? methods[request.method] : undefined;
    if (handler === undefined) return notAllowed(no, request.method, Object.keys(methods));
    if (handler.of === 'token') {
      return { state, response: handler.run(state.config, request, now, state.counter) };
    }
    const credentials = checkCredentials(state, request, now);
    if (credentials !== undefined) {
      return isProblem(credentials) ? no(credentials) : { state, response: credentials };
    }
    if (handler.of === 'account') return { state, response: handler.run(state.config, request) };
    const where = readScope(state.config, request.query);
    if (isProblem(where)) return no(where);
    if (request.bodyError !== undefined) return no(badRequest(`The body is not JSON: ${request.bodyError}`));
    return dispatch({ state, request, now, scope: where, trace }, handler, ids);
  }
  return no(notFound(`There is nothing at ${request.path}.`));
};

const notAllowed = (no: (p: Problem) => Stepped, method: string, allowed: readonly string[]): Stepped => {
  const { state, response } = no(rejection(405, `The method ${method} is not allowed here.`));
  return { state, response: { ...response, headers: { ...response.headers, allow: allowed.join(', ') } } };
};

const dispatch = (
  call: Call,
  handler: Exclude<Handler, { of: 'token' | 'account' }>,
  [jobId = '', runId = '']: readonly string[],
): Stepped => {
  if (handler.of === 'type') return handler.run(call, jobId);
  if (handler.of === 'scope') return handler.run(call);
  const found = findJob(call.state, call.scope, jobId, call.now);
  if (found === undefined) return unknownJob(call, jobId, handler);
  if (handler.of === 'job') return handler.run({ ...call, job: found });
  const run = findRun(call.state, found.id, runId, call.now);
  return run === undefined
    ? reject(call, notFound(`The run ${runId} of job ${jobId} could not be found.`))
    : handler.run({ ...call, job: found, run });
};

const unknownJob = (call: Call, jobId: string, handler: Handler): Stepped =>
  handler.run === listRuns && call.state.config.quirks.runsOfUnknownJob === 'empty'
    ? answer(call, emptyList)
    : reject(call, notFound(`The job ${jobId} could not be found.`));

const emptyList: SimResponse = json(200, { total_rows: 0, results: [] });
