import { declare } from '../args/declaration.js';
import { byName, job, run, waitDetails, waitFlags } from './shared.js';

export const runWatch = declare({
  path: ['run', 'watch'],
  brief: 'Watch a run until it has ended',
  details: [
    'On a terminal, a picture of the run that is redrawn in place: its state, how long it takes, rows, the last lines of its log, and how long earlier runs took. Off a terminal, the same as `wxdi run wait`.',
    ...waitDetails,
  ],
  examples: [{ does: 'the run that goes on', line: 'wxdi run watch Nightly @active' }],
  args: [job, run],
  flags: { ...waitFlags, ...byName },
});
