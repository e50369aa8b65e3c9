import type { KeepRules } from '@wxdi/sdk';
import type { Run } from '../../args/declaration.js';
import type { runPrune } from '../../declarations/run-change.js';
import { checkConfirmable, confirm } from '../../confirm.js';
import { hinting, quoted } from '../../hints.js';
import { checkJob, jobIdOf, jobWord } from '../../refs.js';
import { UsageError } from '../../usage-error.js';
import { removeRuns } from './remove.js';

type Flags = Parameters<Run<typeof runPrune.flags>>[1];

export const run: Run<typeof runPrune.flags> = async (session, flags, [job = '']) => {
  checkJob(job, flags);
  const rules = rulesOf(flags);
  checkConfirmable(session, 'pruning');
  const client = await session.client();
  const id = await jobIdOf(session, client, job, flags);
  const runs = await hinting(client.runs.prunable(id, rules, { signal: session.signal }), {
    NotFound: 'wxdi job list',
  });
  if (runs.length === 0) session.say.note('no run to delete');
  else await confirm(session, runs.length === 1 ? 'Delete 1 run?' : `Delete ${runs.length} runs?`);
  const code = await removeRuns(session, client, id, runs);
  session.say.next('those that are left', `wxdi run list ${quoted(jobWord(job, id))}`);
  client.close();
  return code;
};

const rulesOf = ({ 'keep-runs': newest, 'keep-days': days }: Flags): KeepRules => {
  if (newest !== undefined) return { newest, ...(days === undefined ? {} : { days }) };
  if (days !== undefined) return { days };
  throw new UsageError('`wxdi run prune` needs --keep-runs or --keep-days', 'wxdi run prune --help');
};
