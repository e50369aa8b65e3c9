import { isFinished } from '@wxdi/sdk';
import { printChanged } from '../change.js';
import { runCommand } from '../command.js';
import { runView } from '../../render/views.js';
import { visible } from '../../render/visible.js';

const accepted = 'the cancellation was accepted, but the run has not ended yet';

export const runCancel = runCommand({
  name: 'cancel',
  summary: 'Cancel a run',
  details: [
    'If the run has already ended, nothing changes: exit 0, with a note. Prints the run after the change.',
  ],
  raw: true,
  mutates: true,
  examples: [['cancel the active run and wait until it has ended', 'wxdi run cancel Nightly @active --wait']],
  options: (command) => command.option('--wait', 'wait until the run is no longer active'),
  run: async (session, flags, find) => {
    const { client, job, run, word, words } = await find();
    const { interrupts, signal, say } = session;
    const cancel = async () => {
      const { run: after, alreadyFinished } = await client.runs.cancel(job, run, { signal });
      if (alreadyFinished) say.note(`the run had already ended: ${visible(after.state)}`);
      if (flags.wait !== true || alreadyFinished) return after;
      interrupts.onFirst(
        (by) => (by === 'timeout' ? undefined : say.last(`${accepted}; to wait:  wxdi run wait ${words}`)),
        () => ({ rest: `; ${accepted}`, hint: `wxdi run wait ${words}` }),
      );
      return (await client.runs.wait(job, run, { signal })).run;
    };
    const { state: after } = await printChanged(session, runView, {
      sent: cancel(),
      maybe: 'the run may be canceled',
      look: `wxdi run get ${words}`,
      done: ({ state }) => ({ what: `run ${run} is ${state}` }),
    });
    if (session.dryRun === undefined && !isFinished(after)) say.note(accepted, { state: after });
    say.next('to start the job again', `wxdi job start ${word}`);
  },
});
