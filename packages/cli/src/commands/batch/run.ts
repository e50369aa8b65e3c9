import { command } from '../command.js';
import { nonEmpty } from '../../command-line/options.js';
import { runningOptions, runOrders } from './shared.js';

/** What holds for all commands that start the orders of a batch. */
export const orderDetails = [
  'A line of a JSONL file is an object: job (id or exact name), and optionally id, name, description, parameters (by name, or a list), parameterSets, environmentVariables, configuration. A CSV file has these as columns, and param.NAME for a parameter. Without an id, an order is known by its line. --job with --each describes the orders without a file; their ids are the values, such as 2026-11-01.emea, or numbers if the values cannot be ids.',
  'The whole list is checked before the first start. The journal records it: the folder of your user, or WXDI_JOURNAL_URL for several machines.',
];

export const batchRun = command({
  name: 'run',
  summary: 'Start each order of a list once, and wait for the runs',
  details: [
    'Repeat the same command to go on where it stopped, on any machine that shares the journal: orders that have ended are not started again. An order of a batch cannot be changed; more orders may be added.',
    'Prints the orders, on a terminal only those that need a look. jsonl prints an object for each start and end. The exit code is that of the worst end.',
    ...orderDetails,
  ],
  mutates: true,
  examples: [
    ['run a list, eight at a time', 'wxdi batch run orders.jsonl --id close-2026-11'],
    [
      'load each day of a month in each region',
      'wxdi batch run --id november --job Nightly --each day=2026-11-01..2026-11-30 --each region=emea,apac',
    ],
    ['stop after five failures', 'wxdi batch run orders.csv --id close-2026-11 --parallel 4 --stop-after 5'],
  ],
  args: [{ name: 'FILE', summary: 'JSONL or CSV file of orders; - reads JSONL from stdin', optional: true }],
  options: (added) => runningOptions(added).requiredOption('--id <ID>', 'id of the batch', nonEmpty),
  needs: { each: ['job'], job: ['each'] },
  run: async (session, { id, ...flags }, [file]) => await runOrders(session, id, file, flags),
});
