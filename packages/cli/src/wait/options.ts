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
  'Exit code: 0 Completed or CompletedWithWarnings, 10 Failed, 11 Canceled, 12 CompletedWithErrors, 13 CompletedWithWarnings with --fail-on warnings, 124 --timeout passed. If the run enters a state named by --for, the exit code is 0; if it succeeds without entering any of them, 14.',
  'Ctrl-C (exit 130), SIGTERM (143) and SIGHUP (129) stop waiting, and the run continues. With --on-interrupt cancel, they also cancel the run. With --on-timeout cancel, the run is canceled when --timeout has passed. In both cases, wxdi waits at most 10 s for the service to accept the cancellation, and does not wait for the run to end.',
];
