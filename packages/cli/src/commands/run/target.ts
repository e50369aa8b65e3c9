import type { Client } from '@wxdi/sdk';
import type { Session } from '../../session.js';
import { quoted } from '../../hints.js';
import { visible } from '../../render/visible.js';
import { checkJob, checkRef, jobIdOf, jobWord, runIdOf, type ByName } from '../../refs.js';

export interface Target {
  readonly client: Client;
  readonly job: string;
  readonly run: string;
  /** The job in a command to copy. */
  readonly word: string;
  /** The run in a command to copy: JOB RUN. */
  readonly words: string;
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
  const word = jobWord(job, jobId);
  const runId = await runIdOf(session, client, jobId, run, word);
  return {
    client,
    job: jobId,
    run: runId,
    word: quoted(word),
    words: `${quoted(word)} ${quoted(visible(runId))}`,
  };
};
