import type { Values } from '../args/flag.js';
import type { waitFlags } from '../declarations/shared.js';
import { exitCode } from '../exit-code.js';

type Waiting = Pick<Values<typeof waitFlags>, 'for' | 'fail-on'>;

/** The states that `--for` names; none for the end of the run. */
export const statesFor = (words: readonly string[] | undefined): readonly string[] =>
  (words ?? []).filter((word) => word !== 'terminal');

const codes: Readonly<Record<string, number>> = {
  Failed: exitCode.runFailed,
  Canceled: exitCode.runCanceled,
  CompletedWithErrors: exitCode.runCompletedWithErrors,
};

/** The exit code of a wait that ended with the run in this state. A state that was asked for by name is success. */
export const outcomeCode = (state: string, { for: words, 'fail-on': failOn = 'errors' }: Waiting): number => {
  if (failOn === 'never' || statesFor(words).includes(state)) return exitCode.done;
  if (state === 'CompletedWithWarnings' && failOn === 'warnings') return exitCode.runCompletedWithWarnings;
  return (Object.hasOwn(codes, state) ? codes[state] : undefined) ?? exitCode.done;
};
