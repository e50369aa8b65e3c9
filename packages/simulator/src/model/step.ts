import { problemResponse, type Problem } from './errors.js';
import type { JobRecord, RunRecord, Scope, SimState } from './state.js';
import type { SimRequest, SimResponse } from './wire.js';

export interface Stepped {
  readonly state: SimState;
  readonly response: SimResponse;
}

/** The input of the handler of a scoped operation. */
export interface Call {
  readonly state: SimState;
  readonly request: SimRequest;
  readonly now: number;
  readonly scope: Scope;
  readonly trace: string;
}

export interface JobCall extends Call {
  readonly job: JobRecord;
}

export interface RunCall extends JobCall {
  readonly run: RunRecord;
}

export const answer = (call: Call, response: SimResponse, state: SimState = call.state): Stepped => ({
  state,
  response,
});

export const reject = (call: Call, problem: Problem, state: SimState = call.state): Stepped => ({
  state,
  response: problemResponse(problem, state.config.quirks, call.trace),
});
