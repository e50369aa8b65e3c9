import { declare } from '../args/declaration.js';
import { byName, job, run } from './shared.js';

export const runGet = declare({
  path: ['run', 'get'],
  brief: 'Show a run',
  raw: true,
  examples: [
    { does: 'the newest run', line: 'wxdi run get Nightly @latest' },
    { does: 'its state, for a script', line: 'wxdi run get Nightly @latest -o json | jq -r .state' },
  ],
  args: [job, run],
  flags: byName,
});
