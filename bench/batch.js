import { createPostgresJournal } from '@wxdi/journal-postgres';
import { startPostgres } from '@wxdi/testkit/postgres';
import pg from 'pg';
import { child } from './lib/child.js';

export const title = 'a batch of 10,000 starts, 32 at once, by 4 processes that share one PostgreSQL';

const orders = 10_000;
const workers = 4;

export const rows = async () => {
  const postgres = await startPostgres();
  const simulator = await child(new URL('./lib/simulator.js', import.meta.url));
  const database = postgres.urlOf('postgres');
  const journal = createPostgresJournal({ url: database });
  await journal.migrate();
  await journal.close();

  const before = await statements(database);
  const processes = await Promise.all(
    Array.from({ length: workers }, () =>
      child(new URL('./lib/batch-worker.js', import.meta.url), [
        JSON.stringify({ ...simulator.first, database, orders }),
      ]),
    ),
  );
  const since = performance.now();
  const results = await Promise.all(processes.map(({ ask }) => ask('go')));
  const seconds = (performance.now() - since) / 1_000;
  for (const { end } of processes) end();
  const { all, polls } = await simulator.ask('count');
  const used = (await statements(database)) - before;
  simulator.end();
  await postgres.close();

  const completed = results.map((result) => result.completed);
  if (completed.some((count) => count !== orders)) throw new Error(`not all orders completed: ${completed}`);
  return [
    { what: 'requests per order, without polls', value: (all - polls) / orders, goal: { atMost: 1 } },
    { what: 'statements per order', value: used / orders, goal: { atMost: 4 } },
    { what: 'orders per second, of all workers', value: orders / seconds },
    {
      what: 'heap of a worker at the end, beyond that after a tenth of the orders',
      value: Math.max(...results.map((result) => result.growth)),
      unit: ' MB',
      goal: { atMost: 5 },
      note: 'the report has an entry for each order',
    },
  ];
};

/** The statements that the database has carried out: each is a transaction of its own. */
const statements = async (connectionString) => {
  // A connection reports its statements when it ends.
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  const client = new pg.Client({ connectionString });
  await client.connect();
  const { rows } = await client.query(
    'select xact_commit::int as count from pg_stat_database where datname = current_database()',
  );
  await client.end();
  return rows[0].count;
};
