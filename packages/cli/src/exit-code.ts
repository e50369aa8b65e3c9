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
  hungUp: 129,
  interrupted: 130,
  terminated: 143,
} as const;

/** The states that `--for` names; none for the end of the run. */
export const statesFor = (words: readonly string[] = []): readonly string[] =>
  words.filter((word) => word !== 'terminal');

/** Our exit codes, or those of IBM's dsjob. */
export type ExitCodes = 'wxdi' | 'dsjob';

type FailOn = 'errors' | 'warnings' | 'never';

/** The exit codes of states; those of all others are 0. */
const codes: Readonly<Record<ExitCodes, ReadonlyMap<string, number>>> = {
  wxdi: new Map([
    ['Failed', exitCode.runFailed],
    ['Canceled', exitCode.runCanceled],
    ['CompletedWithErrors', exitCode.runCompletedWithErrors],
    ['CompletedWithWarnings', exitCode.runCompletedWithWarnings],
  ]),
  dsjob: new Map([
    ['CompletedWithWarnings', 1],
    ['CompletedWithErrors', 3],
    ['Failed', 4],
    ['Canceled', 5],
  ]),
};

/** The exit code of a wait that ended with the run in this state. A state named by `--for` is success. */
export const outcomeCode = (
  state: string,
  {
    for: words,
    failOn,
  }: { readonly for?: readonly string[] | undefined; readonly failOn?: FailOn | undefined },
  exitCodes: ExitCodes = 'wxdi',
): number => {
  if (failOn === 'never' || statesFor(words).includes(state)) return exitCode.done;
  // dsjob reports warnings by default.
  const reportsWarnings = exitCodes === 'dsjob' ? failOn !== 'errors' : failOn === 'warnings';
  if (state === 'CompletedWithWarnings' && !reportsWarnings) return exitCode.done;
  return codes[exitCodes].get(state) ?? exitCode.done;
};
