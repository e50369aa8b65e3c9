import type { KeepRules } from '@wxdi/sdk';
import { jobCommand } from '../command.js';
import { integer } from '../../command-line/options.js';
import { checkConfirmable } from '../../confirm.js';
import { UsageError } from '../../errors.js';
import { defined } from '../../input/object.js';
import { deleteRuns } from './delete.js';

export const runPrune = jobCommand({
  name: 'prune',
  summary: 'Delete old runs of a job',
  details: [
    'Deletes finished runs. If both flags are given, a run is kept if either rule keeps it. A run whose creation time cannot be read is kept too. Asks for confirmation on a terminal; otherwise --yes is required. Prints the ids of the deleted runs.',
  ],
  mutates: true,
  needsWholeIds: true,
  examples: [
    ['keep the newest 20 runs', 'wxdi run prune --yes Nightly --keep-runs 20'],
    ['delete all finished runs', 'wxdi run prune --yes Nightly --all'],
    ['show what would be deleted', 'wxdi run prune Nightly --keep-days 30 --dry-run'],
  ],
  options: (command) =>
    command
      .option('--keep-runs <N>', 'keep the newest N runs; N is 1 or more', integer(1))
      .option('--keep-days <N>', 'keep runs that were created in the last N days; N is 1 or more', integer(1))
      .option('--all', 'delete all finished runs'),
  run: async (session, { keepRuns: newest, keepDays: days, all }, find) => {
    const keeps = newest !== undefined || days !== undefined;
    if (keeps === (all === true))
      throw new UsageError(
        keeps
          ? '--all cannot be used with --keep-runs or --keep-days'
          : '`wxdi run prune` needs --keep-runs or --keep-days, or --all to delete every finished run',
        'wxdi run prune --help',
      );
    checkConfirmable(session);
    const target = await find();
    const rules: KeepRules = all === true ? { all } : defined({ newest, days });
    const runs = await target.client.runs.prunable(target.job, rules, { signal: session.signal });
    await deleteRuns(session, target, runs);
  },
});
