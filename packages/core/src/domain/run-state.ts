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

/** States of a run that goes on. */
export type ActiveRunState = Exclude<KnownRunState, FinishedRunState>;

/** The known states of a run that goes on: what to filter by to find active runs. */
export const activeRunStates: readonly ActiveRunState[] = knownRunStates.filter(
  (state): state is ActiveRunState => !isFinished(state),
);

/** Whether a run in this state can still be cancelled. True for an unknown state: the service decides. */
export const canCancel = (state: string): boolean => !isFinished(state) && state !== 'Canceling';

/** Whether a run in this state can be paused, by the service's word. */
export const canPause = (state: string): boolean => state === 'Running';

/** Whether a run in this state can be resumed, by the service's word. */
export const canResume = (state: string): boolean => state === 'Paused';

/** Whether a finished run did its work: warnings are not failures. */
export const succeeded = (state: string): state is 'Completed' | 'CompletedWithWarnings' =>
  state === 'Completed' || state === 'CompletedWithWarnings';
