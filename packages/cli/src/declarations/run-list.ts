import { declare } from '../args/declaration.js';
import { integer, wordsOf } from '../args/flag.js';
import { byName, job, stateNames } from './shared.js';

export const runList = declare({
  path: ['run', 'list'],
  brief: 'List the runs of a job',
  details: [
    'tsv has the columns of the table: id, state, created, seconds, rows written, name. -o name prints ids, which RUN takes: most runs of a job have the same name.',
  ],
  raw: true,
  examples: [
    { does: 'the newest five', line: "wxdi run list 'Load customers' --limit 5" },
    { does: 'those that went wrong', line: 'wxdi run list Nightly --state Failed,CompletedWithErrors' },
  ],
  args: [job],
  flags: {
    state: wordsOf('S,...', stateNames, 'only runs in one of these states'),
    limit: integer('N', 'at most so many runs in all', 1),
    ...byName,
  },
});
