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
  deadline: 124,
  interrupted: 130,
  terminated: 143,
} as const;

/** The states that `--for` names; none for the end of the run. */
export const statesFor = (words: readonly string[] = []): readonly string[] =>
  words.filter((word) => word !== 'terminal');

/** Our exit codes, or those of IBM's dsjob. */
export type ExitCodes = 'wxdi' | 'dsjob';

const dsjobCodes = new Map([
  ['CompletedWithWarnings', 1],
  ['CompletedWithErrors', 3],
  ['Failed', 4],
  ['Canceled', 5],
]);

const codes = new Map<string, number>([
  ['Failed', exitCode.runFailed],
  ['Canceled', exitCode.runCanceled],
  ['CompletedWithErrors', exitCode.runCompletedWithErrors],
]);

interface Waiting {
  readonly for?: readonly string[] | undefined;
  readonly failOn?: 'errors' | 'warnings' | 'never' | undefined;
}

/** The exit code of a wait that ended with the run in this state. A state named by `--for` is success. */
export const outcomeCode = (
  state: string,
  { for: words, failOn }: Waiting,
  exitCodes: ExitCodes = 'wxdi',
): number => {
  if (failOn === 'never' || statesFor(words).includes(state)) return exitCode.done;
  const isWarning = state === 'CompletedWithWarnings';
  if (exitCodes === 'dsjob') {
    // dsjob reports warnings by default.
    const ignored = isWarning && failOn === 'errors';
    return ignored ? exitCode.done : (dsjobCodes.get(state) ?? exitCode.done);
  }
  if (isWarning && failOn === 'warnings') return exitCode.runCompletedWithWarnings;
  return codes.get(state) ?? exitCode.done;
};
