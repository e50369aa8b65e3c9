import type { Run } from '../../args/declaration.js';
import type { runDelete } from '../../declarations/run-change.js';
import { isFinished } from '@wxdi/sdk';
import { checkConfirmable, confirm } from '../../confirm.js';
import { hinting, quoted } from '../../hints.js';
import { checkJob, checkRef, jobIdOf, jobWord, runIdOf } from '../../refs.js';
import { visible } from '../../render/visible.js';
import { UsageError } from '../../usage-error.js';
import { removeRuns } from './remove.js';

export const run: Run<typeof runDelete.flags> = async (session, flags, [job = '', ...runs]) => {
  checkJob(job, flags);
  for (const word of runs) checkRef('RUN', word);
  checkConfirmable(session, 'deleting runs');
  const client = await session.client();
  const jobId = await jobIdOf(session, client, job, flags);
  const jobWords = quoted(jobWord(job, jobId));
  const ids = new Set<string>();
  for (const word of runs) ids.add(await runIdOf(session, client, jobId, word, jobWord(job, jobId)));
  // All are looked at before one goes: a run that goes on shall not be found when others are gone.
  for (const id of ids) {
    const { state } = await hinting(client.runs.get(jobId, id, { signal: session.signal }), {
      NotFound: `wxdi run list ${jobWords}`,
    });
    if (isFinished(state)) continue;
    throw new UsageError(
      `run ${visible(id)} has not ended (${visible(state)}); nothing was deleted`,
      `wxdi run cancel ${jobWords} ${quoted(id)} --wait`,
    );
  }
  await confirm(session, ids.size === 1 ? 'Delete the run?' : `Delete ${ids.size} runs?`);
  const code = await removeRuns(session, client, jobId, [...ids]);
  session.say.next('those that are left', `wxdi run list ${jobWords}`);
  client.close();
  return code;
};
