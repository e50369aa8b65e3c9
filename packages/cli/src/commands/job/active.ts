import type { Session } from '../../session.js';
import { activeRunStates, type JobRun } from '@wxdi/sdk';
import { Conflict, isKind } from '../../errors.js';
import { quoted } from '../../render/shell.js';
import { severalActive, type JobTarget } from '../../target.js';

/** The active run of a job, if there is one. Several are an error. */
export const activeRun = async (
  { signal }: Session,
  { client, job }: JobTarget,
): Promise<JobRun | undefined> => {
  try {
    return await client.runs.active(job, { signal });
  } catch (error) {
    return isKind(error, 'NotFound') ? undefined : severalActive(error);
  }
};

/** Refuses, with exit 5, to start a run while another one is active. */
export const refuseActive = async ({ signal }: Session, { client, job, word }: JobTarget): Promise<void> => {
  const runs = client.runs.list(job, { states: activeRunStates, signal });
  const [active] = await runs.toArray({ limit: 1 });
  if (active === undefined) return;
  throw new Conflict(
    `run ${active.id} is still running (${active.state}); no new run was started`,
    `wxdi run watch ${word} ${quoted(active.id)}`,
  );
};
