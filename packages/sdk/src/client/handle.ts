import type { FollowOptions, FollowResult, Started } from '@wxdi/core';
import type { RunHandle, Runs } from './client.js';
import { invalidInput, runStateOf } from '@wxdi/core';
import { WxdiError } from '../error.js';

const separator = '/';

/** The methods that `console.log` calls in Node, Deno and Bun. */
const inspections = [Symbol.for('nodejs.util.inspect.custom'), Symbol.for('Deno.customInspect')];

/** What is known of the start of a handle's run. */
type StartFacts = Pick<RunHandle, 'started' | 'key' | 'adopted' | 'gone'>;

/** A handle on a started run: the methods of `runs` with both ids filled in. */
export const handleOf = (runs: Runs, jobId: string, started: Started): RunHandle => {
  const { run, key, adopted, gone } = started;
  const handle = handleTo(runs, jobId, run.id, { started: run, key, adopted, gone }, !adopted);
  if (!gone) return handle;
  const resultOf = ({ until = [] }: FollowOptions = {}): FollowResult => ({
    run,
    states: [],
    polls: 0,
    reached: until.length === 0 || until.map(runStateOf).includes(run.state),
  });
  return {
    ...handle,
    wait: (options) => Promise.resolve(resultOf(options)),
    async *follow(options) {
      yield await Promise.resolve({ type: 'result' as const, ...resultOf(options) });
    },
  };
};

/** A handle by ids; the service may answer 404 for a run that was just started. */
export const handleTo = (
  runs: Runs,
  jobId: string,
  runId: string,
  facts: StartFacts = {},
  justStarted = false,
): RunHandle => {
  const text = `${jobId}${separator}${runId}`;
  const known = afterStart(runId, facts.key);
  return {
    ...facts,
    jobId,
    runId,
    get: (options) => runs.get(jobId, runId, options),
    refresh: (options) => runs.refresh(jobId, runId, options),
    wait: (options) => runs.wait(jobId, runId, { justStarted, ...options }).catch(known),
    async *follow(options) {
      try {
        yield* runs.follow(jobId, runId, { justStarted, ...options });
      } catch (error) {
        known(error);
      }
    },
    logs: (options) => runs.logs(jobId, runId, options),
    readLog: (options) => runs.readLog(jobId, runId, options),
    metrics: (options) => runs.metrics(jobId, runId, options),
    explain: (options) => runs.explain(jobId, runId, options),
    diff: (options) => runs.diff(jobId, runId, options),
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

/** The error of a wait for a run that was started or found by its key: the run exists, so it was sent. */
const afterStart =
  (runId: string, key: string | undefined) =>
  (error: unknown): never => {
    if (key !== undefined && error instanceof WxdiError)
      throw Object.assign(error, { outcome: 'started', runId, key });
    throw error;
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
