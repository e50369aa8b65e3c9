import type { Client, LogEntry } from '@wxdi/sdk';
import type { Session } from '../session.js';
import type { RunInWords } from './farewell.js';
import { followRun, toTheEnd } from './follow.js';

/** Prints the log of a run as it grows, until the run has ended. `tail` leaves out all but the last of what is there. */
export const followLog = async (
  session: Session,
  client: Client,
  { job, run, word }: RunInWords,
  shows: (entry: LogEntry) => boolean,
  tail: number | undefined,
): Promise<void> => {
  // The log comes whole and only grows, so what is left out at its beginning is a number of entries.
  const there = tail === undefined ? [] : await client.runs.logs(job, run, { signal: session.signal });
  const skip = Math.max(0, there.filter(shows).length - (tail ?? 0));
  let seen = 0;
  const wanted = (entry: LogEntry): boolean => {
    if (!shows(entry)) return false;
    seen += 1;
    return seen > skip;
  };
  await followRun(session, client, { job, run, word, logs: true, wanted }, toTheEnd);
};
