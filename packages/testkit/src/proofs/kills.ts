import type { Fault } from '@wxdi/simulator/faults';
import type { FaultServer } from '@wxdi/simulator/faults';
import { setTimeout as wait } from 'node:timers/promises';
import { forwardTo } from '@wxdi/simulator/faults';
import { startFaultServer } from '@wxdi/simulator/faults';

/** The input of a process that starts a run. */
export interface StartOrder {
  /** URL of the service. */
  readonly url: string;
  readonly job: string;
  readonly key: string;
  readonly ifUnknown: 'stop' | 'resend';
}

/** How such a process ended: `ok` with a run, with an unknown outcome, with another error, or killed. */
export interface StartEnd {
  readonly end: 'ok' | 'unknown' | 'killed' | (string & {});
  readonly runId?: string;
}

/** A start that was killed and run again with its key, and the runs that exist afterwards. */
export interface KilledStart extends StartOrder {
  readonly first: StartEnd;
  readonly second: StartEnd;
  /** Whether the request of the first process reached the service. */
  readonly arrived: boolean;
  readonly runs: readonly string[];
}

export interface Kills {
  readonly count: number;
  /** A random number between 0 and 1. */
  readonly chance: () => number;
  /** URL of the service. Its list lags, and requests may be late: both within the settle window of the processes. */
  readonly upstream: string;
  /**
   * Maximum delay of a request. It must be longer than a process takes to search for an earlier start; otherwise the
   * second process always finds the run, and the proof shows nothing.
   */
  readonly latestMs: number;
  readonly runsOf: (job: string) => readonly string[];
  /** One job id for each start. */
  readonly jobs: readonly string[];
  /** Runs a process to its end, or kills it this long after it is ready to send. */
  readonly run: (order: StartOrder, killAfterMs?: number) => Promise<StartEnd>;
}

/** Starts runs in processes that are killed at a random moment, and runs each again with its key. */
export const killAndRepeat = async (kills: Kills): Promise<readonly KilledStart[]> => {
  const { jobs, chance, upstream, run, runsOf, count, latestMs } = kills;
  // Some answers arrive earlier, so that not every process is killed.
  const killedWithinMs = latestMs;
  const script = jobs.slice(0, count).map((job): Fault => ({
    method: 'POST',
    route: `/v2/jobs/${job}/runs`,
    processed: true,
    delayMs: Math.floor(chance() * latestMs),
  }));
  // A request that was read arrives, even if its process was killed.
  const server: FaultServer = await startFaultServer({ upstream: forwardTo(upstream), script });
  const results: KilledStart[] = [];
  const prove = async (job: string, i: number): Promise<void> => {
    const order: StartOrder = {
      url: server.url,
      job,
      key: `k-${i}`,
      ifUnknown: i % 2 === 0 ? 'stop' : 'resend',
    };
    const first = await run({ ...order, ifUnknown: 'stop' }, chance() * killedWithinMs);
    const arrived = server.ledger.some(
      ({ method, target }) => method === 'POST' && target.includes(`/${job}/runs`),
    );
    const second = await run(order);
    await wait(latestMs);
    results.push({ ...order, first, second, arrived, runs: runsOf(job) });
  };
  const queue = jobs.slice(0, count).entries();
  const worker = async (): Promise<void> => {
    for (const [i, job] of queue) await prove(job, i);
  };
  try {
    await Promise.all(Array.from({ length: 4 }, worker));
  } finally {
    // A process that was killed before its request leaves its fault unused.
    await server.close().catch(() => undefined);
  }
  return results;
};

/** The error of a start, if any: two runs, another run than reported, or a run that was not found. */
export const wrongOf = (start: KilledStart): string | undefined => {
  const { second, runs, arrived, ifUnknown } = start;
  const say = (what: string): string => `${what}: ${JSON.stringify(start)}`;
  if (runs.length > 1) return say('more than one run');
  if (second.end === 'ok') return runs[0] === second.runId ? undefined : say('not the run that was reported');
  if (second.end !== 'unknown') return say('neither a run nor an unknown outcome');
  // If the first request arrived, or may be sent again, the run exists and must be reported.
  if (runs.length > 0 || arrived) return say('the run was not found');
  return ifUnknown === 'resend' ? say('not sent again') : undefined;
};
