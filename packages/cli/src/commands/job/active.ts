import type { Client, JobRun } from '@wxdi/sdk';
import type { Session } from '../../session.js';
import { quoted } from '../../hints.js';
import { isKind } from '../../failure.js';
import { severalActive } from '../../retold.js';
import { RefusedHere } from '../../usage-error.js';

/** The run of a job that goes on, if one does. Several are an error: which one is meant cannot be told. */
export const activeRun = async (
  { signal }: Session,
  client: Client,
  job: string,
): Promise<JobRun | undefined> => {
  try {
    return await client.runs.active(job, { signal });
  } catch (error) {
    if (isKind(error, 'NotFound')) return undefined;
    throw severalActive(error);
  }
};

/** Refuses, with exit 5, to start a run while another one goes on. */
export const refuseActive = async (
  session: Session,
  client: Client,
  job: string,
  word: string,
): Promise<void> => {
  const listed = await client.runs
    .list(job, { states: activeStates, signal: session.signal })
    .toArray({ limit: 1 });
  const [active] = listed;
  if (active === undefined) return;
  throw new RefusedHere(
    `run ${active.id} of the job goes on (${active.state}); nothing was started`,
    `wxdi run watch ${word} ${quoted(active.id)}`,
  );
};

const activeStates = ['Queued', 'Starting', 'Running', 'Paused', 'Resuming', 'Canceling'] as const;
