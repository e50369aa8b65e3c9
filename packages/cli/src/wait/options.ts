import type { Command, OptionValues } from '@commander-js/extra-typings';
import { knownRunStates } from '@wxdi/sdk';
import { choice, duration, stateList } from '../command-line/options.js';

const states: readonly string[] = ['terminal', ...knownRunStates];
const failures = ['errors', 'warnings', 'never'] as const;
const actions = ['detach', 'cancel'] as const;

export const onTimeout = () =>
  choice('--on-timeout <ACTION>', 'what --timeout does to the run', actions, 'detach');

/** Flags of the commands that wait for a run. */
export const waitOptions = <Flags extends OptionValues>(command: Command<[], Flags>) =>
  command
    .addOption(stateList('--for <STATE,...>', 'states to wait for', states, 'terminal'))
    .option('--interval <D>', 'polling interval; default: 1s, growing to 30s', duration)
    .addOption(choice('--fail-on <RESULT>', 'results that are an error', failures, 'errors'))
    .addOption(
      choice('--on-interrupt <ACTION>', 'what Ctrl-C or another signal does to the run', actions, 'detach'),
    )
    .addOption(onTimeout());

type Options = ReturnType<ReturnType<typeof waitOptions<Record<never, never>>>['opts']>;
export type WaitFlags = { readonly [Name in keyof Options]?: Options[Name] | undefined };

export const waitDetails = [
  'Exit code: 0 Completed or CompletedWithWarnings, 10 Failed, 11 Canceled, 12 CompletedWithErrors, 13 CompletedWithWarnings with --fail-on warnings, 124 --timeout passed. A state named by --for is a success (0); 14 if the run succeeded without entering any of them.',
  'Ctrl-C stops waiting (exit 130), as SIGTERM (143) and SIGHUP (129) do, and the run continues; with --on-interrupt cancel it is canceled. With --on-timeout cancel it is canceled when --timeout has passed. Either waits at most 10 s for the service to accept the cancellation, not for the end of the run.',
];
