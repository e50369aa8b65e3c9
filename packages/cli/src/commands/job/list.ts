import { unreadableRows } from '../../output/unreadable.js';
import { command } from '../command.js';
import { integer, nonEmpty } from '../../command-line/options.js';
import { glob } from '../../input/glob.js';
import { checkWholePages, printList } from '../../output/print.js';
import { jobView } from '../../render/views.js';

export const jobList = command({
  name: 'list',
  alias: 'ls',
  summary: 'List jobs',
  details: [
    'Rows are printed as they arrive. tsv has the columns of the table: id, name, type, asset, schedule.',
  ],
  raw: true,
  examples: [
    ['list all jobs of the project', 'wxdi job list'],
    [
      'list DataStage jobs whose name begins with "load"',
      "wxdi job list --type data_intg_flow --name 'load*'",
    ],
    ['print one JSON object per line, for a script', 'wxdi job list -o jsonl'],
  ],
  options: (command) =>
    command
      .option('--type <T>', 'show only jobs of this type, such as data_intg_flow', nonEmpty)
      .option('--asset <ID>', 'show only jobs of this asset', nonEmpty)
      .option('--run <RUN_ID>', 'show only the job of this run', nonEmpty)
      .option('--name <GLOB>', 'show only jobs whose name matches; * and ? are wildcards', nonEmpty)
      .option('--limit <N>', 'show at most N jobs', integer(1)),
  run: async (session, { type, asset, run, name, limit }) => {
    checkWholePages(session, { name, limit });
    const client = await session.client();
    const { onUnreadable, report } = unreadableRows();
    const jobs = client.jobs.list({
      onUnreadable,
      type,
      assetId: asset,
      runId: run,
      name: name === undefined ? undefined : glob(name),
      signal: session.signal,
    });
    const printed = await printList(session, jobView, jobs.byPage(), limit);
    report();
    if (printed === 0) session.say.note('no jobs');
  },
});
