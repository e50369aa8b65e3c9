import type { Run } from '../../args/declaration.js';
import type { runCancel } from '../../declarations/run-cancel.js';
import { exitCode } from '../../exit-code.js';
import { hinting } from '../../hints.js';
import { printOne } from '../../output/print.js';
import { visible } from '../../render/visible.js';
import { runView } from '../../render/views.js';
import { underWay } from '../../wait/under-way.js';
import { targetOf } from './target.js';

export const run: Run<typeof runCancel.flags> = async (session, flags, args) => {
  const { client, job, run: id, word, words } = await targetOf(session, flags, args);
  const { signal, say } = session;
  const look = `wxdi run get ${words}`;
  underWay(session, 'the run may be cancelled', look);
  const { run: after, alreadyFinished } = await hinting(client.runs.cancel(job, id, { signal }), {
    NotFound: `wxdi run list ${word}`,
    OutcomeUnknown: look,
  });
  if (alreadyFinished) say.note(`the run had already ended: ${visible(after.state)}`);
  const last = flags.wait && !alreadyFinished ? (await client.runs.wait(job, id, { signal })).run : after;
  session.remember({ what: `run ${id} is ${last.state}`, look });
  await printOne(session, runView, last);
  say.next('to start the job again', `wxdi job start ${word}`);
  client.close();
  return exitCode.done;
};
