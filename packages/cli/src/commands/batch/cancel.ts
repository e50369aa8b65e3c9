import { command } from '../command.js';
import { checkConfirmable, confirm } from '../../confirm.js';
import { explained } from '../../errors.js';
import { printAll } from '../../output/print.js';
import { batchView } from '../../render/batch.js';
import { visible } from '../../render/visible.js';
import { ID } from './shared.js';

export const batchCancel = command({
  name: 'cancel',
  summary: 'Cancel the active runs of a batch',
  details: [
    'Prints the orders whose runs are canceled. A `wxdi batch run` that is still at work would start others: end it first.',
    'Asks for confirmation on a terminal; otherwise it requires --yes.',
  ],
  mutates: true,
  examples: [['cancel what is running', 'wxdi batch cancel close-2026-11 --yes']],
  args: [ID],
  run: async (session, _flags, [id = '']) => {
    checkConfirmable(session, 'canceled');
    const client = await session.client();
    await confirm(session, `Cancel the active runs of batch ${visible(id)}?`, 'canceled');
    const { canceled, failed } = await client.batches.cancel(id, { signal: session.signal });
    if (canceled.length + failed.length === 0) session.say.note('no run is active');
    await printAll(session, batchView, canceled);
    for (const { id: order, error } of failed)
      session.say.warn(`the run of order ${visible(order)} was not canceled: ${visible(error?.message)}`);
    const [worst] = failed;
    if (worst?.error !== undefined)
      throw explained(worst.error, { hint: `wxdi batch status ${visible(id)}` });
  },
});
