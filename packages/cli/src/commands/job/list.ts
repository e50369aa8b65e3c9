import { unreadableRows } from '../../output/unreadable.js';
import type { JobOverview, JobSort, Listing, RunsSummary } from '@wxdi/sdk';
import { jobSortKey, sortRows } from '@wxdi/sdk';
import { command } from '../command.js';
import { UsageError } from '../../errors.js';
import { choice, integer, nonEmpty } from '../../command-line/options.js';
import { glob } from '../../input/glob.js';
import { asId, idIn } from '../../input/id.js';
import { reportRuns } from '../../output/incomplete.js';
import { checkWholePages, inOrder, printList } from '../../output/print.js';
import { isIdPrefix } from '../../render/short-ids.js';
import { overviewView } from '../../render/job-overview.js';
import { jobView } from '../../render/views.js';

const sorts: readonly JobSort[] = ['name', 'last-run', 'usual', 'next-run'];

export const jobList = command({
  name: 'list',
  alias: 'ls',
  summary: 'List jobs',
  details: [
    'Rows are printed as they arrive, unless they are sorted. tsv has the columns of the table: id, name, type, asset, schedule.',
    'With --last-run, they are: id, name, type, state of the last run, its end, usual duration in seconds, next start. The usual duration is the median of the last 20 completed runs, from 5 on. The next start is that of the service, or according to the schedule. The runs are found by a search, whose index may lag, so the newest may be missing; a note says so. With --exact, for at most 8 jobs, and if the search is refused, incomplete or finds too many runs, the list of each job is read. If the runs of a job cannot be read, its state is unknown, it is reported, and the exit code is 6 or 7.',
    '--sort name: from A to Z; last-run: the last start, newest first; usual: the usual duration, longest first; next-run: the next start, soonest first. The last three require --last-run.',
  ],
  raw: true,
  examples: [
    ['list all jobs of the project', 'wxdi job list'],
    [
      'list DataStage jobs whose name begins with "load"',
      "wxdi job list --type data_intg_flow --name 'load*'",
    ],
    ['show how the jobs are doing, the last started first', 'wxdi job list --last-run --sort last-run'],
    ['print one JSON object per line, for a script', 'wxdi job list -o jsonl'],
  ],
  options: (command) =>
    command
      .option('--type <T>', 'show only jobs of this type, such as data_intg_flow', nonEmpty)
      .option('--asset <ID>', 'show only jobs of this asset', nonEmpty)
      .option('--run <RUN_ID>', 'show only the job of this run, by its whole id', nonEmpty)
      .option('--name <GLOB>', 'show only jobs whose name matches; * and ? are wildcards', nonEmpty)
      .option('--last-run', 'show the last run, the usual duration and the next start')
      .addOption(choice('--sort <KEY>', 'sort the jobs', sorts))
      .option('--reverse', 'sort in the opposite order')
      .option('--limit <N>', 'show at most N jobs', integer(1))
      .option('--exact', 'read the list of each job instead of a search'),
  needs: { reverse: ['sort'], exact: ['lastRun'] },
  run: async (session, { type, asset, run, name, limit, lastRun, sort, reverse, exact }) => {
    checkWholePages(session, { name, limit, 'last-run': lastRun, sort });
    if (sort !== undefined && sort !== 'name' && lastRun !== true)
      throw new UsageError(`--sort ${sort} requires --last-run`);
    const client = await session.client();
    const { onUnreadable, report } = unreadableRows();
    const filter = {
      onUnreadable,
      type,
      assetId: asset === undefined ? undefined : asId(asset),
      runId: run === undefined ? undefined : wholeRunId(run),
      name: name === undefined ? undefined : glob(name),
      signal: session.signal,
    };
    const pagesOf = <Row>(rows: Listing<Row>, overviewOf: (row: Row) => JobOverview) => {
      if (sort === undefined) return rows.byPage();
      const keyOf = (row: Row) => jobSortKey(sort)(overviewOf(row));
      return inOrder(rows.byPage(), (page) => sortRows(page, keyOf, reverse), limit);
    };
    let summary: RunsSummary | undefined;
    const onSummary = (given: RunsSummary): void => void (summary = given);
    const print = async (): Promise<number> => {
      if (lastRun !== true)
        return await printList(
          session,
          jobView,
          pagesOf(client.jobs.list(filter), (job) => ({ job })),
          limit,
        );
      // Only the jobs that are printed are looked at.
      const most = sort === undefined ? limit : undefined;
      const rows = client.jobs.overview({ ...filter, exact, limit: most, onSummary });
      return await printList(
        session,
        overviewView,
        pagesOf(rows, (row) => row),
      );
    };
    const printed = await print();
    if (printed === 0) session.say.note('no jobs');
    if (summary !== undefined) reportRuns(session.say, summary);
    report();
  },
});

/** The service finds the job of a run by the whole id only. */
const wholeRunId = (text: string): string => {
  const id = idIn('RUN', text);
  if (id === undefined && isIdPrefix(text))
    throw new UsageError(
      '--run takes the whole id of a run, not its beginning',
      'wxdi run list -o json has whole ids',
    );
  return id ?? text;
};
