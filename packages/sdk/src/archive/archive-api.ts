import type {
  ApiError,
  ApiReason,
  ApiResponse,
  ArchivedRun,
  Folder,
  FolderError,
  JobsApi,
  OperationId,
} from '@wxdi/core';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import { formatErrors, operations } from '@wxdi/bindings';
import {
  jobPath,
  jobsPath,
  logAnswer,
  logPath,
  monthFrom,
  monthPath,
  monthsIn,
  parseJson,
  runsPath,
} from '@wxdi/core';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { decode } from '../live/decode.js';
import { withReadableRows } from '../live/readable-rows.js';

type Reads = 'listJobs' | 'getJob' | 'listRuns' | 'getRun' | 'getRunLogs';
type Answer<K extends OperationId> = TaskEither<ApiError, ApiResponse<K>>;

/** Jobs of a page: their files are read one after the other. */
const pageSize = 100;

/**
 * The service as an archive has it: jobs, runs and logs are read from files, as far as they were archived. Everything else
 * is refused. Runs are listed one month per page, newest first.
 */
export const archiveApi = (files: Folder): JobsApi => {
  const folder = inside(files);
  const readJob = (job: string) => folder.read(jobPath(job));
  const month = (job: string, name: string) =>
    pipe(
      folder.read(monthPath(job, name)),
      TE.map((text = '') => monthFrom(text)),
    );
  const months = (job: string) => pipe(folder.list(runsPath(job)), TE.map(monthsIn));

  /** Reads one month after the other until the run is found. */
  const find =
    (job: string, run: string): TaskEither<FolderError, ArchivedRun | undefined> =>
    async () => {
      const names = await months(job)();
      if (E.isLeft(names)) return names;
      for (const name of names.right) {
        const read = await month(job, name)();
        if (E.isLeft(read)) return read;
        const found = read.right.runs.find(({ run: { id } }) => id === run);
        if (found !== undefined) return E.right(found);
      }
      return E.right(undefined);
    };

  const reads: Pick<JobsApi, Reads> = {
    listJobs: ({ query = {} }) =>
      pipe(
        folder.list(jobsPath),
        TE.map((names) => names.toSorted()),
        TE.flatMap((names) => {
          const from = Number(query.next ?? 0);
          const jobs = names.slice(from, from + pageSize);
          const next = from + pageSize < names.length ? String(from + pageSize) : undefined;
          return pipe(
            TE.traverseArray((name: string) => folder.read(jobPath(name)))(jobs),
            TE.map((texts) => ({
              results: texts.filter((text) => text !== undefined).map(documentIn),
              next,
            })),
          );
        }),
        answering('listJobs', jobsPath),
      ),
    getJob: ({ path: { job_id: job } }) =>
      pipe(
        readJob(job),
        TE.map((text) => (text === undefined ? text : documentIn(text))),
        answering('getJob', jobPath(job)),
      ),
    listRuns: ({ path: { job_id: job }, query = {} }) =>
      pipe(
        months(job),
        TE.flatMap((names) => {
          const at = query.next === undefined ? 0 : names.indexOf(query.next);
          const name = names[at];
          if (name === undefined)
            return TE.map((job) => (job === undefined ? job : { results: [] }))(readJob(job));
          return pipe(
            month(job, name),
            TE.map(({ runs, damaged }): unknown => ({
              results: [...runs.map(({ row }): unknown => row), ...damaged.map(documentIn)],
              next: names[at + 1],
            })),
          );
        }),
        answering('listRuns', runsPath(job)),
      ),
    getRun: ({ path: { job_id: job, run_id: run } }) =>
      pipe(
        find(job, run),
        TE.map((found) => found?.row),
        answering('getRun', runsPath(job)),
      ),
    getRunLogs: ({ path: { job_id: job, run_id: run } }) =>
      pipe(
        find(job, run),
        TE.flatMap((found) => {
          if (found?.log === undefined) return TE.right(undefined);
          const { log } = found;
          return pipe(
            folder.read(logPath(job, run)),
            TE.map((text) => (text === undefined ? undefined : logAnswer(text, log))),
          );
        }),
        answering('getRunLogs', logPath(job, run)),
      ),
  };
  const refused = Object.fromEntries(
    Object.keys(operations).map((id) => {
      const operation = id as OperationId;
      // As a service without this operation: callers that can do without it continue.
      const error = failure(operation, '', 'rejected', `${operation}: an archive can only be read`, 501);
      return [id, () => TE.left(error)];
    }),
  ) as unknown as JobsApi;
  return { ...refused, ...reads };
};

/** The same folder, without what is not in it: an id may be any text. */
const inside = (folder: Folder): Pick<Folder, 'list' | 'read'> => {
  const isInside = (path: string): boolean =>
    path.split('/').every((part) => /^[a-z0-9][\w.-]*$/i.test(part));
  return {
    list: (path) => (isInside(path) ? folder.list(path) : TE.right([])),
    read: (path) => (isInside(path) ? folder.read(path) : TE.right(undefined)),
  };
};

/** The document in a file, or the text itself, which matches no description. */
const documentIn = (text: string): unknown =>
  pipe(
    E.tryCatch(() => parseJson(text), String),
    E.getOrElse((): unknown => text),
  );

const absent: Readonly<Record<Reads, string>> = {
  listJobs: 'the archive has no jobs',
  getJob: 'the archive does not have this job',
  listRuns: 'the archive does not have this job',
  getRun: 'the archive does not have this run',
  getRunLogs: 'the archive has no log of this run',
};

/** Checks what was read against the description of the API. */
const answering =
  <K extends Reads>(operation: K, path: string) =>
  (reading: TaskEither<FolderError, unknown>): Answer<K> =>
    pipe(
      reading,
      TE.mapLeft(({ message, cause }) => ({ ...failure(operation, path, 'server', message), cause })),
      TE.flatMapEither((document): E.Either<ApiError, ApiResponse<K>> => {
        if (document === undefined) return E.left(failure(operation, path, 'not-found', absent[operation]));
        const read = decode(operations[operation], 200, document);
        if (read._tag === 'Success') return E.right(read.body as ApiResponse<K>);
        const page = withReadableRows(operations[operation], 200, document);
        if (page !== undefined) return E.right(page as unknown as ApiResponse<K>);
        const issues = read._tag === 'Undecodable' ? formatErrors(read.errors) : [];
        return E.left({ ...failure(operation, path, 'undecodable', `${path} is damaged`), issues });
      }),
    );

const failure = (
  operation: OperationId,
  path: string,
  reason: ApiReason,
  message: string,
  status?: number,
): ApiError => ({
  _tag: 'ApiError',
  class: 'refused',
  reason,
  message,
  request: { operation, method: 'READ', path, status },
  issues: [],
});
