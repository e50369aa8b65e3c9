import { empty, json, rejection } from './errors.js';
import { isStreaming } from './plans.js';
import { runBody } from './run-view.js';
import { putRun } from './state.js';
import { answer, reject, type RunCall, type Stepped } from './step.js';
import { isTerminal } from './states.js';
import { cancel, pause, resume, stateAt, type Timeline } from './timeline.js';

/** Control of a run: cancel, pause, resume and refresh_state. */

const done = (call: RunCall, timeline: Timeline): Stepped => {
  const status = call.state.config.quirks.controlStatus;
  const response = status === 200 ? json(200, {}) : empty(204);
  return answer(call, response, putRun(call.state, { ...call.run, timeline }));
};

const no = (call: RunCall, status: number, what: string): Stepped => {
  const state = stateAt(call.run.timeline, call.now);
  return reject(call, rejection(status, `The run ${call.run.id} cannot be ${what} because it is ${state}.`));
};

export const cancelRun = (call: RunCall): Stepped => {
  const { run, now } = call;
  const { cancelFinished, cancelNotRunning } = call.state.config.quirks;
  const state = stateAt(run.timeline, now);
  if (isTerminal(state)) {
    return cancelFinished === 204 ? answer(call, empty(204)) : no(call, cancelFinished, 'canceled');
  }
  if (state === 'Canceling') return done(call, run.timeline);
  if (state !== 'Running' && cancelNotRunning !== 'accept') return no(call, cancelNotRunning, 'canceled');
  return done(call, cancel(run.timeline, now, run.plan.cancelingMs));
};

export const pauseRun = (call: RunCall): Stepped => {
  const { run, now } = call;
  const { pauseBatch, controlWrongState } = call.state.config.quirks;
  if (stateAt(run.timeline, now) !== 'Running') return no(call, controlWrongState, 'paused');
  if (isStreaming(run.jobType)) {
    return reject(call, rejection(controlWrongState, `A run of type ${run.jobType} cannot be paused.`));
  }
  return pauseBatch === 'accept' ? done(call, pause(run.timeline, now)) : no(call, pauseBatch, 'paused');
};

export const resumeRun = (call: RunCall): Stepped => {
  const { run, now } = call;
  return stateAt(run.timeline, now) === 'Paused'
    ? done(call, resume(run.timeline, now, run.plan.resumingMs))
    : no(call, call.state.config.quirks.controlWrongState, 'resumed');
};

export const refreshRun = (call: RunCall): Stepped => {
  const { run, now } = call;
  const { quirks } = call.state.config;
  return isTerminal(stateAt(run.timeline, now)) && quirks.refreshFinished !== 200
    ? no(call, quirks.refreshFinished, 'refreshed')
    : answer(call, json(200, runBody(run, now, 'single', quirks)));
};
