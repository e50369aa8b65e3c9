import { createState, step, type ModelOptions, type SimResponse, type SimState } from '../src/index.js';

/** An untyped body: tests check it at run time. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Json = any;

/** The model with a clock that the test controls. */
export interface World {
  now: number;
  state: SimState;
  readonly send: (
    method: string,
    path: string,
    options?: { body?: unknown; query?: Record<string, string>; headers?: Record<string, string> },
  ) => SimResponse & { readonly json: Json };
}

export const t0 = Date.UTC(2026, 4, 27, 14, 27, 27);

export const world = (options: ModelOptions = {}): World => {
  const self: World = {
    now: t0,
    state: createState(options, t0),
    send: (method, path, { body, query, headers } = {}) => {
      const { config } = self.state;
      const stepped = step(
        self.state,
        {
          method,
          path,
          query: query?.['space_id'] === undefined ? { project_id: config.projectId, ...query } : query,
          headers: { authorization: `Bearer ${config.token}`, ...headers },
          body,
        },
        self.now,
      );
      self.state = stepped.state;
      return { ...stepped.response, json: stepped.response.body };
    },
  };
  return self;
};

export const createJob = (w: World, job: Record<string, unknown> = {}): string => {
  const made = w.send('POST', '/v2/jobs', { body: { job: { name: 'a job', asset_ref: 'flow', ...job } } });
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  return made.json.metadata.asset_id;
};

export const startRun = (w: World, jobId: string, run?: Record<string, unknown>): string => {
  const made = w.send('POST', `/v2/jobs/${jobId}/runs`, run === undefined ? {} : { body: { job_run: run } });
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  return made.json.metadata.asset_id;
};

export const getRun = (w: World, jobId: string, runId: string): Json =>
  w.send('GET', `/v2/jobs/${jobId}/runs/${runId}`).json;

export const runState = (w: World, jobId: string, runId: string): string =>
  getRun(w, jobId, runId).entity.job_run.state;

export const logOf = (w: World, jobId: string, runId: string, query = {}): Json =>
  w.send('GET', `/v2/jobs/${jobId}/runs/${runId}/logs`, { query }).json;
