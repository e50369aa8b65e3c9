/** One of the workers of a batch. On a message, runs it to its end, and returns how many orders completed. */
import { createPostgresJournal } from '@wxdi/journal-postgres';
import { createClient } from '@wxdi/sdk';

const { url, token, project, job, database, orders } = JSON.parse(process.argv[2]);
const list = Array.from({ length: orders }, (_, i) => ({
  id: `${i}`,
  job,
  draft: { parameters: [{ name: 'order', value: `${i}` }] },
}));
const journal = createPostgresJournal({ url: database });
const client = createClient({ url, project, auth: { type: 'bearertoken', token }, journal });

const heap = () => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1e6;
};

process.on('message', async () => {
  let seen = 0;
  let early = 0;
  const onEvent = ({ type }) => {
    if (type !== 'started') return;
    seen += 1;
    if (seen === orders / 40) early = heap();
  };
  const items = await client.batches.run('bench', list, {
    limit: 32,
    poll: { firstMs: 60, factor: 1.5, capMs: 120 },
    onEvent,
  });
  const growth = heap() - early;
  await journal.close();
  client.close();
  process.send({ completed: items.filter(({ ended }) => ended === 'Completed').length, growth });
});
process.on('disconnect', () => process.exit());
process.send('ready');
