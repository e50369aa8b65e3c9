import { isFinished, type FollowEvent, type FollowOptions, type JobRun, type LogEntry } from '@wxdi/sdk';
import type { Session } from '../session.js';
import type { RunTarget } from '../target.js';
import type { WaitFlags } from './options.js';
import { explained, hinting, isKind, UsageError } from '../errors.js';
import { failureOf } from '../failure.js';
import { showSeconds } from '../render/duration.js';
import { logJson, runJson, toJson } from '../render/json.js';
import { logText, missingText } from '../render/log.js';
import { showState } from '../render/run-state.js';
import { visible } from '../render/visible.js';
import { onWaitInterrupt } from './on-interrupt.js';
import { outcomeCode, statesFor } from '../exit-code.js';

/** Returns a promise only when the output is behind. */
type Report = (event: FollowEvent) => Promise<void> | undefined;

interface Following {
  /** Whether this process has just started the run. */
  readonly justStarted?: boolean;
  /** Whether to read the log as it grows. */
  readonly logs: boolean;
  /** Whether the exit code depends on the run, so it is reported even if stdout cannot be written. */
  readonly counts?: boolean;
  /** The command that continues a wait that ended early. */
  readonly again?: 'wait' | 'watch';
  readonly report?: Report;
}

const unstreamable: Readonly<Partial<Record<Session['output'], string>>> = {
  json: '-o json prints one document',
  yaml: '-o yaml prints one document',
  name: '-o name prints names only',
};

/** Refuses an output mode that cannot stream, before anything is sent. */
export const checkStream = ({ output, query }: Session): void => {
  const why = unstreamable[output] ?? (query && '--query selects from one document');
  if (output === 'jsonl' || why === undefined) return;
  throw new UsageError(`--follow prints a stream, but ${why}`, 'add -o jsonl');
};

/** Follows a run until it has ended or reached a state of `--for`: the run as it was last seen. */
export const followRun = async (
  session: Session,
  target: RunTarget,
  flags: WaitFlags,
  { justStarted, logs, counts = false, again: name = 'wait', report = reporter(session, flags) }: Following,
): Promise<JobRun> => {
  const { context, signal, remember, lines } = session;
  const { client, job, run, words, others } = target;
  const again = `wxdi run ${name} ${words}`;
  const since = context.clock.now();
  let state: string | undefined;
  const consume = async (): Promise<JobRun> => {
    const options = { ...followOptions(flags), logs, justStarted, signal };
    for await (const event of client.runs.follow(job, run, options)) {
      if (event.type === 'state') ({ state } = event.run);
      if (event.type === 'result' && counts) {
        const what = `run ${run} is ${event.run.state}`;
        const exitCode = outcomeCode(event.run.state, flags, session.exitCodes);
        remember({ what, look: `wxdi run get ${words}`, exitCode });
      }
      const full = report(event);
      if (full !== undefined) await full;
      // A log arrives in bursts; any other event ends one.
      if (event.type === 'log') sendSoon(session);
      else await lines.send();
      if (event.type === 'result') return event.run;
    }
    throw new Error('the run was followed to no result');
  };
  session.interrupts.onFirst(onWaitInterrupt(session, target, flags.onInterrupt));
  if (counts) remember({ what: `run ${run} is running`, look: again });
  const following = hinting(
    consume().catch((error: unknown) => {
      throw timedOut(error, run, flags, state);
    }),
    { DeadlineExceeded: again, Unavailable: again, NotFound: others },
  );
  const elapsed = (): string => showSeconds(Math.floor((context.clock.now() - since) / 1_000));
  try {
    // A growing log is progress enough.
    if (logs) return await following;
    return await session.spinner.during(() => `${visible(state ?? 'waiting')}, ${elapsed()}`, following);
  } catch (error) {
    if (session.output === 'jsonl') {
      const failure = failureOf(error, { debug: false, settings: session.settings });
      await lines.push(toJson({ type: 'error', ...failure }));
      await lines.send();
    }
    throw error;
  }
};

