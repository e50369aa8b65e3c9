import type { Client, FollowEvent, FollowOptions, JobRun, LogEntry } from '@wxdi/sdk';
import type { Values } from '../args/flag.js';
import type { waitFlags } from '../declarations/shared.js';
import type { Session } from '../session.js';
import { isFinished } from '@wxdi/sdk';
import { failureOf } from '../failure.js';
import { hinting, quoted } from '../hints.js';
import { logJson, runJson, toJson } from '../render/json.js';
import { showSeconds } from '../render/duration.js';
import { logText } from '../render/log.js';
import { showState } from '../render/run-state.js';
import { overdue } from '../retold.js';
import { visible } from '../render/visible.js';
import { farewell, type RunInWords } from './farewell.js';
import { outcomeCode, statesFor } from './outcome.js';

export type WaitFlags = Values<typeof waitFlags>;

/** To the end of the run, however long it takes. */
export const toTheEnd: WaitFlags = {
  for: undefined,
  timeout: undefined,
  interval: undefined,
  'fail-on': undefined,
  'on-interrupt': undefined,
};

export interface Followed extends RunInWords {
  /** Whether this process started it just now. */
  readonly justStarted?: boolean;
  /** Whether the log is printed as it grows. */
  readonly logs: boolean;
  /** Whether the end of the run is what the command is for, so that it must be known even if nobody reads it. */
  readonly counts?: boolean;
  /** Which entries of the log are printed; default: all. */
  readonly wanted?: (entry: LogEntry) => boolean;
}

/** Follows a run to what was asked for, telling of it on the way: the run as it was last seen. */
export const followRun = async (
  session: Session,
  client: Client,
  { job, run, word, justStarted = false, logs, counts = false, wanted = () => true }: Followed,
  flags: WaitFlags,
): Promise<JobRun> => {
  session.interrupts.onFirst(farewell(session, client, { job, run, word }, flags['on-interrupt']));
  const again = `wxdi run wait ${word} ${quoted(run)}`;
  const events = client.runs.follow(job, run, {
    ...followOptions(flags),
    logs,
    justStarted,
    signal: session.signal,
  });
  const { clock } = session.context;
  const since = clock.now();
  let state: string | undefined;
  if (counts) session.remember({ what: `run ${run} goes on`, look: again });
  const ended = (after: JobRun, code: number): void => {
    const look = `wxdi run get ${word} ${quoted(run)}`;
    if (counts) session.remember({ what: `run ${run} is ${after.state}`, look, exitCode: code });
  };
  const told = teller(session, flags, wanted, ended);
  const tell = (event: FollowEvent): Promise<void> | undefined => {
    if (event.type === 'state') ({ state } = event.run);
    return told(event);
  };
  const inTime = consume(session, events, tell).catch((error: unknown) => {
    throw overdue(error, run, flags, state);
  });
  const following = hinting(inTime, {
    DeadlineExceeded: again,
    Unavailable: again,
    NotFound: `wxdi run list ${word}`,
  });
  try {
    // A log that grows is progress enough.
    if (logs) return await following;
    return await session.progress.during(
      () => `${visible(state ?? 'waiting')}, ${showSeconds(Math.floor((clock.now() - since) / 1_000))}`,
      following,
    );
  } catch (error) {
    if (session.output === 'jsonl') {
      await session.lines.push(toJson({ type: 'error', ...failureOf(error, { debug: false }) }));
      await session.lines.send();
    }
    throw error;
  }
};

/** What the wait flags mean for the sdk. */
export const followOptions = ({ for: words, timeout, interval }: WaitFlags): FollowOptions => ({
  until: statesFor(words),
  ...(timeout === undefined ? {} : { timeoutMs: timeout }),
  ...(interval === undefined ? {} : { poll: { firstMs: interval, factor: 1, capMs: interval } }),
});

const consume = async (
  session: Session,
  events: AsyncIterable<FollowEvent>,
  tell: (event: FollowEvent) => Promise<void> | undefined,
): Promise<JobRun> => {
  for await (const event of events) {
    const full = tell(event);
    if (full !== undefined) await full;
    // A log comes in bursts; anything else ends one, and a reader of the stream waits for it.
    if (event.type !== 'log') await session.lines.send();
    else sendSoon(session);
    if (event.type === 'result') return event.run;
  }
  throw new Error('the run was followed to no result');
};

const pending = new WeakSet<Session>();

/** Sends what is held once the burst of log entries is over. */
const sendSoon = (session: Session): void => {
  if (pending.has(session)) return;
  pending.add(session);
  setImmediate(() => {
    pending.delete(session);
    session.lines.send().catch(() => undefined);
  });
};

const teller = (
  session: Session,
  flags: WaitFlags,
  wanted: (entry: LogEntry) => boolean,
  ended: (run: JobRun, exitCode: number) => void,
): ((event: FollowEvent) => Promise<void> | undefined) => {
  const { lines, say, output, query } = session;
  const streaming = output === 'jsonl';
  let away = false;
  const emit = (value: object): Promise<void> | undefined =>
    streaming ? lines.push(toJson(query === undefined ? value : (query(value) ?? null))) : undefined;
  return (event) => {
    switch (event.type) {
      case 'state': {
        away = false;
        const { run, previous } = event;
        say.note(showState(visible(run.state), session.stderrStyle), { state: run.state, runId: run.id });
        return emit({ type: 'state', state: run.state, previous, run: runJson(run, isFinished(run.state)) });
      }
      case 'log':
        if (!wanted(event.entry)) return undefined;
        if (streaming) return emit({ type: 'log', ...logJson(event.entry) });
        return output === 'json' || output === 'yaml' || query !== undefined
          ? undefined
          : lines.push(logText(event.entry, session));
      case 'outage':
        if (!away) say.note(`no good answer (${visible(event.error.message)}); still waiting`);
        away = true;
        return emit({ type: 'error', kind: event.error.kind, message: event.error.message, retryable: true });
      case 'no-log':
        say.note(`the log cannot be read (${visible(event.error.message)})`);
        return emit({
          type: 'error',
          kind: event.error.kind,
          message: event.error.message,
          retryable: false,
        });
      case 'result': {
        const { run } = event;
        const exitCode = outcomeCode(run.state, flags, session.exitCodes);
        ended(run, exitCode);
        return emit({ type: 'result', state: run.state, exitCode, run: runJson(run, isFinished(run.state)) });
      }
    }
  };
};
