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
    'Deletes finished runs. If both flags are given, a run is kept if either rule keeps it. Asks for confirmation on a terminal; otherwise --yes is required. Prints the ids of the deleted runs.',
  ],
  mutates: true,
  examples: [
    ['keep the newest 20 runs', 'wxdi run prune --yes Nightly --keep-runs 20'],
    ['show what would be deleted', 'wxdi run prune Nightly --keep-days 30 --dry-run'],
  ],
  options: (command) =>
    command
      .option('--keep-runs <N>', 'keep the newest N runs', integer(0))
      .option('--keep-days <N>', 'keep runs that were created in the last N days', integer(0)),
  run: async (session, { keepRuns: newest, keepDays: days }, find) => {
    if (newest === undefined && days === undefined)
      throw new UsageError('`wxdi run prune` needs --keep-runs or --keep-days', 'wxdi run prune --help');
    checkConfirmable(session);
    const target = await find();
    const rules = defined({ newest, days }) as KeepRules;
    const runs = await target.client.runs.prunable(target.job, rules, { signal: session.signal });
    await deleteRuns(session, target, runs);
  },
});
