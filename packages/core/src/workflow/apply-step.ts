import type { Job as WireJob } from '@wxdi/bindings';
import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { JobId } from '../domain/ids.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { Step } from '../plan/decide.js';
import type { HasApi } from '../ports/jobs-api.js';
import type { HasSettle } from '../ports/waiting.js';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import { notApplied, refused } from '../errors/workflow-error.js';
import { liveHash } from '../plan/hashes.js';
import { differenceOf } from '../plan/difference.js';
import { call } from '../ports/jobs-api.js';
import { createOnce } from './create-once.js';
import { deleteJob } from './delete-job.js';
import { patchJob } from './patch-job.js';
import { afterWrite, type HasPatience } from './settle.js';

export type ApplyStepEnv = HasApi<
  'createJob' | 'updateJob' | 'deleteJob' | 'getJob' | 'listJobs' | 'listRuns'
> &
  HasPatience &
  HasSettle;

type Program<A> = ReaderTaskEither<ApplyStepEnv, WorkflowError, A>;

/** Carries out one step of a plan, and returns the id of the job. */
export const applyStep = (step: Step): Program<string> => {
  switch (step.type) {
    case 'create':
      return pipe(
        createOnce(step.draft),
        RTE.flatMap(({ id }) =>
          pipe(
            afterWrite(call('getJob', { path: { job_id: id } })),
            RTE.flatMapEither((live) => {
              const { operations } = differenceOf(live, step.documents, { owner: step.owner });
              const ignored = operations.map(({ path }) => path);
              return ignored.length === 0 ? E.right(id) : E.left(notApplied(ignored));
            }),
          ),
        ),
      );
    case 'update':
      return pipe(
        unchanged(step.job, step.liveHash),
        RTE.flatMap(() => patchJob(step.job, step.operations)),
        RTE.map(({ id }) => id as string),
      );
    case 'delete':
      return pipe(
        unchanged(step.job, step.liveHash),
        RTE.flatMap(() => deleteJob(step.job)),
        RTE.map(() => step.job as string),
      );
  }
};

/** The job, if it is still the one that the plan was made for. */
const unchanged = (job: JobId, hash: string): Program<WireJob> =>
  pipe(
    call('getJob', { path: { job_id: job } }),
    RTE.flatMapEither((live) =>
      liveHash(live) === hash
        ? E.right(live)
        : E.left({
            ...refused('the job has changed since the plan was made; nothing was sent'),
            outcome: 'not-sent' as const,
          }),
    ),
  );
