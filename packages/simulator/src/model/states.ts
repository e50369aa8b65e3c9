/** The eleven run states, as the service spells them. */
export const runStates = [
  'Queued',
  'Starting',
  'Running',
  'Paused',
  'Resuming',
  'Canceling',
  'Canceled',
  'Failed',
  'Completed',
  'CompletedWithErrors',
  'CompletedWithWarnings',
] as const;

export type RunState = (typeof runStates)[number];

const terminal: ReadonlySet<RunState> = new Set([
  'Canceled',
  'Failed',
  'Completed',
  'CompletedWithErrors',
  'CompletedWithWarnings',
]);

export const isTerminal = (state: RunState): boolean => terminal.has(state);
