import type { Fault } from '../faults/fault.js';
import type { FaultServer } from '../faults/fault-server.js';
import { setTimeout as wait } from 'node:timers/promises';
import { forwardTo } from '../faults/forward.js';
import { startFaultServer } from '../faults/fault-server.js';

/** What a process that starts a run is told. */
export interface StartOrder {
  /** Of the service. */
  readonly url: string;
  readonly job: string;
  readonly key: string;
  readonly ifUnknown: 'stop' | 'resend';
}

/** How such a process ended: with a run, not knowing, or otherwise; or it was killed before it could tell. */
export interface StartEnd {
  readonly end: 'well' | 'unknown' | 'killed' | (string & {});
  readonly runId?: string;
}

/** A start that was killed and run again with its key, and the runs that there are afterwards. */
export interface KilledStart extends StartOrder {
  readonly first: StartEnd;
  readonly second: StartEnd;
  /** Whether the request of the first process reached the service. */
  readonly arrived: boolean;
  readonly runs: readonly string[];
}

export interface Kills {
  readonly count: number;
  /** Chance, between 0 and 1. */
  readonly chance: () => number;
  /** URL of the service. Its list lags, as a request may be late: both within the settle window of the processes. */
  readonly upstream: string;
  /**
   * How late a request arrives at most. Longer than a process takes to look for an earlier start, or else the second
   * one always finds the run, and the proof proves nothing.
   */
  readonly latestMs: number;
  readonly runsOf: (job: string) => readonly string[];
  /** Ids of as many jobs as there are starts. */
  readonly jobs: readonly string[];
  /** Runs a process to its end, or kills it so long after it is about to send. */
  readonly run: (order: StartOrder, killAfterMs?: number) => Promise<StartEnd>;
}

/** Starts runs in processes that are killed at a random moment, and runs each again with its key. */
export const killAndRepeat = async (kills: Kills): Promise<readonly KilledStart[]> => {
  const { jobs, chance, upstream, run, runsOf, count, latestMs } = kills;
  // Some answers come earlier, so that not all are killed.
  const killedWithinMs = latestMs;
  const script = jobs.slice(0, count).map((job): Fault => ({
    method: 'POST',
    route: `/v2/jobs/${job}/runs`,
    processed: true,
    delayMs: Math.floor(chance() * latestMs),
  }));
  // What was read from a connection arrives, though whoever sent it is dead.
  const server: FaultServer = await startFaultServer({ upstream: forwardTo(upstream), script });
  const told: KilledStart[] = [];
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
    told.push({ ...order, first, second, arrived, runs: runsOf(job) });
  };
  const queue = jobs.slice(0, count).entries();
  const worker = async (): Promise<void> => {
    for (const [i, job] of queue) await prove(job, i);
  };
  try {
    await Promise.all(Array.from({ length: 4 }, worker));
  } finally {
    // A start that was killed before its request leaves its fault unmet.
    await server.close().catch(() => undefined);
  }
  return told;
};

/** What is wrong with how a start was told of, if anything: two runs, another run than told, or a run that was lost. */
export const wrongOf = (start: KilledStart): string | undefined => {
  const { second, runs, arrived, ifUnknown } = start;
  const say = (what: string): string => `${what}: ${JSON.stringify(start)}`;
  if (runs.length > 1) return say('more than one run');
  if (second.end === 'well') return runs[0] === second.runId ? undefined : say('not the run that was told');
  if (second.end !== 'unknown') return say('neither a run nor an outcome that is not known');
  // Where the first request arrived, or may be sent again, there is a run, and it is told.
  if (runs.length > 0 || arrived) return say('a run that was not found');
  return ifUnknown === 'resend' ? say('not sent again') : undefined;
};
