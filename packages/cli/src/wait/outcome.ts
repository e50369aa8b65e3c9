import type { JobRun } from '@wxdi/sdk';
import type { Session } from '../session.js';
import type { WaitFlags } from './options.js';
import { exitCode } from '../exit-code.js';

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

/** The exit code of a wait that ended with the run in this state. A state named by `--for` is success. */
export const outcomeCode = (
  state: string,
  { for: words, failOn }: Pick<WaitFlags, 'for' | 'failOn'>,
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

const failed = (state: string): boolean => state === 'Failed' || state === 'CompletedWithErrors';

/** After a wait for a failed run, how to see why: also without a terminal, where the output is read later. */
export const sayWhy = ({ say }: Session, { state }: JobRun, words: string): void => {
  if (failed(state)) say.hint(`wxdi run logs ${words} --level error`);
};

/** The same, and how to see the log of any other run. */
export const sayLog = (session: Session, run: JobRun, words: string): void => {
  if (failed(run.state)) sayWhy(session, run, words);
  else session.say.next('its log', `wxdi run logs ${words}`);
};
