import type { Client } from '@wxdi/sdk';
import type { Session } from '../../session.js';
import { checkJob, checkRef, jobIdOf, runIdOf, type ByName } from '../../refs.js';

export interface Target {
  readonly client: Client;
  readonly job: string;
  readonly run: string;
}

/** The run that JOB RUN means. Both are checked before anything is sent. */
export const targetOf = async (
  session: Session,
  flags: ByName,
  [job = '', run = '']: readonly string[],
): Promise<Target> => {
  checkJob(job, flags);
  checkRef('RUN', run);
  const client = await session.client();
  const jobId = await jobIdOf(session, client, job, flags);
  return { client, job: jobId, run: await runIdOf(session, client, jobId, run) };
};
