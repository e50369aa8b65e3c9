import { isErrorEntry, isFinished, isKnownRunState } from '@wxdi/sdk';
import type { FollowEvent, FollowOptions, JobRun, LogEntry, RunHandle } from '@wxdi/sdk';
import type { Messages } from '../output/messages.js';
import type { Style } from '../render/style.js';
import type { Session } from '../session.js';
import type { RunTarget } from '../target.js';
import type { WaitFlags } from './options.js';
import { hinting, UsageError } from '../errors.js';
import { failureOf } from '../failure.js';
import { jsonLinesOf } from '../output/document.js';
import { showSeconds } from '../render/duration.js';
import { logJson, runJson, toJson } from '../render/json.js';
import { logText, missingText } from '../render/log.js';
import { runFacts, whyLines, type SeenErrors } from '../render/run-facts.js';
import { showState } from '../render/run-state.js';
import { visible } from '../render/visible.js';
import { onWaitInterrupt } from './on-interrupt.js';
import { exitCode, outcomeCode, statesFor, type Ended } from '../exit-code.js';

/** Returns a promise only when the output is behind. */
type Report = (event: FollowEvent) => Promise<void> | undefined;

interface Following {
  /** The handle of the start: its errors state that the run was started. */
  readonly handle?: RunHandle | undefined;
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

/** Follows a run until it has ended or reached a state of `--for`: the run as it was last seen, and whether it did. */
export const followRun = async (
  session: Session,
  target: RunTarget,
  flags: WaitFlags,
  {
    handle,
    justStarted,
    logs,
    counts = false,
    again: name = 'wait',
    report = reporter(session, flags),
  }: Following,
): Promise<Ended> => {
  const { context, signal, remember, lines } = session;
  const { client, job, run, words, others } = target;
  const again = `wxdi run ${name} ${words}`;
  const since = context.clock.now();
  let state: string | undefined;
  const consume = async (): Promise<Ended> => {
    const options = { ...followOptions(flags), logs, justStarted, signal };
    for await (const event of handle?.follow(options) ?? client.runs.follow(job, run, options)) {
      if (event.type === 'state') ({ state } = event.run);
      if (event.type === 'result' && counts) {
        const what = `run ${run} is ${event.run.state}`;
        const exitCode = outcomeCode(event, flags, session.exitCodes);
        remember({ what, look: `wxdi run get ${words}`, exitCode });
      }
      // On a terminal, a message comes after the log lines before it.
      if (event.type !== 'log') await lines.send();
      const full = report(event);
      if (full !== undefined) await full;
      // A log arrives in bursts; any other event ends one.
      if (event.type === 'log') sendSoon(session);
      else await lines.send();
      if (event.type === 'result') return event;
    }
    throw new Error('the run was followed to no result');
  };
  session.interrupts.onFirst(onWaitInterrupt(session, target, flags), () => ({
    rest: progressAtLimit(run, flags, state),
    hint: again,
    runId: run,
  }));
  if (counts) remember({ what: `run ${run} is running`, look: again });
  const following = hinting(consume(), { Unavailable: again, NotFound: others });
  const elapsed = (): string => showSeconds(Math.floor((context.clock.now() - since) / 1_000));
  try {
    // A growing log is progress enough.
    if (logs) return await following;
    return await session.spinner.during(() => `${visible(state ?? 'waiting')}, ${elapsed()}`, following);
  } catch (error) {
    if (session.output === 'jsonl') {
      const failure = failureOf(session.interrupts.explain(error), {
        debug: false,
        settings: session.settings,
      });
      await lines.push(toJson({ type: 'error', ...failure }));
      await lines.send();
    }
    throw error;
  }
};

/** After a wait, how to see why the run failed, or its log: the exit code. */
export const endOf = (session: Session, { words }: RunTarget, flags: WaitFlags, ended: Ended): number => {
  const { state } = ended.run;
  if (state === 'Failed' || state === 'CompletedWithErrors') session.say.hint(`wxdi run explain ${words}`);
  else session.say.next('its log', `wxdi run logs ${words}`);
  return outcomeCode(ended, flags, session.exitCodes);
};

/** The wait flags as options of the library. */
export const followOptions = ({ for: words, interval }: WaitFlags): FollowOptions => ({
  until: statesFor(words),
  poll: interval === undefined ? undefined : { firstMs: interval, factor: 1, capMs: interval },
});

/** What a wait waited for when its time limit passed, and the state that was seen last. */
const progressAtLimit = (run: string, { for: words }: WaitFlags, state: string | undefined): string => {
  const wanted = statesFor(words);
  const goal = wanted.length === 0 ? '' : ` waiting for ${wanted.join(' or ')}`;
  const seen = state === undefined ? 'was not read' : `was last seen ${visible(state)}`;
  return `${goal}; run ${visible(run)} ${seen}`;
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
  /** The command only prints the log: it fails if the log cannot be read, so there is no warning. */
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
  /** An ended run that was not reported yet: the verdict reports its state. */
  let final: JobRun | undefined;
  /** Errors in the log, if it is read. */
  let errors: SeenErrors | undefined;
  const unknown = new Set<string>();
  const sayState = ({ id, state }: JobRun): void => {
    say.note(showState(visible(state), stderrStyle), { state, runId: id });
    if (isKnownRunState(state) || unknown.has(state)) return;
    unknown.add(state);
    say.warn(`state "${visible(state)}" is unknown; waiting until the run has an end time`);
  };
  const emit = (value: object): Promise<void> | undefined => {
    let behind: Promise<void> | undefined;
    for (const line of streaming ? jsonLinesOf(query, value) : []) behind = lines.push(line) ?? behind;
    return behind;
  };
  const stateOf = (run: JobRun) => ({ state: run.state, run: runJson(run, isFinished(run.state)) });
  return (event) => {
    switch (event.type) {
      case 'state': {
        unreachable = false;
        const { run, previous } = event;
        // The service has restarted a failed run.
        if (final !== undefined) sayState(final);
        final = isFinished(run.state) ? run : undefined;
        if (final === undefined) sayState(run);
        return emit({ type: 'state', previous, ...stateOf(run) });
      }
      case 'log':
        if (isErrorEntry(event.entry))
          errors = { first: errors?.first ?? event.entry, count: (errors?.count ?? 0) + 1 };
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
        const { run, reached } = event;
        if (isFinished(run.state)) sayVerdict(say, run, errors, stderrStyle);
        const exitCode = outcomeCode(event, flags, exitCodes);
        warnOf(say, event, exitCode);
        return emit({ type: 'result', exitCode, reached, ...stateOf(run) });
      }
    }
  };
};

