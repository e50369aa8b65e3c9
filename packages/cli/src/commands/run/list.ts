import { unreadableRows } from '../../output/unreadable.js';
import { knownRunStates } from '@wxdi/sdk';
import { jobCommand } from '../command.js';
import { integer, stateList } from '../../command-line/options.js';
import { checkWholePages, printList } from '../../output/print.js';
import { runViewAt } from '../../render/views.js';

export const runList = jobCommand({
  name: 'list',
  alias: 'ls',
  summary: 'List the runs of a job',
  details: [
    'tsv has the columns of the table: id, state, created, seconds, rows written, name. -o name prints ids, since most runs of a job have the same name.',
  ],
  raw: true,
  examples: [
    ['list the newest five runs', "wxdi run list 'Load customers' --limit 5"],
    ['list the runs that failed', 'wxdi run list Nightly --state Failed,CompletedWithErrors'],
  ],
  options: (command) =>
    command
      .addOption(stateList('--state <S,...>', 'show only runs in one of these states', knownRunStates))
      .option('--limit <N>', 'show at most N runs', integer(1)),
  run: async (session, { state, limit }, find) => {
    checkWholePages(session, { limit });
    const { client, job } = await find();
    const { onUnreadable, report } = unreadableRows();
    const runs = client.runs.list(job, { states: state, onUnreadable, signal: session.signal });
    const view = runViewAt(session.context.clock.now());
    const printed = await printList(session, view, runs.byPage(), limit);
    report();
    if (printed === 0) session.say.note('no runs');
  },
});
