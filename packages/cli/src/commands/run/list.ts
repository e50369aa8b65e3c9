import type { Run } from '../../args/declaration.js';
import type { runList } from '../../declarations/run-list.js';
import { exitCode } from '../../exit-code.js';
import { hinting } from '../../hints.js';
import { checkWholePages } from '../../output/fits.js';
import { printList } from '../../output/print.js';
import { checkJob, jobIdOf } from '../../refs.js';
import { runViewAt } from '../../render/views.js';

export const run: Run<typeof runList.flags> = async (session, flags, [job = '']) => {
  checkJob(job, flags);
  const { state, limit } = flags;
  checkWholePages(session, { limit });
  const client = await session.client();
  const id = await jobIdOf(session, client, job, flags);
  const runs = client.runs.list(id, {
    ...(state === undefined ? {} : { states: state }),
    signal: session.signal,
  });
  const printed = await hinting(
    printList(session, runViewAt(session.context.clock.now()), runs.byPage(), limit),
    {
      NotFound: 'wxdi job list',
    },
  );
  if (printed === 0) session.say.note('no runs');
  client.close();
  return exitCode.done;
};
