import type { Client, FollowEvent, FollowOptions, JobRun, LogEntry } from '@wxdi/sdk';
import type { Session } from '../session.js';
import type { WaitFlags } from './options.js';
import { isFinished } from '@wxdi/sdk';
import { explained, hinting, isKind, UsageError } from '../errors.js';
import { failureOf } from '../failure.js';
import { logJson, runJson, toJson } from '../render/json.js';
import { showSeconds } from '../render/duration.js';
import { logText } from '../render/log.js';
import { showState } from '../render/run-state.js';
import { quoted } from '../render/shell.js';
import { visible } from '../render/visible.js';
import { onWaitInterrupt, type WaitedRun } from './on-interrupt.js';
import { outcomeCode, statesFor } from './outcome.js';

export interface FollowedRun extends WaitedRun {
  /** Whether this process has just started it. */
  readonly justStarted?: boolean;
  /** Whether to print the log as it grows. */
  readonly logs: boolean;
  /** Whether the command's exit code depends on the run, so it must be reported even if stdout cannot be written. */
  readonly counts?: boolean;
  /** Selects the log entries to print; default: all. */
  readonly wanted?: (entry: LogEntry) => boolean;
}

/** Refuses an output mode that cannot stream, before anything is sent. */
export const checkStream = ({ output, query }: Pick<Session, 'output' | 'query'>): void => {
  if (output === 'jsonl') return;
  const why =
    output === 'json' || output === 'yaml'
      ? `-o ${output} prints one document`
      : output === 'name'
        ? '-o name prints names only'
        : query === undefined
          ? undefined
          : '--query selects from one document';
  if (why === undefined) return;
  throw new UsageError(`--follow prints a stream, but ${why}`, 'add -o jsonl');
};

/** Follows a run until it has ended or reached a state of `--for`, and reports on it: the run as it was last seen. */
export const followRun = async (
  session: Session,
  client: Client,
  { job, run, word, justStarted = false, logs, counts = false, wanted = () => true }: FollowedRun,
  flags: WaitFlags,
): Promise<JobRun> => {
  const { context, signal, remember } = session;
  session.interrupts.onFirst(onWaitInterrupt(session, client, { job, run, word }, flags.onInterrupt));
  const again = `wxdi run wait ${word} ${quoted(run)}`;
  const events = client.runs.follow(job, run, { ...followOptions(flags), logs, justStarted, signal });
  const since = context.clock.now();
  let state: string | undefined;
  if (counts) remember({ what: `run ${run} is running`, look: again });
  const report = reporter(session, flags, wanted);
  const consume = async (): Promise<JobRun> => {
    for await (const event of events) {
      if (event.type === 'state') ({ state } = event.run);
      if (event.type === 'result' && counts) {
        const { state: end } = event.run;
        const look = `wxdi run get ${word} ${quoted(run)}`;
        remember({
          what: `run ${run} is ${end}`,
          look,
          exitCode: outcomeCode(end, flags, session.exitCodes),
        });
      }
      const full = report(event);
      if (full !== undefined) await full;
      // A log arrives in bursts; any other event ends one.
      if (event.type === 'log') sendSoon(session);
      else await session.lines.send();
      if (event.type === 'result') return event.run;
    }
    throw new Error('the run was followed to no result');
  };
  const following = hinting(
    consume().catch((error: unknown) => {
      throw timedOut(error, run, flags, state);
    }),
    { DeadlineExceeded: again, Unavailable: again, NotFound: `wxdi run list ${word}` },
  );
  const elapsed = (): string => showSeconds(Math.floor((context.clock.now() - since) / 1_000));
  try {
    // A growing log is progress enough.
    if (logs) return await following;
    return await session.spinner.during(() => `${visible(state ?? 'waiting')}, ${elapsed()}`, following);
  } catch (error) {
    if (session.output === 'jsonl') {
      const failure = failureOf(error, { debug: false, settings: session.settings });
      await session.lines.push(toJson({ type: 'error', ...failure }));
      await session.lines.send();
    }
    throw error;
  }
};

/** The wait flags as options of the library. */
export const followOptions = ({ for: words, timeout, interval }: WaitFlags): FollowOptions => ({
  until: statesFor(words),
  timeoutMs: timeout,
  poll: interval === undefined ? undefined : { firstMs: interval, factor: 1, capMs: interval },
});

/** The error of a wait that timed out, with the run, the time limit and the state that was seen last. */
export const timedOut = (
  error: unknown,
  run: string,
  { timeout, for: words }: WaitFlags,
  state: string | undefined,
): unknown => {
  if (timeout === undefined || !isKind(error, 'DeadlineExceeded')) return error;
  const wanted = statesFor(words);
  const goal = wanted.length === 0 ? '' : ` waiting for ${wanted.join(' or ')}`;
  const seen = state === undefined ? 'its state was not read' : `it was last seen ${visible(state)}`;
  const message = `timed out after ${showSeconds(timeout / 1_000)}${goal}; run ${visible(run)}: ${seen}`;
  return explained(error, { message });
};

const pending = new WeakSet<Session>();

/** Sends the lines when the burst of log entries is over. */
const sendSoon = (session: Session): void => {
  if (pending.has(session)) return;
  pending.add(session);
  setImmediate(() => {
    pending.delete(session);
    session.lines.send().catch(() => undefined);
  });
};

/** Reports the events: states on stderr, log entries on stdout, all of them in jsonl. */
const reporter = (
  { lines, say, output, query, stderrStyle, style, exitCodes }: Session,
  flags: WaitFlags,
  wanted: (entry: LogEntry) => boolean,
): ((event: FollowEvent) => Promise<void> | undefined) => {
  const streaming = output === 'jsonl';
  const printsLog = output !== 'json' && output !== 'yaml' && query === undefined;
  let unreachable = false;
  const emit = (value: object): Promise<void> | undefined =>
    streaming ? lines.push(toJson(query === undefined ? value : (query(value) ?? null))) : undefined;
  const emitError = ({ kind, message }: { kind: string; message: string }, retryable: boolean) =>
    emit({ type: 'error', kind, message, retryable });
  return (event) => {
    switch (event.type) {
      case 'state': {
        unreachable = false;
        const { run, previous } = event;
        say.note(showState(visible(run.state), stderrStyle), { state: run.state, runId: run.id });
        return emit({ type: 'state', state: run.state, previous, run: runJson(run, isFinished(run.state)) });
      }
      case 'log':
        if (!wanted(event.entry)) return undefined;
        if (streaming) return emit({ type: 'log', ...logJson(event.entry) });
        return printsLog ? lines.push(logText(event.entry, { output, style })) : undefined;
      case 'outage':
        if (!unreachable) say.note(`cannot read the run (${visible(event.error.message)}); retrying`);
        unreachable = true;
        return emitError(event.error, true);
      case 'no-log':
        say.note(`cannot read the log (${visible(event.error.message)})`);
        return emitError(event.error, false);
      case 'result': {
        const { run } = event;
        const exitCode = outcomeCode(run.state, flags, exitCodes);
        return emit({ type: 'result', state: run.state, exitCode, run: runJson(run, isFinished(run.state)) });
      }
    }
  };
};
