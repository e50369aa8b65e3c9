/** The course of a run, decided at its start, so that its state at any time can be computed. */

/**
 * succeeds, warns, errors, fails: Completed, CompletedWithWarnings, CompletedWithErrors, Failed.
 * hangs: Running forever. stalls: Starting forever. streams: Running until canceled.
 * uncompiled: the start returns an error and records a Failed run.
 */
export type Outcome =
  'succeeds' | 'warns' | 'errors' | 'fails' | 'hangs' | 'stalls' | 'streams' | 'uncompiled';

/** Durations are in milliseconds, before division by `speed`. Only the outcome is required. */
export interface RunPlan {
  readonly outcome: Outcome;
  /** Time in Queued. If above 0, the run starts in Queued regardless of `firstState`. */
  readonly queuedMs?: number;
  readonly startingMs?: number;
  readonly runningMs?: number;
  readonly cancelingMs?: number;
  readonly resumingMs?: number;
  /** Total rows that the run reads; for a streaming run, records per second. */
  readonly rows?: number;
  /** Interval of log messages of a run that streams or hangs. */
  readonly tickMs?: number;
  /** Number of progress lines in the log of a batch run, spread over Running. */
  readonly logLines?: number;
}

/** One plan for all runs, or a list with one for each run (the last one repeats). */
export type PlanChoice = Outcome | RunPlan | readonly (Outcome | RunPlan)[];

/** A plan with all durations, divided by the speed. */
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

/** Types whose runs continue until they are canceled. */
const streamingTypes: ReadonlySet<string> = new Set(['streamsets_flow', 'streams']);

export const isStreaming = (jobType: string): boolean => streamingTypes.has(jobType);

export const defaultOutcome = (jobType: string): Outcome => (isStreaming(jobType) ? 'streams' : 'succeeds');

/** The plan of a run by number (from 0), at this speed. */
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
