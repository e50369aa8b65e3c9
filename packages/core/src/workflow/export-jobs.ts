import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { JobDocument } from '../domain/job-document.js';
import type { Job } from '../domain/job.js';
import type { JobId } from '../domain/ids.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { DocumentIssue } from '../job-file/file-rule.js';
import type { HasApi } from '../ports/jobs-api.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { jsonEquals } from '../domain/json.js';
import { collect } from '../effect/stream.js';
import { parallel } from '../effect/parallel.js';
import { documentOf, type JobAsDocument } from '../job-file/document-of.js';
import { fileNames } from '../job-file/file-names.js';
import { refusalOf } from '../options/given.js';
import * as rules from '../options/rules.js';
import { assetNames, type AssetNames } from './asset-names.js';
import { getJob } from './get-job.js';
import { allJobs } from './list-jobs.js';
import type { AssetType, SearchEnv } from './search-assets.js';

/** Which jobs are exported, and how. */
export interface ExportOptions {
  /** The ids of the jobs. Default: all jobs of the project or space. */
  readonly jobs?: readonly string[] | undefined;
  /**
   * Names instead of ids, so that the documents fit another project or space: the names of flows and environments, none
   * of the ids of jobs and parameter sets. Default: false.
   */
  readonly names?: boolean | undefined;
  /** Keeps the values of environment variables and secrets; without it, they are references. Default: false. */
  readonly withValues?: boolean | undefined;
}

/** A job as a document. */
export interface ExportedJob {
  readonly id: JobId;
  readonly name: string;
  /** A name for its file, without an ending: safe on every system, and different for each job. */
  readonly fileName: string;
  /** As a file has it: texts may hold references such as `${env.NAME}`. */
  readonly document: JobDocument;
  /** The environment variables that give the values that are not in the document. */
  readonly variables: readonly string[];
  /** Settings that a document cannot express, which are left out. */
  readonly leftOut: readonly DocumentIssue[];
  /** Ids that stay although names are wanted: the asset was not found, or another one has its name. */
  readonly unnamed: readonly { readonly what: 'flow' | 'environment'; readonly id: string }[];
}

/** Exported jobs, in the order of their file names. */
export interface ExportedJobs {
  readonly jobs: readonly ExportedJob[];
  /** Environment variables that would need different values for different settings. */
  readonly conflicts: readonly string[];
}

type Env = HasApi<'listJobs' | 'getJob'> & SearchEnv;
type Program<A> = ReaderTaskEither<Env, WorkflowError, A>;

/** Jobs that are read at once. */
const atOnce = 8;

/**
 * The documents of jobs, for files. Equal jobs give equal documents.
 *
 * Wire: all pages of `GET /v2/jobs`, if no ids are given; `GET /v2/jobs/{job_id}` for each job. With names, all pages of
 * `POST /v2/asset_types/{type}/search`, for the types that the jobs need.
 *
 * @example
 * ```ts
 * const exported = await exportJobs({ jobs: [job] })(env)();
 * const [first] = exported.right.jobs;
 * assert.equal(first.fileName, 'nightly-load');
 * assert.equal(first.document.metadata.name, 'nightly load');
 * ```
 */
export const exportJobs = (options: ExportOptions = {}): Program<ExportedJobs> => {
  const refused = refusalOf(rules.exporting, options);
  if (refused !== undefined) return RTE.left(refused);
  const namesOf = (jobs: readonly Job[]): Program<Names | undefined> =>
    options.names === true ? namesFor(jobs) : RTE.right(undefined);
  return pipe(
    idsOf(options),
    RTE.flatMap((ids) => parallel(atOnce)(ids, getJob)),
    RTE.flatMap((jobs) =>
      pipe(
        namesOf(jobs),
        RTE.map((names) => exported(jobs, names, options)),
      ),
    ),
  );
};

const idsOf = ({ jobs }: ExportOptions): Program<readonly JobId[]> =>
  jobs === undefined
    ? pipe(
        collect(allJobs({})),
        RTE.map((all) => all.map(({ id }) => id)),
      )
    : RTE.right([...new Set(jobs)] as JobId[]);

/** The names of the assets that jobs refer to. */
interface Names {
  readonly flows: AssetNames;
  readonly environments: AssetNames;
}

const flowTypes: readonly AssetType[] = ['data_intg_flow', 'streamsets_flow'];

const environmentOf = ({ configuration }: Job): string | undefined => {
  const { env_id: id } = configuration;
  return typeof id === 'string' && id !== '' ? id : undefined;
};

const namesFor =
  (jobs: readonly Job[]): Program<Names> =>
  (env) => {
    const types = flowTypes.filter((type) =>
      jobs.some((job) => job.assetId !== undefined && job.type === type),
    );
    const needed = jobs.some((job) => environmentOf(job) !== undefined)
      ? [...types, 'environment' as const]
      : types;
    return pipe(
      parallel(needed.length)(needed, assetNames)(env),
      TE.map((all) => {
        const of = (wanted: readonly AssetType[]): AssetNames =>
          new Map(needed.flatMap((type, i) => (wanted.includes(type) ? [...(all[i] ?? [])] : [])));
        return { flows: of(types), environments: of(['environment']) };
      }),
    );
  };

const exported = (
  jobs: readonly Job[],
  names: Names | undefined,
  { withValues }: ExportOptions,
): ExportedJobs => {
  const files = fileNames(jobs);
  const all = jobs.map((job, i) => {
    const flow = names?.flows.get(job.assetId ?? '');
    const environment = names?.environments.get(environmentOf(job) ?? '');
    const made = documentOf(job, { names: names && { flow, environment }, withValues });
    const ids = [
      { what: 'flow' as const, id: job.assetId, name: flow },
      { what: 'environment' as const, id: environmentOf(job), name: environment },
    ];
    const unnamed = ids.flatMap(({ what, id, name }) =>
      names !== undefined && id !== undefined && name === undefined ? [{ what, id }] : [],
    );
    return { job, made, fileName: files[i] ?? job.id, unnamed };
  });
  return {
    jobs: all
      .map(({ job, made, fileName, unnamed }) => ({
        id: job.id,
        name: job.name,
        fileName,
        document: made.document,
        variables: [...new Set(made.hidden.map(({ variable }) => variable))].sort(),
        leftOut: made.leftOut,
        unnamed,
      }))
      .sort((a, b) => (a.fileName < b.fileName ? -1 : 1)),
    conflicts: conflictsIn(all.map(({ made }) => made)),
  };
};

/** The variables with more than one value. */
const conflictsIn = (made: readonly JobAsDocument[]): readonly string[] => {
  const values = new Map<string, unknown>();
  const conflicts = new Set<string>();
  for (const { variable, value } of made.flatMap(({ hidden }) => hidden)) {
    if (values.has(variable) && !jsonEquals(values.get(variable), value)) conflicts.add(variable);
    values.set(variable, value);
  }
  return [...conflicts].sort();
};
