import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { LogEvidence, ReadFailure } from '../analysis/log-findings.js';
import type { RunEvidence } from '../analysis/run-diff.js';
import type { JobId, RunId } from '../domain/ids.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { HasCancel } from '../ports/cancel.js';
import type { HasApi } from '../ports/jobs-api.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import { evidenceOf } from '../analysis/log-findings.js';
import { readLog } from './get-logs.js';
import { getRun } from './get-run.js';

/** A failure as a value, so that the other parts of a result can be used. The caller's abort or time limit stays an error. */
export const orFailure =
  <A>(onFailure: (failure: ReadFailure) => A) =>
  <Env, B>(program: ReaderTaskEither<Env, WorkflowError, B>): ReaderTaskEither<Env, WorkflowError, A | B> =>
    pipe(
      program,
      RTE.orElse((error): ReaderTaskEither<Env, WorkflowError, A | B> =>
        error._tag === 'Aborted' || error._tag === 'DeadlineExceeded'
          ? RTE.left(error)
          : RTE.right(onFailure({ kind: error._tag, message: error.message })),
      ),
    );

/** The log of a run, or why it could not be read. */
const logEvidence = (
  job: JobId,
  run: RunId,
): ReaderTaskEither<HasApi<'getRunLogs'> & HasCancel, WorkflowError, LogEvidence> =>
  pipe(
    readLog(job, run),
    RTE.map(evidenceOf),
    orFailure((failure): LogEvidence => ({ _tag: 'Unread', failure })),
  );

/** A run and its log, both read at once. A run that cannot be read is an error. */
export const readEvidence = (
  job: JobId,
  run: RunId,
): ReaderTaskEither<HasApi<'getRun' | 'getRunLogs'> & HasCancel, WorkflowError, RunEvidence> =>
  pipe(RTE.Do, RTE.apSW('run', getRun(job, run)), RTE.apSW('log', logEvidence(job, run)));
