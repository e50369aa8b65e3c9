import type { Session } from '../../session.js';
import type { RunTarget } from '../../target.js';
import { printChanged } from '../change.js';
import { runCommand } from '../command.js';
import { runView } from '../../render/views.js';

/** Pauses or resumes a run, and prints it as it is then. */
export const printPausedOrResumed = async (
  session: Session,
  { client, job, run, words }: RunTarget,
  change: 'pause' | 'resume',
): Promise<void> => {
  const look = `wxdi run get ${words}`;
  await printChanged(session, runView, {
    sent: client.runs[change](job, run, { signal: session.signal }),
    maybe: 'the state of the run may have changed',
    look,
    hints: { Refused: look },
    done: ({ state }) => ({ what: `run ${run} is ${state}` }),
  });
};

export const runPause = runCommand({
  name: 'pause',
  summary: 'Pause a run',
  details: ['Prints the run after the change. Not every engine can pause.'],
  raw: true,
  mutates: true,
  examples: [['pause the active run', "wxdi run pause 'Click stream' @active"]],
  run: async (session, _flags, find) => {
    const target = await find();
    await printPausedOrResumed(session, target, 'pause');
    session.say.next('to resume it', `wxdi run resume ${target.words}`);
  },
});
