import type { ApplyReport, DesiredJob, ExportedJob, JobDocument, Lookup, WorkflowError } from '@wxdi/core';
import type { Either } from 'fp-ts/lib/Either.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import { applyPlan, exportJobs, invalidInput, readPlan, resolveReferences } from '@wxdi/core';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

type Source = Parameters<ReturnType<typeof exportJobs>>[0];
type Target = Parameters<ReturnType<typeof readPlan>>[0] & Parameters<ReturnType<typeof applyPlan>>[0];

/**
 * Makes the jobs of one project be as those of another: the flows, environments and parameter sets of the same names.
 * `lookup` has the values of environment variables and secrets, which an export leaves out. Two projects are two
 * environments: each program is called with the environment that it applies to.
 */
export const migrate = (
  source: Source,
  target: Target,
  lookup: Lookup,
): TaskEither<WorkflowError, ApplyReport> =>
  pipe(
    exportJobs({ names: true })(source),
    TE.flatMapEither(({ jobs }) => desiredJobs(jobs, lookup)),
    TE.flatMap((desired) =>
      pipe(
        readPlan(desired)(target),
        TE.flatMap((plan) => applyPlan(plan, desired)(target)),
      ),
    ),
  );

/** The documents with the values of their references. The plan has the references. */
const desiredJobs = (
  jobs: readonly ExportedJob[],
  lookup: Lookup,
): Either<WorkflowError, readonly DesiredJob[]> => {
  const resolved = jobs.map(({ document: written }) => ({ written, ...resolveReferences(written, lookup) }));
  const issues = resolved.flatMap((one) => one.issues);
  return issues.length > 0
    ? E.left(invalidInput('values are missing', issues))
    : E.right(resolved.map(({ value, written }) => ({ document: value as JobDocument, written })));
};
