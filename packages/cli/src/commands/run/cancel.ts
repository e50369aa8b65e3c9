import { command, JOB, RUN } from '../command.js';
import { hinting } from '../../errors.js';
import { printOne } from '../../output/print.js';
import { runView } from '../../render/views.js';
import { visible } from '../../render/visible.js';
import { byName, runTarget } from '../../target.js';
import { inProgress } from '../../wait/in-progress.js';

export const runCancel = command({
  name: 'cancel',
  summary: 'Cancel a run',
  details: [
    'If the run has already ended, nothing changes: exit 0, with a note. Prints the run after the change.',
  ],
  raw: true,
  mutates: true,
  examples: [['cancel the active run and wait until it has ended', 'wxdi run cancel Nightly @active --wait']],
  args: [JOB, RUN],
  options: (command) => byName(command).option('--wait', 'wait until the run is no longer active'),
  run: async (session, flags, args) => {
    const { client, job, run, word, words } = await runTarget(session, flags, args);
    const { signal, say } = session;
    const look = `wxdi run get ${words}`;
    inProgress(session, 'the run may be canceled', look);
    const { run: after, alreadyFinished } = await hinting(client.runs.cancel(job, run, { signal }), {
      NotFound: `wxdi run list ${word}`,
      OutcomeUnknown: look,
    });
    if (alreadyFinished) say.note(`the run had already ended: ${visible(after.state)}`);
    const waits = flags.wait === true && !alreadyFinished;
    const last = waits ? (await client.runs.wait(job, run, { signal })).run : after;
    session.remember({ what: `run ${run} is ${last.state}`, look });
    await printOne(session, runView, last);
    say.next('to start the job again', `wxdi job start ${word}`);
  },
});
