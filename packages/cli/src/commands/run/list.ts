import type { JobRun, RunsSummary } from '@wxdi/sdk';
import type { Session } from '../../session.js';
import { activeRunStates, knownRunStates, leanRun, runSortKey, sortRows, type RunSort } from '@wxdi/sdk';
import { JOB, JOBS, jobCommand } from '../command.js';
import { choice, integer, nonEmpty, stateList } from '../../command-line/options.js';
import { UsageError } from '../../errors.js';
import { glob } from '../../input/glob.js';
import { isoTime, timeRange } from '../../input/time.js';
import { wantsDocument } from '../../output/document.js';
import { reportRuns } from '../../output/incomplete.js';
import { checkWholePages, inOrder, printList } from '../../output/print.js';
import { unreadableRows } from '../../output/unreadable.js';
import { runsViewAt, runViewAt, showTime } from '../../render/views.js';

const sorts: readonly RunSort[] = ['started', 'finished', 'duration', 'job'];
const dayMs = 86_400_000;

export const runList = jobCommand({
  name: 'list',
  alias: 'ls',
  summary: 'List the runs of a job, or of all jobs',
  args: [{ ...JOB, optional: true, unless: 'job' }],
  details: [
    'Without JOB, lists the runs of all jobs of the last 24 h, or of the time that --since and --until give: they are compared with the creation of a run. Finished runs are found by a search, whose index may lag, so the newest may be missing; a note says so. With --exact, for active runs, and if the search is refused or incomplete, the lists of all jobs are read.',
    'Rows are printed as they arrive, in no particular order without JOB. With --limit and without JOB, they are the newest ones. --sort started and finished: newest first, duration: longest first, job: by the name of the job.',
    'If the runs of a job cannot be read, the others are printed, each such job is reported, and the exit code is 6, or 7 if only rows do not match the API description.',
    'tsv has the columns of the table: id, job (only without JOB), state, created, seconds, rows written, name. -o name prints ids, since most runs of a job have the same name.',
  ],
  raw: true,
  examples: [
    ['list the newest five runs of a job', "wxdi run list 'Load customers' --limit 5"],
    ['list the runs of a job that failed', 'wxdi run list Nightly --state Failed,CompletedWithErrors'],
    ['list what failed since yesterday evening', 'wxdi run list --since 14h --state Failed'],
    ['list what is running now', 'wxdi run list --active'],
    [
      'list the ten longest runs of a week',
      "wxdi run list --job 'load*' --since 7d --sort duration --limit 10",
    ],
  ],
  options: (command) =>
    command
      .addOption(stateList('--state <S,...>', 'show only runs in one of these states', knownRunStates))
      .option('--active', 'show only runs that have not finished')
      .option('--since <T>', 'show only runs created since a time or a duration, such as 12h', nonEmpty)
      .option('--until <T>', 'show only runs created before a time or a duration', nonEmpty)
      .option(...JOBS, nonEmpty)
      .option('--type <T>', 'show only runs of jobs of this type, such as data_intg_flow', nonEmpty)
      .addOption(choice('--sort <KEY>', 'sort the runs', sorts))
      .option('--reverse', 'sort in the opposite order')
      .option('--limit <N>', 'show at most N runs', integer(1))
      .option('--exact', 'read the lists of all jobs instead of a search'),
  exclusive: [['active', 'state']],
  needs: { reverse: ['sort'] },
  run: async (session, flags, find, [word]) => {
    const { say, signal, context } = session;
    const { state, active, since, until, job: names, type, sort, reverse, limit, exact } = flags;
    const now = context.clock.now();
    const { from, to } = timeRange({ since, until }, now);
    checkWholePages(session, { limit, since, until, sort });
    const states = active === true ? activeRunStates : state;
    const times = (start = from) => ({
      since: start === undefined ? undefined : isoTime(start),
      until: to === undefined ? undefined : isoTime(to),
    });
    if (word !== undefined) {
      if (type !== undefined) throw new UsageError('JOB and flag --type are mutually exclusive');
      const order = orderFor(session, { sort, reverse, limit, now });
      const { client, job } = await find();
      const { onUnreadable, report } = unreadableRows();
      const runs = client.runs.list(job, { states, ...times(), onUnreadable, signal });
      const printed = await printList(session, runViewAt(now), order(runs.byPage()), limit);
      report();
      if (printed === 0) say.note('no runs');
      return;
    }
    if (session.raw !== undefined) throw new UsageError('flag --raw requires JOB', 'wxdi run list JOB --raw');
    if (flags.byName === true) throw new UsageError('flag --by-name requires JOB');
    // Without an order, a limit would show any runs.
    const order = orderFor(session, {
      sort: sort ?? (limit === undefined ? undefined : 'started'),
      reverse,
      limit,
      now,
    });
    // What is active may have begun long ago.
    const start = from ?? (active === true ? undefined : (to ?? now) - dayMs);
    if (from === undefined && start !== undefined)
      say.note(`runs of ${to === undefined ? 'the last 24 h' : `24 h`}, since ${showTime(isoTime(start))}`);
    const client = await session.client();
    let summary: RunsSummary | undefined;
    const runs = client.runs.search({
      states,
      ...times(start),
      type,
      jobName: names === undefined ? undefined : glob(names),
      exact,
      onSummary: (given) => (summary = given),
      signal,
    });
    const printed = await printList(session, runsViewAt(now), order(runs.byPage()), limit);
    if (printed === 0) say.note('no runs');
    if (summary !== undefined) reportRuns(say, summary);
  },
});

interface Order {
  readonly sort: RunSort | undefined;
  readonly reverse: boolean | undefined;
  readonly limit: number | undefined;
  readonly now: number;
}

/** Puts runs in the order of the flags. Without a limit, only what is printed of a run is held. */
const orderFor = (session: Session, { sort, reverse, limit, now }: Order) => {
  if (sort === undefined) return (pages: AsyncIterable<readonly JobRun[]>) => pages;
  if (limit === undefined && session.output === 'jsonl')
    throw new UsageError(
      '--sort with -o jsonl requires --limit, since all runs would be held',
      'use -o json',
    );
  const isLean = limit === undefined && !wantsDocument(session);
  const sorted = (runs: readonly JobRun[]) => sortRows(runs, runSortKey(sort, now), reverse);
  return (pages: AsyncIterable<readonly JobRun[]>) => inOrder(isLean ? lean(pages) : pages, sorted, limit);
};

async function* lean(pages: AsyncIterable<readonly JobRun[]>): AsyncGenerator<readonly JobRun[]> {
  for await (const page of pages) yield page.map(leanRun);
}
