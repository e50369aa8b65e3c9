import type { Job } from '../domain/job.js';
import type { JobRun } from '../domain/job-run.js';
import type { RunState } from '../domain/run-state.js';
import { isFinished, runStateOf } from '../domain/run-state.js';
import { instant } from '../wire/time.js';
import { isInTime } from './list-runs.js';

/** Which runs are searched for. All members must match. */
export interface RunSearch {
  /** Created at this time or later: ISO 8601 with a zone. Default: no limit. */
  readonly since?: string | undefined;
  /** Created before this time: ISO 8601 with a zone. Default: no limit. */
  readonly until?: string | undefined;
  /** States, in any usual spelling; empty or absent means all. Active runs are always read from the lists. */
  readonly states?: readonly RunState[] | undefined;
  /** Ids of jobs. Default: all jobs of the project or space. */
  readonly jobs?: readonly string[] | undefined;
  /** Type of the job, e.g. `data_intg_flow`. */
  readonly type?: string | undefined;
  /**
   * A predicate for names of jobs. A search knows the name that the job had when the run started; the lists know the
   * name that it has now.
   */
  readonly jobName?: ((name: string) => boolean) | undefined;
  /** Reads only the lists, which are complete: the index of a search may lag. Default: false. */
  readonly exact?: boolean | undefined;
}

/** The search with its defaults. */
export interface Wanted extends Omit<RunSearch, 'since' | 'until' | 'states' | 'jobs' | 'exact'> {
  /** Milliseconds since 1970. */
  readonly since: number;
  readonly until: number;
  /** `undefined`: all. */
  readonly states: readonly RunState[] | undefined;
  readonly jobs: ReadonlySet<string> | undefined;
}

const dayMs = 86_400_000;

export const wantedOf = ({ since, until, states = [], jobs, ...rest }: RunSearch, now: number): Wanted => ({
  ...rest,
  since: since === undefined ? 0 : instant(since),
  // The clocks of client and service may differ.
  until: until === undefined ? now + dayMs : instant(until),
  states: states.length === 0 ? undefined : states.map(runStateOf),
  jobs: jobs && new Set(jobs),
});

/** Whether the runs are wanted. `undefined`: the run lacks what it is filtered by. */
export const isWanted = (
  { since, until, states, jobs, type, jobName }: Wanted,
  run: JobRun,
): boolean | undefined => {
  if ((type !== undefined && run.type === undefined) || (jobName !== undefined && run.jobName === undefined))
    return undefined;
  return (
    isInTime(run, since, until) &&
    (states === undefined || states.includes(run.state)) &&
    (jobs === undefined || jobs.has(run.jobId)) &&
    (type === undefined || run.type === type) &&
    (jobName === undefined || jobName(run.jobName ?? ''))
  );
};

/** Whether runs of the job are wanted. */
export const isWantedJob = ({ type, jobName }: Wanted, job: Job): boolean =>
  (type === undefined || job.type === type) && (jobName === undefined || jobName(job.name));

/** The most jobs whose lists cost no more than a search. */
export const fewJobs = 8;

/** Whether the lists are read at once: what is active is never left to a search, and a few lists cost no more. */
export const needsLists = ({ exact, states = [], jobs }: RunSearch): boolean =>
  exact === true ||
  states.some((state) => !isFinished(runStateOf(state))) ||
  (jobs !== undefined && jobs.length <= fewJobs);
