import { command } from '../command.js';
import { UsageError } from '../../errors.js';
import { integer } from '../../command-line/options.js';
import { checkConfirmable, confirm } from '../../confirm.js';
import { ID, runningOptions, runOrders } from './shared.js';
import { orderDetails } from './run.js';

export const batchRetry = command({
  name: 'retry',
  summary: 'Start the orders of a batch again that failed',
  details: [
    '--failed starts one more attempt of each order whose run had ended without success, and of those that were refused. To go on with a retry that was stopped, give --max-attempts too: an order that has had that many is not started again. --unknown searches again for the runs of orders of which it is unknown whether they were started; with --resend, those without a run are started once more, after a confirmation: if the first request arrives later, there are two runs.',
    'The list must be given again, since the journal keeps no values. Orders that were not started yet are started too.',
    ...orderDetails,
  ],
  mutates: true,
  examples: [
    ['start what failed again', 'wxdi batch retry close-2026-11 orders.jsonl --failed'],
    ['search again for lost runs', 'wxdi batch retry close-2026-11 orders.jsonl --unknown'],
  ],
  args: [
    ID,
    { name: 'FILE', summary: 'JSONL or CSV file of orders; - reads JSONL from stdin', optional: true },
  ],
  options: (added) =>
    runningOptions(added)
      .option('--failed', 'start orders again whose runs did not succeed')
      .option('--max-attempts <N>', 'with --failed: how many attempts an order may have in all', integer(1))
      .option('--unknown', 'search again for runs of which it is unknown whether they exist')
      .option('--resend', 'with --unknown: start an order once more if no run is found'),
  needs: { each: ['job'], job: ['each'], resend: ['unknown'], maxAttempts: ['failed'] },
  run: async (session, { failed, unknown, resend, maxAttempts, ...flags }, [id = '', file]) => {
    if (failed === undefined && unknown === undefined)
      throw new UsageError('give --failed, --unknown or both', 'wxdi batch retry --help');
    if (resend === true) {
      checkConfirmable(session, 'changed');
      await confirm(session, 'Start orders without a known run once more? They may run twice.', 'changed');
    }
    return await runOrders(session, id, file, flags, {
      existing: true,
      retryFailed: failed,
      maxAttempts,
      ifUnknown: resend === true ? 'resend' : 'stop',
    });
  },
});
