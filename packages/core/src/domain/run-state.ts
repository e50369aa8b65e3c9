/**
 * The eleven known states. An unknown state is kept unchanged and counts as not finished, since the service may add
 * states.
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

/** One of `knownRunStates`. */
export type KnownRunState = (typeof knownRunStates)[number];

/** A state in the service's spelling: a known one, or another text. */
export type RunState = KnownRunState | (string & {});

/** States of finished runs. */
export type FinishedRunState =
  'Canceled' | 'Failed' | 'Completed' | 'CompletedWithErrors' | 'CompletedWithWarnings';

const finished: ReadonlySet<string> = new Set<FinishedRunState>([
  'Canceled',
  'Failed',
  'Completed',
  'CompletedWithErrors',
  'CompletedWithWarnings',
]);

/** Whether a state is one of `knownRunStates`, in the same spelling. */
export const isKnownRunState = (state: string): state is KnownRunState =>
  (knownRunStates as readonly string[]).includes(state);

/** Whether a run in this state is finished. False for an unknown state. */
export const isFinished = (state: string): state is FinishedRunState => finished.has(state);

/** States of active runs. */
export type ActiveRunState = Exclude<KnownRunState, FinishedRunState>;

/** The known states of active runs, to filter by. */
export const activeRunStates: readonly ActiveRunState[] = knownRunStates.filter(
  (state): state is ActiveRunState => !isFinished(state),
);

/** Whether a run in this state can be cancelled. True for an unknown state: the service decides. */
export const canCancel = (state: string): boolean => !isFinished(state) && state !== 'Canceling';

/** Whether a run in this state can be paused, according to the service's documentation. */
export const canPause = (state: string): boolean => state === 'Running';

/** Whether a run in this state can be resumed, according to the service's documentation. */
export const canResume = (state: string): boolean => state === 'Paused';

/** Whether a finished run succeeded: warnings are not failures. */
export const succeeded = (state: string): state is 'Completed' | 'CompletedWithWarnings' =>
  state === 'Completed' || state === 'CompletedWithWarnings';