/** After a wait, how to see why the run failed, or its log: the exit code. */
export const endOf = (
  session: Session,
  { words }: RunTarget,
  flags: WaitFlags,
  { state }: JobRun,
): number => {
  if (state === 'Failed' || state === 'CompletedWithErrors')
    session.say.hint(`wxdi run logs ${words} --level error`);
  else session.say.next('its log', `wxdi run logs ${words}`);
  return outcomeCode(state, flags, session.exitCodes);
};

/** The wait flags as options of the library. */
const followOptions = ({ for: words, timeout, interval }: WaitFlags): FollowOptions => ({
  until: statesFor(words),
  timeoutMs: timeout,
  poll: interval === undefined ? undefined : { firstMs: interval, factor: 1, capMs: interval },
});

/** The error of a wait that timed out, with the run, the time limit and the state that was seen last. */
const timedOut = (
  error: unknown,
  run: string,
  { timeout, for: words }: WaitFlags,
  state: string | undefined,
): unknown => {
  if (timeout === undefined || !isKind(error, 'DeadlineExceeded')) return error;
  const wanted = statesFor(words);
  const goal = wanted.length === 0 ? '' : ` waiting for ${wanted.join(' or ')}`;
  const seen = state === undefined ? 'was not read' : `was last seen ${visible(state)}`;
  const message = `timed out after ${showSeconds(timeout / 1_000)}${goal}; run ${visible(run)} ${seen}`;
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

/** How the log is reported. */
interface LogReport {
  readonly wanted?: (entry: LogEntry) => boolean;
  readonly textOf?: (entry: LogEntry) => string;
  /** The log is all that the command is for: the command fails if it cannot be read, so there is no warning. */
  readonly isAll?: boolean;
}

/** Reports the events: states on stderr, log entries on stdout, all of them in jsonl. */
export const reporter = (
  { lines, say, output, query, stderrStyle, style, exitCodes }: Session,
  flags: WaitFlags,
  log: LogReport = {},
): Report => {
  const { wanted = () => true, textOf = (entry) => logText(entry, style) } = log;
  const streaming = output === 'jsonl';
  const printsLog = output !== 'json' && output !== 'yaml' && query === undefined;
  let unreachable = false;
  const emit = (value: object): Promise<void> | undefined =>
    streaming ? lines.push(toJson(query === undefined ? value : (query(value) ?? null))) : undefined;
  const stateOf = (run: JobRun) => ({ state: run.state, run: runJson(run, isFinished(run.state)) });
  return (event) => {
    switch (event.type) {
      case 'state': {
        unreachable = false;
        const { run, previous } = event;
        say.note(showState(visible(run.state), stderrStyle), { state: run.state, runId: run.id });
        return emit({ type: 'state', previous, ...stateOf(run) });
      }
      case 'log':
        if (!wanted(event.entry)) return undefined;
        if (streaming) return emit({ type: 'log', ...logJson(event.entry) });
        return printsLog ? lines.push(textOf(event.entry)) : undefined;
      case 'gap':
        say.warn(missingText(event.missing));
        return emit(event);
      case 'no-log': {
        const { kind, message } = event.error;
        if (log.isAll !== true) say.warn(troubleOf(event));
        return emit({ type: 'error', kind, message, retryable: false });
      }
      case 'outage': {
        const { kind, message } = event.error;
        if (!unreachable) say.note(troubleOf(event));
        unreachable = true;
        return emit({ type: 'error', kind, message, retryable: true });
      }
      case 'result': {
        const exitCode = outcomeCode(event.run.state, flags, exitCodes);
        return emit({ type: 'result', exitCode, ...stateOf(event.run) });
      }
    }
  };
};

/** Why a run or its log could not be read. */
export const troubleOf = ({ type, error }: Extract<FollowEvent, { type: 'outage' | 'no-log' }>): string => {
  const why = visible(error.message);
  return type === 'outage' ? `cannot read the run (${why}); retrying` : `cannot read the log (${why})`;
};
