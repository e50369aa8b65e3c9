import type { Session } from '../session.js';
import type { RunTarget } from '../target.js';
import type { RunLog } from '@wxdi/sdk';
import { explained, isKind } from '../errors.js';
import { exitCode } from '../exit-code.js';

/** Wait before a second read: a missing log may become available. */
const againAfterMs = 1_000;

/** The log as it is now. */
export const readLog = async (session: Session, target: RunTarget): Promise<RunLog> => {
  const { context, signal } = session;
  const { client, job, run, words } = target;
  const read = () => client.runs.readLog(job, run, { signal });
  try {
    return await read();
  } catch (error) {
    if (!isKind(error, 'NotFound')) throw unreadable(error, words);
  }
  // It is the run that does not exist, or only its log.
  await client.runs.get(job, run, { signal });
  await context.clock.sleep(againAfterMs, signal);
  return await read().catch((error: unknown) => {
    throw unreadable(error, words);
  });
};

const kinds = ['NotFound', 'Refused', 'Unavailable', 'Undecodable'] as const;

/** The run exists, but not its log: exit 6. An error that says more, such as a wrong credential, keeps its own code. */
export const unreadable = (error: unknown, words: string): unknown => {
  if (!kinds.some((kind) => isKind(error, kind))) return error;
  const message = `the log cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  const hint = isKind(error, 'Unavailable') ? undefined : `wxdi run get ${words}`;
  return explained(error, { message, hint, exitCode: exitCode.unavailable });
};
