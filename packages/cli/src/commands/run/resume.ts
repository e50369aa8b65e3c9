import { command, JOB, RUN } from '../command.js';
import { byName } from '../../target.js';
import { changingState } from './pause.js';

export const runResume = command({
  name: 'resume',
  summary: 'Resume a paused run',
  details: ['Prints the run after the change.'],
  raw: true,
  mutates: true,
  examples: [['resume the paused run', "wxdi run resume 'Click stream' @active"]],
  args: [JOB, RUN],
  options: byName,
  run: changingState(
    (client, job, run, signal) => client.runs.resume(job, run, { signal }),
    ['to watch it', 'wxdi run watch'],
  ),
});
