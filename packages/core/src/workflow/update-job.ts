import type { Job as WireJob } from '@wxdi/bindings';
import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { JobId } from '../domain/ids.js';
import type { Job } from '../domain/job.js';
import type { Issue } from '../errors/api-error.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasApi } from '../ports/jobs-api.js';
import type { JobChanges } from '../wire/job-changes.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import { invalidInput } from '../errors/workflow-error.js';
import { refusalOf } from '../options/given.js';
import * as rules from '../options/rules.js';
import { call } from '../ports/jobs-api.js';
import { setNames, withChanges } from '../wire/job-changes.js';
import { jobDiff } from '../wire/job-diff.js';
import { jobFromWire } from '../wire/job.js';
import type { HasPatience } from './settle.js';
import { patchJob } from './patch-job.js';
import { windowIssues } from './window-issues.js';

type Program = ReaderTaskEither<HasApi<'getJob' | 'updateJob'> & HasPatience, WorkflowError, Job>;

/**
 * Changes a job with the smallest patch, and returns the changed job. If nothing differs, nothing is sent. Unknown
 * members of the job are kept. A schedule that cannot start runs, an invalid time of its window, or a value set for an
 * unknown parameter set, is `InvalidInput`; an operation that the service accepted but ignored is `NotApplied`.
 *
 * Wire: `GET` and `PATCH /v2/jobs/{job_id}`.
 *
 * @example
 * ```ts
 * const updated = await updateJob(job, { name: 'hourly load', schedule: '0 * * * *', warnLimit: 50 })(env)();
 * assert.equal(updated.right.schedule, '0 * * * *');
 * ```
 */
export const updateJob = (job: JobId, changes: JobChanges): Program => {
  const refused = refusalOf(rules.jobChanges, changes);
  if (refused !== undefined) return RTE.left(refused);
  const issues = windowIssues(changes.scheduleWindow);
  if (issues.length > 0) return RTE.left(invalidInput('invalid changes', issues));
  return pipe(
    call('getJob', { path: { job_id: job } }),
    RTE.flatMap((current) => change(job, current, changes)),
  );
};

const change = (job: JobId, current: WireJob, changes: JobChanges): Program => {
  const [unknown] = setIssues(current, changes);
  if (unknown !== undefined)
    return RTE.left(invalidInput(`the job has no parameter set "${unknown.received}"`, [unknown]));
  const patch = jobDiff(current, withChanges(current, changes));
  return patch.length === 0 ? RTE.right(jobFromWire(current)) : patchJob(job, patch);
};

/** Value sets for parameter sets that the changed job lacks. */
const setIssues = (current: WireJob, changes: JobChanges): readonly Issue[] => {
  const has = setNames(current, changes);
  const expected = has.length === 0 ? 'nothing: the job has no parameter sets' : `one of: ${has.join(', ')}`;
  return Object.keys(changes.valueSets ?? {})
    .filter((name) => !has.includes(name))
    .map((name) => ({ path: `valueSets.${name}`, expected, received: name }));
};
