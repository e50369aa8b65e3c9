import type { Started } from '@wxdi/core';
import type { RunHandle, Runs } from './client.js';
import { invalidInput } from '@wxdi/core';
import { WxdiError } from '../error.js';

const separator = '/';

/** The methods that `console.log` calls in Node, Deno and Bun. */
const inspections = [Symbol.for('nodejs.util.inspect.custom'), Symbol.for('Deno.customInspect')];

/** A handle on a started run: the methods of `runs` with both ids filled in. */
export const handleOf = (runs: Runs, jobId: string, started: Started): RunHandle => {
  const { run, key, adopted } = started;
  return { ...handleTo(runs, jobId, run.id, !adopted), started: run, key, adopted };
};

/** A handle by ids; the service may answer 404 for a run that was just started. */
export const handleTo = (runs: Runs, jobId: string, runId: string, justStarted = false): RunHandle => {
  const text = `${jobId}${separator}${runId}`;
  return {
    jobId,
    runId,
    get: (options) => runs.get(jobId, runId, options),
    refresh: (options) => runs.refresh(jobId, runId, options),
    wait: (options) => runs.wait(jobId, runId, { justStarted, ...options }),
    follow: (options) => runs.follow(jobId, runId, { justStarted, ...options }),
    logs: (options) => runs.logs(jobId, runId, options),
    metrics: (options) => runs.metrics(jobId, runId, options),
    cancel: (options) => runs.cancel(jobId, runId, options),
    pause: (options) => runs.pause(jobId, runId, options),
    resume: (options) => runs.resume(jobId, runId, options),
    delete: (options) => runs.delete(jobId, runId, options),
    toString: () => text,
    toJSON: () => text,
    // `started` has the values of environment variables: a log gets the text.
    ...Object.fromEntries(inspections.map((symbol) => [symbol, () => `RunHandle(${text})`])),
  };
};

/** Both ids, from two arguments or from the text of a handle. */
export const handleText = (job: string, run: string | undefined): readonly [string, string] => {
  if (run !== undefined) return [job, run];
  const [jobId, runId, ...more] = job.split(separator);
  if (!jobId || !runId || more.length > 0) {
    const issue = { path: 'handle', expected: 'JOB_ID/RUN_ID', received: job };
    throw new WxdiError(invalidInput(`invalid run handle "${job}"; expected ${issue.expected}`, [issue]));
  }
  return [jobId, runId];
};
