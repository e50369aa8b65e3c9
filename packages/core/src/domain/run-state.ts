/**
 * The eleven states that the service is known to use. A state outside this list is kept as it came and counts as
 * not finished, because the list is the service's to extend.
 */
export const knownRunStates = [
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

export type KnownRunState = (typeof knownRunStates)[number];

/** A state as the service spells it: one of the known ones, or text that this version does not know. */
export type RunState = KnownRunState | (string & {});

/** States after which nothing happens any more. */
export type FinishedRunState =
  'Canceled' | 'Failed' | 'Completed' | 'CompletedWithErrors' | 'CompletedWithWarnings';

const finished: ReadonlySet<string> = new Set<FinishedRunState>([
  'Canceled',
  'Failed',
  'Completed',
  'CompletedWithErrors',
  'CompletedWithWarnings',
]);

export const isKnownRunState = (state: string): state is KnownRunState =>
  (knownRunStates as readonly string[]).includes(state);

/** Whether a run in this state has ended. False for an unknown state. */
export const isFinished = (state: string): state is FinishedRunState => finished.has(state);
