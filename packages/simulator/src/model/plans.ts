/** What a run is going to do: decided when it starts, so that its state at any time is a computation. */

/**
 * succeeds, warns, errors, fails: Completed, CompletedWithWarnings, CompletedWithErrors, Failed.
 * hangs: Running for ever. stalls: Starting for ever. streams: Running until canceled.
 * uncompiled: the start is answered with an error, and a Failed run is recorded.
 */
export type Outcome =
  'succeeds' | 'warns' | 'errors' | 'fails' | 'hangs' | 'stalls' | 'streams' | 'uncompiled';

/** Durations in milliseconds before `speed` divides them; everything but the outcome has a default. */
export interface RunPlan {
  readonly outcome: Outcome;
  /** Time in Queued; above 0 the run starts there whatever `firstState` says. */
  readonly queuedMs?: number;
  readonly startingMs?: number;
  readonly runningMs?: number;
  readonly cancelingMs?: number;
  readonly resumingMs?: number;
  /** Rows that the run reads when it gets to its end; for a streaming run: records a second. */
  readonly rows?: number;
  /** How often a run that streams or hangs writes to its log. */
  readonly tickMs?: number;
  /** Progress lines in the log of a batch run, spread over Running. */
  readonly logLines?: number;
}

/** One plan for every run, or one for each run in turn (the last one stays). */
export type PlanChoice = Outcome | RunPlan | readonly (Outcome | RunPlan)[];

/** With every duration present and divided by the speed. */
export type ResolvedPlan = Required<RunPlan>;

const planDefaults: Omit<ResolvedPlan, 'outcome'> = {
  queuedMs: 0,
  startingMs: 1_000,
  runningMs: 5_000,
  cancelingMs: 1_000,
  resumingMs: 500,
  rows: 1_000,
  tickMs: 1_000,
  logLines: 8,
};

/** Types whose runs last until somebody cancels them. */
const streamingTypes: ReadonlySet<string> = new Set(['streamsets_flow', 'streams']);

export const isStreaming = (jobType: string): boolean => streamingTypes.has(jobType);

export const defaultOutcome = (jobType: string): Outcome => (isStreaming(jobType) ? 'streams' : 'succeeds');

/** The plan of the run with this number (from 0), at this speed. */
export const resolvePlan = (choice: PlanChoice, runNumber: number, speed: number): ResolvedPlan => {
  const picked =
    typeof choice === 'object' && 'length' in choice
      ? (choice[Math.min(runNumber, choice.length - 1)] ?? 'succeeds')
      : choice;
  const plan = { ...planDefaults, ...(typeof picked === 'string' ? { outcome: picked } : picked) };
  const scale = (ms: number): number => Math.round(ms / speed);
  return {
    ...plan,
    queuedMs: scale(plan.queuedMs),
    startingMs: scale(plan.startingMs),
    runningMs: scale(plan.runningMs),
    cancelingMs: scale(plan.cancelingMs),
    resumingMs: scale(plan.resumingMs),
    tickMs: Math.max(1, scale(plan.tickMs)),
  };
};
