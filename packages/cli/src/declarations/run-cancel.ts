import { declare } from '../args/declaration.js';
import { on } from '../args/flag.js';
import { byName, job, run } from './shared.js';

export const runCancel = declare({
  path: ['run', 'cancel'],
  brief: 'Cancel a run',
  details: [
    'A run that has ended is left as it is: exit 0, with a note. Prints the run as it is afterwards.',
  ],
  raw: true,
  changes: true,
  examples: [{ does: 'cancel and wait until it is over', line: 'wxdi run cancel Nightly @active --wait' }],
  args: [job, run],
  flags: { wait: on('wait until the run is no longer active, whatever it ends as'), ...byName },
});
