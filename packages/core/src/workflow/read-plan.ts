import type { Job as WireJob } from '@wxdi/bindings';
import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { DesiredJob } from '../domain/job-document.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { Plan, PlanOptions, PlanScope } from '../plan/plan.js';
import type { HasCancel } from '../ports/cancel.js';
import type { HasApi } from '../ports/jobs-api.js';
import type { HasScope } from '../ports/scope.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { invalidInput } from '../errors/workflow-error.js';
import { refusalOf } from '../options/given.js';
import * as rules from '../options/rules.js';
import { documentsOf, ownershipOf } from '../plan/decide.js';
import { differenceOf } from '../plan/difference.js';
import { showsAll } from '../plan/is-known.js';
import { conflictsOf, matchJobs, type Match } from '../plan/match.js';
import { planIssues, prepare, unmatched, type Prepared } from '../plan/plan-jobs.js';
import { jobRows, readJobs } from './live-jobs.js';
import { resolveAssets, resolveSets } from './resolve-names.js';

export type PlanEnv = HasApi<'listJobs' | 'getJob' | 'searchAssets'> & HasScope & HasCancel;

type Program<A> = ReaderTaskEither<PlanEnv, WorkflowError, A>;

/**
 * The plan that makes the jobs of the project or space be as documents say. It only reads: one listing, a search for each
 * name of a flow, an environment or a new parameter set, and a job only if its row does not show that it is unchanged.
 *
 * `InvalidInput`: two documents for one job, or names that cannot be resolved; one name alone is `NotFound` or
 * `AmbiguousName`. What cannot be applied is an action `refused`, not an error.
 *
 * @example
 * ```ts
 * const document = {
 *   apiVersion: 'wxdi/v1',
 *   kind: 'Job',
 *   metadata: { name: 'nightly load' },
 *   spec: { schedule: '0 6 * * *' },
 * };
 * const plan = await readPlan([{ document }])(env)();
 * assert.deepEqual(plan.right.counts, { create: 0, update: 1, unchanged: 0, delete: 0, refused: 0 });
 * ```
 */
export const readPlan = (desired: readonly DesiredJob[], options: PlanOptions = {}): Program<Plan> =>
  pipe(
    readPrepared(desired, options),
    RTE.map(({ plan }) => plan),
  );

/** The plan with what is sent for it. */
export const readPrepared = (desired: readonly DesiredJob[], options: PlanOptions): Program<Prepared> => {
  const refused = refusalOf(rules.desiredJobs, desired, 'jobs') ?? refusalOf(rules.plan, options);
  if (refused !== undefined) return RTE.left(refused);
  // What is wrong with the documents alone is reported before anything is read.
  const issues = [...planIssues(options), ...conflictsOf(matchJobs(desired, []))];
  const [first] = issues;
  if (first !== undefined)
    return RTE.left(
      invalidInput(`invalid ${first.path}: expected ${first.expected}, got ${first.received}`, issues),
    );
  return (env) =>
    pipe(
      jobRows(env),
      TE.flatMap((rows) => withIds(desired, rows)(env)),
      TE.flatMap((rows) =>
        pipe(
          resolveAssets(desired, environmentsOf(rows))(env),
          TE.flatMap((named) => withReads(named, rows, options)(env)),
          TE.flatMap(({ named, live }) =>
            pipe(
              resolveSets(named, setsOf(matchJobs(named, live)))(env),
              TE.flatMapEither((resolved) => prepare(matchJobs(resolved, live), live, options, scopeOf(env))),
            ),
          ),
        ),
      ),
    );
};

/** The rows, and the jobs of ids that no row has: a list may lag. */
const withIds = (desired: readonly DesiredJob[], rows: readonly WireJob[]): Program<readonly WireJob[]> => {
  const known = new Set(rows.map(({ metadata }) => metadata.asset_id.toLowerCase()));
  const missing = desired.flatMap(({ document: { metadata } }) =>
    metadata.id === undefined || known.has(metadata.id.toLowerCase()) ? [] : [metadata.id],
  );
  return pipe(
    readJobs(missing),
    RTE.map((found) => [
      ...rows,
      ...found.filter(({ metadata }) => !known.has(metadata.asset_id.toLowerCase())),
    ]),
  );
};

const environmentsOf = (rows: readonly WireJob[]): ReadonlySet<string> =>
  new Set(rows.flatMap(({ entity }) => entity.job.configuration.env_id ?? []));

interface Read {
  readonly named: readonly DesiredJob[];
  readonly live: readonly WireJob[];
}

/** The jobs, those of them read again whose rows do not show what is compared. */
const withReads = (
  named: readonly DesiredJob[],
  rows: readonly WireJob[],
  options: PlanOptions,
): Program<Read> => {
  const matches = matchJobs(named, rows);
  const adopts = options.adopt === true;
  const lacking = matches.flatMap(({ desired, live }) =>
    live === undefined || isShownUnchanged(desired, live, options, adopts) ? [] : [live],
  );
  const ownerless =
    options.prune === true
      ? unmatched(matches, rows).filter(({ metadata }) => metadata.description === undefined)
      : [];
  const ids = [...lacking, ...ownerless].map(({ metadata }) => metadata.asset_id);
  return pipe(
    readJobs(ids),
    RTE.map((read) => {
      const fresh = new Map(read.map((job) => [job.metadata.asset_id, job]));
      const gone = new Set(ids.filter((id) => !fresh.has(id)));
      const live = rows
        .filter(({ metadata }) => !gone.has(metadata.asset_id))
        .map((row) => fresh.get(row.metadata.asset_id) ?? row);
      return { named, live };
    }),
  );
};

const isShownUnchanged = (
  desired: DesiredJob,
  row: WireJob,
  options: PlanOptions,
  adopts: boolean,
): boolean =>
  (!adopts || row.metadata.description !== undefined) &&
  showsAll(row, desired.document) &&
  differenceOf(row, documentsOf(desired), ownershipOf(options)).operations.length === 0;

/** Whether the job of a document has a parameter set. */
const setsOf = (matches: readonly Match[]) => {
  const sets = new Map(
    matches.map(({ desired, live }) => [
      desired.document,
      new Set((live?.entity.job.parameter_sets ?? []).map(({ name }) => name)),
    ]),
  );
  return (document: DesiredJob['document'], set: string): boolean => sets.get(document)?.has(set) === true;
};

const scopeOf = ({ scope }: HasScope): PlanScope | undefined => {
  if (scope === undefined) return undefined;
  return 'project_id' in scope ? { projectId: scope.project_id } : { spaceId: scope.space_id };
};
