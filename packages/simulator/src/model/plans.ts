import { readFailure, readLogLine, readSteps, type LogLine, type PlannedState } from './scripted.js';
import type { RunState } from './states.js';

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
  /**
   * The states of the run in order, each with its duration, e.g. `Running 10m`, instead of those of the outcome. If the
   * last one is no end, the run stays in it.
   */
  readonly states?: readonly PlannedState[];
  /** The lines of the log while it is Running, instead of progress lines: a text, or `##W IIS-DSEE-TFOR-00104 text`. */
  readonly log?: readonly (string | LogLine)[];
  /** The code of the error of a run that fails, with or without a message: `IIS-DSEE-TFIP-00055: no such table`. */
  readonly fails?: string;
}

/** One plan for all runs, or a list with one for each run (the last one repeats). */
export type PlanChoice = Outcome | RunPlan | readonly (Outcome | RunPlan)[];

/** A plan with all durations, divided by the speed. */
export interface ResolvedPlan extends Required<Omit<RunPlan, 'states' | 'log' | 'fails'>> {
  readonly states: readonly { readonly state: RunState; readonly ms: number }[] | undefined;
  readonly log: readonly LogLine[] | undefined;
  readonly error: { readonly code: string; readonly message: string } | undefined;
}

const planDefaults: Required<Omit<RunPlan, 'outcome' | 'states' | 'log' | 'fails'>> = {
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

/** The error of a run that fails. */
export const failureOf = (plan: ResolvedPlan, jobType: string): NonNullable<ResolvedPlan['error']> =>
  plan.error ??
  (isStreaming(jobType)
    ? { code: 'JDBC_00', message: 'Cannot connect to the specified database' }
    : { code: 'IIS-DSEE-TFIP-00055', message: 'Target: the table does not exist' });

/** The plan of a run by number (from 0), at this speed. */
export const resolvePlan = (choice: PlanChoice, runNumber: number, speed: number): ResolvedPlan => {
  const picked =
    typeof choice === 'object' && 'length' in choice
      ? (choice[Math.min(runNumber, choice.length - 1)] ?? 'succeeds')
      : choice;
  const given: RunPlan = typeof picked === 'string' ? { outcome: picked } : picked;
  const { states, log, fails, ...plan } = { ...planDefaults, ...given };
  const scale = (ms: number): number => Math.round(ms / speed);
  const steps = states && readSteps(states).map(({ state, ms }) => ({ state, ms: scale(ms) }));
  const running = steps?.reduce((sum, { state, ms }) => (state === 'Running' ? sum + ms : sum), 0);
  return {
    ...plan,
    states: steps,
    log: log && log.map(readLogLine),
    error: fails === undefined ? undefined : readFailure(fails),
    queuedMs: scale(plan.queuedMs),
    startingMs: scale(plan.startingMs),
    runningMs: running ?? scale(plan.runningMs),
    cancelingMs: scale(plan.cancelingMs),
    resumingMs: scale(plan.resumingMs),
    tickMs: Math.max(1, scale(plan.tickMs)),
  };
};
