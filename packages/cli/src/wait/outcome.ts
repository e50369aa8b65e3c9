import type { Values } from '../args/flag.js';
import type { waitFlags } from '../declarations/shared.js';
import { exitCode } from '../exit-code.js';

type Waiting = Pick<Values<typeof waitFlags>, 'for' | 'fail-on'>;

/** The states that `--for` names; none for the end of the run. */
export const statesFor = (words: readonly string[] | undefined): readonly string[] =>
  (words ?? []).filter((word) => word !== 'terminal');

/** Ours, or those of IBM's dsjob, for scripts that came from there. */
export type ExitCodes = 'wxdi' | 'dsjob';

const dsjobCodes: Readonly<Record<string, number>> = {
  CompletedWithWarnings: 1,
  CompletedWithErrors: 3,
  Failed: 4,
  Canceled: 5,
};

const codes: Readonly<Record<string, number>> = {
  Failed: exitCode.runFailed,
  Canceled: exitCode.runCanceled,
  CompletedWithErrors: exitCode.runCompletedWithErrors,
};

/** The exit code of a wait that ended with the run in this state. A state that was asked for by name is success. */
export const outcomeCode = (
  state: string,
  { for: words, 'fail-on': failOn }: Waiting,
  exitCodes: ExitCodes = 'wxdi',
): number => {
  if (failOn === 'never' || statesFor(words).includes(state)) return exitCode.done;
  if (exitCodes === 'dsjob') {
    // dsjob tells warnings unless somebody says that they are none.
    const ignored = state === 'CompletedWithWarnings' && failOn === 'errors';
    return (ignored ? undefined : own(dsjobCodes, state)) ?? exitCode.done;
  }
  if (state === 'CompletedWithWarnings' && failOn === 'warnings') return exitCode.runCompletedWithWarnings;
  return own(codes, state) ?? exitCode.done;
};

const own = (table: Readonly<Record<string, number>>, state: string): number | undefined =>
  Object.hasOwn(table, state) ? table[state] : undefined;
