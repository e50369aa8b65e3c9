import { runCommand } from '../command.js';
import { printPausedOrResumed } from './pause.js';

export const runResume = runCommand({
  name: 'resume',
  summary: 'Resume a paused run',
  details: ['Prints the run after the change.'],
  raw: true,
  mutates: true,
  examples: [['resume the paused run', "wxdi run resume 'Click stream' @active"]],
  run: async (session, _flags, find) => {
    const target = await find();
    await printPausedOrResumed(session, target, 'resume');
    session.say.next('to watch it', `wxdi run watch ${target.words}`);
  },
});
