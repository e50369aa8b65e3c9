import type { KeepRules } from '@wxdi/sdk';
import { JOB, jobCommand } from '../command.js';
import { integer } from '../../command-line/options.js';
import { checkConfirmable, namesOf } from '../../confirm.js';
import { eachAtOnce } from '../../each-at-once.js';
import { UsageError } from '../../errors.js';
import { defined } from '../../input/object.js';
import { selectedJobs } from '../../select.js';
import { deleteRuns } from './delete.js';

export const runPrune = jobCommand({
  name: 'prune',
  summary: 'Delete old runs of a job, or of all jobs',
  details: [
    'Deletes finished runs. If both flags are given, a run is kept if either rule keeps it. A run whose creation time cannot be read is kept too. All runs are listed before one is deleted. Asks once for confirmation on a terminal; otherwise --yes is required. Prints the ids of the deleted runs.',
  ],
  mutates: true,
  needsWholeIds: true,
  examples: [
    ['keep the newest 20 runs', 'wxdi run prune --yes Nightly --keep-runs 20'],
    ['delete all finished runs', 'wxdi run prune --yes Nightly --all'],
    ['keep the runs of 30 days, of each job', 'wxdi run prune --yes --all-jobs --keep-days 30'],
    ['show what would be deleted', 'wxdi run prune Nightly --keep-days 30 --dry-run'],
  ],
  args: [{ ...JOB, unless: 'allJobs' }],
  options: (command) =>
    command
      .option('--all-jobs', 'delete old runs of each job of the project or space')
      .option('--keep-runs <N>', 'keep the newest N runs; N is 1 or more', integer(1))
      .option('--keep-days <N>', 'keep runs that were created in the last N days; N is 1 or more', integer(1))
      .option('--all', 'delete all finished runs'),
  run: async (session, flags, _find, words) => {
    const { keepRuns: newest, keepDays: days, all, allJobs } = flags;
    const keeps = newest !== undefined || days !== undefined;
    if (keeps === (all === true))
      throw new UsageError(
        keeps
          ? '--all cannot be used with --keep-runs or --keep-days'
          : '`wxdi run prune` needs --keep-runs or --keep-days, or --all to delete every finished run',
        'wxdi run prune --help',
      );
    checkConfirmable(session, 'deleted');
    const rules: KeepRules = all === true ? { all } : defined({ newest, days });
    const job = allJobs === true ? '*' : undefined;
    const jobs = await selectedJobs(session, { ...flags, job }, words);
    const perJob = await eachAtOnce(jobs, async (target) => {
      const runs = await target.client.runs.prunable(target.job, rules, { signal: session.signal });
      return runs.map((run) => ({ target, run }));
    });
    const names = jobs.flatMap(({ label }, i) => (perJob[i]?.length === 0 ? [] : [label]));
    const of = names.length === 1 ? 'job' : `${names.length} jobs:`;
    await deleteRuns(session, perJob.flat(), `of ${of} ${namesOf(names)}`);
  },
});
