import type {
  FinishedRun,
  FollowEnv,
  HasApi,
  HasCancel,
  HasClock,
  HasRandom,
  HasRetry,
  Job,
  JobDraft,
  JobId,
  JobRun,
  KeepRules,
  Retention,
  RunId,
  WorkflowError,
  pruneRuns,
} from '@wxdi/core';
import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import { awaitRun, getJob, isFinishedRun, jobId, runId, startRun } from '@wxdi/core';
import { describe, expect, expectTypeOf, it } from 'vitest';

// The compiler is the test: `@ts-expect-error` fails the type check where the error is missing.
describe('types', () => {
  it('keep ids of jobs and runs apart', () => {
    expectTypeOf(jobId('a')).toEqualTypeOf<JobId>();
    expectTypeOf<RunId>().not.toExtend<JobId>();
    // @ts-expect-error a run id is not a job id
    getJob(runId('r'));
    // @ts-expect-error a string is not a job id until it is converted
    getJob('job-1');
  });

  it('give a finished run its own type', () => {
    expectTypeOf<FinishedRun>().toExtend<JobRun>();
    expectTypeOf<JobRun>().not.toExtend<FinishedRun>();
    expectTypeOf(awaitRun).returns.toEqualTypeOf<ReaderTaskEither<FollowEnv, WorkflowError, FinishedRun>>();
    const run = { state: 'Running' } as JobRun;
    if (isFinishedRun(run)) expectTypeOf(run.state).toExtend<FinishedRun['state']>();
  });

  it('refuse options that contradict each other', () => {
    // @ts-expect-error an asset or a type, not both
    const both: JobDraft = { name: 'n', assetId: 'a', type: 't' };
    // @ts-expect-error one of the two
    const neither: JobDraft = { name: 'n' };
    // @ts-expect-error days or runs
    const retention: Retention = {};
    // @ts-expect-error at least one rule
    const rules: KeepRules = {};
    expect([both, neither, retention, rules]).toHaveLength(4);
  });

  it('state exactly what each program requires', () => {
    expectTypeOf(getJob).returns.toEqualTypeOf<
      ReaderTaskEither<HasApi<'getJob'> & HasCancel, WorkflowError, Job>
    >();
    expectTypeOf(startRun).returns.toEqualTypeOf<
      ReaderTaskEither<HasApi<'startRun'> & HasCancel, WorkflowError, JobRun>
    >();
    expectTypeOf<Parameters<ReturnType<typeof pruneRuns>>[0]>().toEqualTypeOf<
      HasApi<'listRuns'> & HasApi<'deleteRun' | 'getRun'> & HasClock & HasRandom & HasRetry & HasCancel
    >();
  });

  it('list every error of a program', () => {
    expectTypeOf<WorkflowError['_tag']>().toEqualTypeOf<
      | 'InvalidInput'
      | 'AmbiguousName'
      | 'NotFound'
      | 'NotPermitted'
      | 'Refused'
      | 'NotApplied'
      | 'Unavailable'
      | 'Undecodable'
      | 'OutcomeUnknown'
      | 'DeadlineExceeded'
      | 'Aborted'
    >();
  });
});
