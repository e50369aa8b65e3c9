import type { FollowResult, JobRun, KnownRunState } from '@wxdi/sdk';
import { isFinished, isKnownRunState, succeeded } from '@wxdi/sdk';

/** The exit codes that scripts may rely on. */
export const exitCode = {
  done: 0,
  bug: 1,
  usage: 2,
  notFound: 3,
  notPermitted: 4,
  refused: 5,
  unavailable: 6,
  undecodable: 7,
  outcomeUnknown: 9,
  runFailed: 10,
  runCanceled: 11,
  runCompletedWithErrors: 12,
  runCompletedWithWarnings: 13,
  notReached: 14,
  slow: 15,
  planned: 20,
  deadline: 124,
  hungUp: 129,
  interrupted: 130,
  terminated: 143,
} as const;

/** From the worst code of several runs to the least; any other failure is after 6. */
const worstFirst: readonly (number | undefined)[] = [9, 6, undefined, 10, 12, 11, 13, 14, 0];

/** The place of a code among those of several runs; 0 is the worst. */
export const rankOf = (code: number): number =>
  worstFirst.includes(code) ? worstFirst.indexOf(code) : worstFirst.indexOf(undefined);

/** The states that `--for` names; none for the end of the run. */
export const statesFor = (words: readonly string[] = []): readonly string[] =>
  words.filter((word) => word !== 'terminal');

/** Our exit codes; those of IBM's dsjob; those of the dsjob of InfoSphere; or the status that the flow has set. */
export const exitCodeSets = ['wxdi', 'dsjob', 'iis', 'user-status'] as const;
export type ExitCodes = (typeof exitCodeSets)[number];

/** The flags that decide which results are errors. */
interface ResultFlags {
  readonly for?: readonly string[] | undefined;
  readonly failOn?: 'errors' | 'warnings' | 'never' | undefined;
}

/** The end of a wait. */
export type Ended = Pick<FollowResult, 'run' | 'reached'>;

interface CodeSet {
  readonly success: number;
  readonly warnings: number;
  /** Whether warnings are reported without `--fail-on warnings`. */
  readonly reportsWarnings: boolean;
  readonly errors: number;
  readonly failed: number;
  readonly canceled: number;
}

const wxdiCodes: CodeSet = {
  success: exitCode.done,
  warnings: exitCode.runCompletedWithWarnings,
  reportsWarnings: false,
  errors: exitCode.runCompletedWithErrors,
  failed: exitCode.runFailed,
  canceled: exitCode.runCanceled,
};

const codeSets: Readonly<Record<ExitCodes, CodeSet>> = {
  wxdi: wxdiCodes,
  dsjob: { success: 0, warnings: 1, reportsWarnings: true, errors: 3, failed: 4, canceled: 5 },
  iis: { success: 1, warnings: 2, reportsWarnings: true, errors: 3, failed: 3, canceled: 97 },
  'user-status': wxdiCodes,
};

/**
 * The exit code of a wait. If the run is in a state named by `--for`, it is 0. If the run did not succeed, it is that of
 * its result. If `--for` names states and the run was in none of them, it is 14.
 */
export const outcomeCode = (
  { run, reached }: Ended,
  flags: ResultFlags,
  exitCodes: ExitCodes = 'wxdi',
): number => {
  const states = statesFor(flags.for);
  if (states.includes(run.state)) return exitCode.done;
  const waitsForEnd = states.length === 0 || flags.for?.includes('terminal') === true;
  const status = waitsForEnd && exitCodes === 'user-status' ? userStatusOf(run) : undefined;
  const failure = flags.failOn === 'never' ? undefined : (status ?? failureCode(run, flags, exitCodes));
  if (failure !== undefined) return failure;
  if (!waitsForEnd) return reached ? exitCode.done : exitCode.notReached;
  return flags.failOn === 'never' || !isFinished(run.state) ? exitCode.done : codeSets[exitCodes].success;
};

/** The exit code of a run that did not succeed, or whose warnings are reported. */
const failureCode = (
  { state, finishedAt }: JobRun,
  { failOn }: ResultFlags,
  exitCodes: ExitCodes,
): number | undefined => {
  const codes = codeSets[exitCodes];
  // Whether it succeeded is not known.
  if (!isKnownRunState(state)) return finishedAt === undefined ? undefined : exitCode.undecodable;
  const reportsWarnings = failOn === undefined ? codes.reportsWarnings : failOn === 'warnings';
  const failures: Partial<Record<KnownRunState, number | undefined>> = {
    Failed: codes.failed,
    Skipped: codes.failed,
    Canceled: codes.canceled,
    CompletedWithErrors: codes.errors,
    CompletedWithWarnings: reportsWarnings ? codes.warnings : undefined,
  };
  return failures[state];
};

/** The status from 1 to 255 that the flow of a completed run has set. */
const userStatusOf = ({ state, userStatus = '' }: JobRun): number | undefined => {
  const isCompleted = succeeded(state) || state === 'CompletedWithErrors';
  const status = /^\d{1,3}$/.test(userStatus) ? Number(userStatus) : 0;
  return isCompleted && status >= 1 && status <= 255 ? status : undefined;
};
