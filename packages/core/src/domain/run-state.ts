/**
 * The known states: the eleven that the service documents, and `Skipped`, which is finished and not a success. An unknown
 * state is kept unchanged and counts as not finished, since the service may add states.
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
  'Skipped',
  'Completed',
  'CompletedWithErrors',
  'CompletedWithWarnings',
] as const;

/** One of `knownRunStates`. */
export type KnownRunState = (typeof knownRunStates)[number];

/** A state: a known one, or another text of the service. */
export type RunState = KnownRunState | (string & {});

/** States of finished runs. */
export type FinishedRunState =
  'Canceled' | 'Failed' | 'Skipped' | 'Completed' | 'CompletedWithErrors' | 'CompletedWithWarnings';

const known: ReadonlySet<string> = new Set(knownRunStates);

const finished: ReadonlySet<string> = new Set<FinishedRunState>([
  'Canceled',
  'Failed',
  'Skipped',
  'Completed',
  'CompletedWithErrors',
  'CompletedWithWarnings',
]);

const spellings: ReadonlyMap<string, KnownRunState> = new Map<string, KnownRunState>([
  ...knownRunStates.map((state) => [state.toLowerCase(), state] as const),
  ['cancelled', 'Canceled'],
  ['cancelling', 'Canceling'],
  ['success', 'Completed'],
  ['succeeded', 'Completed'],
]);

/**
 * The known state that a text names, or the text itself. Case, spaces, `_` and `-` do not matter; `Cancelled`,
 * `Cancelling`, `Success` and `Succeeded` are accepted too. The states of all runs that wxdi returns are in this form.
 */
export const runStateOf = (text: string): RunState =>
  known.has(text) ? text : (spellings.get(text.toLowerCase().replace(/[\s_-]/g, '')) ?? text);

/** Whether a state is known in this spelling; see `runStateOf`. */
export const isKnownRunState = (state: string): state is KnownRunState => known.has(state);

/** Whether a run in this state is finished. False for an unknown state. */
export const isFinished = (state: string): state is FinishedRunState => finished.has(state);

/** Whether a run in this state was not running yet. */
export const isBeforeRunning = (state: string): boolean => state === 'Queued' || state === 'Starting';

/** States of active runs. */
export type ActiveRunState = Exclude<KnownRunState, FinishedRunState>;

/** The known states of active runs, to filter by. */
export const activeRunStates: readonly ActiveRunState[] = knownRunStates.filter(
  (state): state is ActiveRunState => !isFinished(state),
);

/** Whether a run in this state can be canceled. True for an unknown state: the service decides. */
export const canCancel = (state: string): boolean => !isFinished(state) && state !== 'Canceling';

/** Whether a run in this state can be paused, according to the service's documentation. */
export const canPause = (state: string): boolean => state === 'Running';

/** Whether a run in this state can be resumed, according to the service's documentation. */
export const canResume = (state: string): boolean => state === 'Paused';

/** States of runs that succeeded. */
export type SucceededRunState = 'Completed' | 'CompletedWithWarnings';

/** Whether a finished run succeeded: warnings are not failures. */
export const succeeded = (state: string): state is SucceededRunState =>
  state === 'Completed' || state === 'CompletedWithWarnings';
