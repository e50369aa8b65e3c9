// A process that runs a batch with a journal in PostgreSQL. Its last line of output counts the orders by state.
import { createClient } from '@wxdi/sdk';
import { text } from 'node:stream/consumers';
import { createPostgresJournal } from '@wxdi/journal-postgres';

const { url, project, token, database, batch, orders, limit, skewMs, retryFailed } = JSON.parse(
  await text(process.stdin),
);
const clock = {
  now: () => Date.now() + skewMs,
  monotonic: () => performance.now(),
  sleep: (ms, cancel) => () =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      cancel.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
      if (cancel.aborted) resolve();
    }),
};
const journal = createPostgresJournal({ url: database });
const client = createClient({
  url,
  project,
  auth: { type: 'bearertoken', token },
  journal,
  clock,
  retry: { transient: { attempts: 4, baseMs: 5, capMs: 50 } },
  poll: { firstMs: 20, capMs: 100 },
  settle: { windowMs: 2_000, firstMs: 50 },
});
console.log('ready');
const counts = {};
const count = (name) => (counts[name] = (counts[name] ?? 0) + 1);
try {
  const items = await client.batches.run(batch, orders, { limit, retryFailed });
  for (const { state, ended } of items) count(ended ?? state);
} catch (error) {
  count(error.kind ?? String(error));
}
console.log(JSON.stringify(counts));
client.close();
await journal.close();
