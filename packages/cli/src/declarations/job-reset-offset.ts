import { declare } from '../args/declaration.js';
import { byName, job } from './shared.js';

export const jobResetOffset = declare({
  path: ['job', 'reset-offset'],
  brief: 'Make the next run of a streaming job read from the beginning',
  details: ['Only jobs of StreamSets flows keep an offset; for any other it is exit 2, and nothing is sent.'],
  raw: true,
  changes: true,
  examples: [{ does: 'read everything again', line: "wxdi job reset-offset 'Click stream'" }],
  args: [job],
  flags: byName,
});
