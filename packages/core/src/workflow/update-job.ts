import type { Job as WireJob } from '@wxdi/bindings';
import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { JobId } from '../domain/ids.js';
import type { Job } from '../domain/job.js';
import type { Issue } from '../errors/api-error.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasApi } from '../ports/jobs-api.js';
import type { JobChanges } from '../wire/job-changes.js';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import { invalidInput } from '../errors/workflow-error.js';
import { refusalOf } from '../options/given.js';
import * as rules from '../options/rules.js';
import { call } from '../ports/jobs-api.js';
import { withChanges, withoutEqual } from '../wire/job-changes.js';
import { jobDiff } from '../wire/job-diff.js';
import { jobFromWire } from '../wire/job.js';
import type { HasPatience } from './settle.js';
import { patchJob, type UpdateOptions } from './patch-job.js';
import { windowIssues } from '../wire/window-issues.js';

type Program = ReaderTaskEither<HasApi<'getJob' | 'updateJob'> & HasPatience, WorkflowError, Job>;

/** The changes to make, or what they are for the job as it is. */
export type JobUpdate = JobChanges | ((job: Job) => JobChanges);

/**
 * Changes a job with the smallest patch, and returns the changed job. If nothing differs, nothing is sent. Unknown
 * members of the job are kept. With {@link mergeChanges} in a function, lists are merged by name with those of the job.
 * `InvalidInput`: a schedule that cannot start runs, a window that is invalid or for a job without a schedule, another
 * asset or type, or a parameter set that the job lacks, without its `ref`. An operation that the service accepted but
 * ignored is `NotApplied`.
 *
 * Wire: `GET` and `PATCH /v2/jobs/{job_id}`.
 *
 * @example
 * ```ts
 * const updated = await updateJob(job, { name: 'hourly load', schedule: '0 * * * *', warnLimit: 50 })(env)();
 * assert.equal(updated.right.schedule, '0 * * * *');
 * const merged = await updateJob(job, (before) => mergeChanges(before, { unset: { parameters: ['year'] } }))(env)();
 * assert.equal(merged.right.parameters.some(({ name }) => name === 'year'), false);
 * ```
 */
export const updateJob = (job: JobId, update: JobUpdate, options: UpdateOptions = {}): Program => {
  const refused = typeof update === 'function' ? undefined : refusalIn(update);
  if (refused !== undefined) return RTE.left(refused);
  return pipe(
    call('getJob', { path: { job_id: job } }),
    RTE.flatMap((current) =>
      pipe(
        differing(current, update),
        E.match(
          (error): Program => RTE.left(error),
          (changes) => change(job, current, changes, options),
        ),
      ),
    ),
  );
};

/** What is wrong with changes for any job. */
export const refusalIn = (changes: JobChanges): WorkflowError | undefined => {
  const refused = refusalOf(rules.jobChanges, changes);
  if (refused !== undefined) return refused;
  const issues = windowIssues(changes.scheduleWindow);
  return issues.length > 0 ? invalidInput('invalid changes', issues) : undefined;
};

/** The changes that differ from the job. The function of the caller may throw. */
const differing = (current: WireJob, update: JobUpdate): E.Either<WorkflowError, JobChanges> =>
  E.tryCatch(
    () => withoutEqual(current, typeof update === 'function' ? update(jobFromWire(current)) : update),
    (cause) => ({ ...invalidInput(`the changes cannot be computed: ${String(cause)}`), cause }),
  );

const change = (job: JobId, current: WireJob, changes: JobChanges, { onPatch }: UpdateOptions): Program => {
  const refused = refusalIn(changes);
  if (refused !== undefined) return RTE.left(refused);
  const [issue] = issuesOf(current, changes);
  if (issue !== undefined) return RTE.left(invalidInput(issue.message, [issue.issue]));
  const patch = jobDiff(current, withChanges(current, changes));
  E.tryCatch(() => onPatch?.(patch, job), String);
  return patch.length === 0 ? RTE.right(jobFromWire(current)) : patchJob(job, patch);
};

interface Refused {
  readonly message: string;
  readonly issue: Issue;
}

/** What is wrong with changes that differ from the job. */
const issuesOf = (current: WireJob, changes: JobChanges): readonly Refused[] => [
  ...fixedIssues(jobFromWire(current), changes),
  ...scheduleIssues(current, changes),
  ...setIssues(current, changes),
];

/** Members that the service does not change. */
const fixedIssues = (job: Job, changes: JobChanges): readonly Refused[] =>
  (['assetId', 'type'] as const).flatMap((member) => {
    const [own, given] = [job[member], changes[member]];
    if (given === undefined || given.toLowerCase() === own?.toLowerCase()) return [];
    const what = member === 'type' ? 'type' : 'asset';
    const message = `the service does not change the ${what} of a job: create another job`;
    return [{ message, issue: { path: member, expected: own ?? 'none', received: given } }];
  });

/** A window of a job without a schedule would apply to its next schedule. */
const scheduleIssues = (
  current: WireJob,
  { schedule = current.entity.job.schedule, scheduleWindow }: JobChanges,
): readonly Refused[] => {
  if (schedule || (scheduleWindow?.startsAt ?? scheduleWindow?.endsAt) === undefined) return [];
  const issue = { path: 'scheduleWindow', expected: 'a job with a schedule', received: 'no schedule' };
  return [{ message: 'the job has no schedule, so it has no start or end', issue }];
};

/** Value sets for parameter sets that the changed job lacks, and sets that are known by their name only. */
const setIssues = (current: WireJob, changes: JobChanges): readonly Refused[] => {
  const own = (current.entity.job.parameter_sets ?? []).map(({ name }) => name);
  const has = changes.parameterSets?.map(({ name }) => name) ?? own;
  const nameless = (changes.parameterSets ?? []).filter(({ name, ref }) => !ref && !own.includes(name));
  return [
    ...nameless.map(({ name }) => refusedSet('parameterSets', name, own)),
    ...Object.keys(changes.valueSets ?? {})
      .filter((name) => !has.includes(name))
      .map((name) => refusedSet('valueSets', name, has)),
  ];
};

const refusedSet = (member: string, name: string, has: readonly string[]): Refused => {
  const expected = has.length === 0 ? 'nothing: the job has no parameter sets' : `one of: ${has.join(', ')}`;
  return {
    message: `the job has no parameter set "${name}"`,
    issue: { path: `${member}.${name}`, expected, received: name },
  };
};
