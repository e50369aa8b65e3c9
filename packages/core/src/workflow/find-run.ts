import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { JobId } from '../domain/ids.js';
import type { JobRun } from '../domain/job-run.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasCancel } from '../ports/cancel.js';
import type { HasApi } from '../ports/jobs-api.js';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { createdAfter, isFinishedRun, isNewestFirst } from '../domain/job-run.js';
import { named } from '../domain/name.js';
import { activeRunStates } from '../domain/run-state.js';
import { loop } from '../effect/loop.js';
import { collect } from '../effect/stream.js';
import { ambiguousName, notFound } from '../errors/workflow-error.js';
import { allRuns } from './list-runs.js';

type Program = ReaderTaskEither<HasApi<'listRuns'> & HasCancel, WorkflowError, JobRun>;

/**
 * The most recently created run of a job. `NotFound` for a job without runs.
 *
 * @example
 * ```ts
 * const started = await startRun(job)(env)();
 * const latest = await latestRun(job)(env)();
 * assert.equal(latest.right.id, started.right.id);
 * ```
 */
export const latestRun =
  (job: JobId): Program =>
  (env) =>
    loop({ newest: none, rest: allRuns(job) }, ({ newest, rest }) =>
      pipe(
        rest(env),
        TE.flatMap(({ values, next }) => {
          const best = values.reduce(
            (a: JobRun | undefined, b) => (a === undefined || createdAfter(b, a) ? b : a),
            newest,
          );
          // Lists are newest first, but this is not documented: after any other order the next page is read too.
          if (E.isLeft(next) && !isNewestFirst(values))
            return TE.right(E.left({ newest: best, rest: next.left }));
          return best === undefined
            ? TE.left<WorkflowError, never>(notFound('the job has no runs'))
            : TE.right(E.right(best));
        }),
      ),
    );

const none: JobRun | undefined = undefined as JobRun | undefined;

/**
 * The active run of a job. No match is `NotFound`; several are `AmbiguousName` with their ids.
 *
 * @example
 * ```ts
 * const started = await startRun(stream)(env)();
 * const active = await activeRun(stream)(env)();
 * assert.equal(active.right.id, started.right.id);
 * ```
 */
export const activeRun = (job: JobId): Program =>
  pipe(
    collect(allRuns(job, { states: activeRunStates })),
    RTE.map((runs) => runs.filter((run) => !isFinishedRun(run))),
    RTE.flatMap((runs) => single(runs, '@active', 'the job has no active run')),
  );

/**
 * The run of a job with exactly this name, or else with the same characters in another Unicode form. No match is `NotFound`; several are `AmbiguousName` with their ids.
 *
 * @example
 * ```ts
 * await startRun(job, { name: 'first of January' })(env)();
 * const found = await findRun(job, 'first of January')(env)();
 * assert.equal(found.right.name, 'first of January');
 * ```
 */
export const findRun = (job: JobId, name: string): Program =>
  pipe(
    collect(allRuns(job)),
    RTE.map(named(name)),
    RTE.flatMap((runs) => single(runs, name, `no run of the job is named "${name}"`)),
  );

const single = (runs: readonly JobRun[], name: string, missing: string): Program => {
  const [run, ...others] = runs;
  if (run === undefined) return RTE.left(notFound(missing));
  if (others.length === 0) return RTE.right(run);
  return RTE.left(
    ambiguousName(
      'run',
      name,
      runs.map(({ id }) => id),
    ),
  );
};
