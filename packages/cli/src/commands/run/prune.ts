import { command, JOB } from '../command.js';
import { integer } from '../../command-line/options.js';
import { checkConfirmable, confirm } from '../../confirm.js';
import { hinting, UsageError } from '../../errors.js';
import { byName, checkJob, jobTarget } from '../../target.js';
import { deleteRuns } from './delete.js';

export const runPrune = command({
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
  args: [JOB],
  options: (command) =>
    byName(command)
      .option('--keep-runs <N>', 'keep the newest N runs', integer(0))
      .option('--keep-days <N>', 'keep runs that were created in the last N days', integer(0)),
  run: async (session, flags, [text = '']) => {
    checkJob(text, flags);
    const { keepRuns: newest, keepDays: days } = flags;
    const rules =
      newest !== undefined
        ? { newest, ...(days !== undefined && { days }) }
        : days !== undefined
          ? { days }
          : undefined;
    if (rules === undefined)
      throw new UsageError('`wxdi run prune` needs --keep-runs or --keep-days', 'wxdi run prune --help');
    checkConfirmable(session);
    const target = await jobTarget(session, flags, text);
    const { client, job } = target;
    const runs = await hinting(client.runs.prunable(job, rules, { signal: session.signal }), {
      NotFound: 'wxdi job list',
    });
    if (runs.length === 0) session.say.note('no run to delete');
    else await confirm(session, runs.length === 1 ? 'Delete 1 run?' : `Delete ${runs.length} runs?`);
    await deleteRuns(session, target, runs);
  },
});