/** How a run ended: its state, duration and rows, and why it failed. */
const sayVerdict = (say: Messages, run: JobRun, errors: SeenErrors | undefined, style: Style): void => {
  const { id: runId, state, durationSeconds, rowsRead, rowsWritten, reasons = [] } = run;
  const text = [showState(visible(state), style), ...runFacts(run, durationSeconds)].join('  ');
  say.note(text, { state, runId, durationSeconds, rowsRead, rowsWritten, reasons });
  if (!say.json) for (const line of whyLines(run, errors)) say.note(`  ${line}`);
};

/** Why the exit code is not that of the state of the run. */
export const warnOf = (say: Messages, { run, reached }: Ended, code: number): void => {
  if (code === exitCode.notReached && !reached)
    say.warn('the run succeeded without entering any state named by --for');
  if (code === exitCode.undecodable && !isKnownRunState(run.state))
    say.warn(
      `the run ended in the unknown state "${visible(run.state)}": it is not known whether it succeeded`,
    );
};

/** Why a run or its log could not be read. */
export const troubleOf = ({ type, error }: Extract<FollowEvent, { type: 'outage' | 'no-log' }>): string => {
  const why = visible(error.message);
  return type === 'outage' ? `cannot read the run (${why}); retrying` : `cannot read the log (${why})`;
};
