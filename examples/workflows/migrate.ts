import type { HasApi, HasCancel, Job, WorkflowError } from '@wxdi/core';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import { collect, createJob, draftOf, listJobs } from '@wxdi/core';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

type Source = HasApi<'listJobs'> & HasCancel;
type Target = HasApi<'createJob'> & HasCancel;

/** The result for one job of the old project. */
export type Migrated =
  { readonly job: string; readonly became: string } | { readonly job: string; readonly leftBehind: string };

/**
 * Creates each job of one project in another, with the asset that `mapAsset` returns. Two projects are two environments:
 * each program is called with the environment that it applies to.
 */
export const migrate = (
  source: Source,
  target: Target,
  mapAsset: (assetId: string) => string | undefined,
): TaskEither<WorkflowError, readonly Migrated[]> =>
  pipe(
    collect(listJobs())(source),
    TE.flatMap(TE.traverseSeqArray((job) => migrateOne(target, job, mapAsset))),
  );

const migrateOne = (
  target: Target,
  job: Job,
  mapAsset: (assetId: string) => string | undefined,
): TaskEither<WorkflowError, Migrated> => {
  const asset = job.assetId === undefined ? undefined : mapAsset(job.assetId);
  if (job.assetId !== undefined && asset === undefined) {
    return TE.right({ job: job.name, leftBehind: `nothing is known for asset ${job.assetId}` });
  }
  return pipe(
    createJob(draftOf(job, asset))(target),
    TE.map((created): Migrated => ({ job: job.name, became: created.id })),
    // A duplicate name affects only this job; any other error ends the migration.
    TE.orElse((error) =>
      error._tag === 'Refused' ? TE.right({ job: job.name, leftBehind: error.message }) : TE.left(error),
    ),
  );
};
