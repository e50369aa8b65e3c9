import { declare } from '../args/declaration.js';
import { byName, job, run, waitDetails, waitFlags } from './shared.js';

export const runWait = declare({
  path: ['run', 'wait'],
  brief: 'Wait until a run has ended',
  details: ['Says each change of state on stderr, and prints the run as it ended.', ...waitDetails],
  raw: true,
  examples: [
    { does: 'until the newest run has ended', line: 'wxdi run wait Nightly @latest' },
    {
      does: 'until it runs, two minutes at most',
      line: 'wxdi run wait Nightly @active --for running --timeout 2m',
    },
  ],
  args: [job, run],
  flags: { ...waitFlags, ...byName },
});
