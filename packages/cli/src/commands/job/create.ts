import type { Run } from '../../args/declaration.js';
import type { jobCreate } from '../../declarations/job-create.js';
import { setHint } from '../../args/parameter-set.js';
import { exitCode } from '../../exit-code.js';
import { hinting, quoted } from '../../hints.js';
import { printOne } from '../../output/print.js';
import { visible } from '../../render/visible.js';
import { jobView } from '../../render/views.js';
import { underWay } from '../../wait/under-way.js';
import { draftOf } from './draft.js';

export const run: Run<typeof jobCreate.flags> = async (session, flags) => {
  const draft = await draftOf(session, flags);
  const client = await session.client();
  const look = `wxdi job list --name ${quoted(draft.name)}`;
  underWay(session, 'the job may have been created', look);
  const sets = setHint(draft.parameterSets);
  const job = await hinting(client.jobs.create(draft, { signal: session.signal }), {
    OutcomeUnknown: look,
    ...(sets === undefined ? {} : { Refused: sets }),
  });
  session.remember({ what: `job ${job.id} was created`, look: `wxdi job get ${quoted(job.id)}` });
  await printOne(session, jobView, job);
  session.say.note(`created job ${visible(job.id)}`);
  session.say.next('to start it', `wxdi job start ${quoted(visible(job.id))}`);
  client.close();
  return exitCode.done;
};
