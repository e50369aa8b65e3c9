import { declare } from '../args/declaration.js';
import { integer } from '../args/flag.js';
import { byName, job, run } from './shared.js';

export const runMetrics = declare({
  path: ['run', 'metrics'],
  brief: 'Show what a run did, by stage and by link',
  details: ['Of a streaming run, the counts of its pipeline, while it is active.'],
  examples: [
    { does: 'rows of each link', line: 'wxdi run metrics Nightly @latest' },
    {
      does: 'rows written, for a script',
      line: "wxdi run metrics Nightly @latest --query 'links[].rowsWritten'",
    },
  ],
  args: [job, run],
  flags: byName,
});

export const runPause = declare({
  path: ['run', 'pause'],
  brief: 'Pause a run',
  details: ['Prints the run as it is afterwards. Not every engine can pause.'],
  raw: true,
  changes: true,
  examples: [{ does: 'the run that goes on', line: "wxdi run pause 'Click stream' @active" }],
  args: [job, run],
  flags: byName,
});

export const runResume = declare({
  path: ['run', 'resume'],
  brief: 'Resume a paused run',
  details: ['Prints the run as it is afterwards.'],
  raw: true,
  changes: true,
  examples: [{ does: 'the run that was paused', line: "wxdi run resume 'Click stream' @active" }],
  args: [job, run],
  flags: byName,
});

export const runDelete = declare({
  path: ['run', 'delete'],
  brief: 'Delete runs that have ended',
  details: [
    'Asks on a terminal; off a terminal --yes is required. A run that goes on is exit 2, and nothing is deleted. Prints the ids of the runs that are gone.',
  ],
  changes: true,
  examples: [{ does: 'the newest run', line: 'wxdi run delete --yes Nightly @latest' }],
  args: [job, { ...run, many: true }],
  flags: byName,
});

export const runPrune = declare({
  path: ['run', 'prune'],
  brief: 'Delete old runs of a job',
  details: [
    'Deletes finished runs; with both rules, only those that neither keeps. Asks on a terminal; off a terminal --yes is required. Prints the ids of the runs that are gone.',
  ],
  changes: true,
  examples: [
    { does: 'keep the newest 20', line: 'wxdi run prune --yes Nightly --keep-runs 20' },
    { does: 'see what would go', line: 'wxdi run prune Nightly --keep-days 30 --dry-run' },
  ],
  args: [job],
  flags: {
    'keep-runs': integer('N', 'keep the newest so many', 0),
    'keep-days': integer('N', 'keep those that were created in the last so many days', 0),
    ...byName,
  },
});
