import { command } from '../command.js';
import { hinting } from '../../errors.js';
import { visible } from '../../render/visible.js';
import { printBatch } from './print.js';
import { ID } from './shared.js';

export const batchStatus = command({
  name: 'status',
  summary: 'Show what became of the orders of a batch',
  details: [
    'Reads the journal, and the runs that may be active. Prints the orders, on a terminal only those that need a look. The exit code is that of the worst end.',
  ],
  examples: [
    ['show a batch', 'wxdi batch status close-2026-11'],
    ['print the ids and states', "wxdi batch status close-2026-11 -o json --query '[].[id, state]'"],
  ],
  args: [ID],
  run: async (session, _flags, [id = '']) => {
    const client = await session.client();
    const reading = client.batches.status(id, { signal: session.signal });
    const items = await session.spinner.during(
      () => 'reading runs',
      hinting(reading, {
        NotFound: `check the id, and that the journal is that of \`wxdi batch run --id ${visible(id)}\``,
      }),
    );
    return await printBatch(session, id, items);
  },
});
