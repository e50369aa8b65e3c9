import { declare } from '../args/declaration.js';
import { byName, job } from './shared.js';

export const jobDelete = declare({
  path: ['job', 'delete'],
  brief: 'Delete jobs and all their runs',
  details: [
    'Asks on a terminal; off a terminal --yes is required. Prints the ids of the jobs that are gone.',
  ],
  changes: true,
  examples: [
    { does: 'one job, after a question', line: "wxdi job delete 'Load customers'" },
    { does: 'several, in a script', line: 'wxdi job delete --yes Nightly Weekly' },
  ],
  args: [{ ...job, many: true }],
  flags: byName,
});
