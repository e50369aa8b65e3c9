/** Starts a number of runs, 32 at a time, and waits for each. Returns the heap size and the open resources afterwards. */
import { setTimeout } from 'node:timers/promises';
import { createClient } from '@wxdi/sdk';

const { url, token, project, job } = JSON.parse(process.argv[2]);
const auth = { type: 'bearertoken', token };
const poll = { firstMs: 20, factor: 1.5, capMs: 50 };

/** The resources that keep a process alive, by kind: timers, sockets, files. */
const open = () => process.getActiveResourcesInfo().toSorted();

const runs = async (count) => {
  const client = createClient({ url, project, auth });
  const reports = await client.jobs.runMany(
    Array.from({ length: count }, () => ({ job })),
    { limit: 32, poll },
  );
  client.close();
  return reports.filter(({ run }) => run?.state === 'Completed').length;
};

process.on('message', async (count) => {
  const before = open();
  const cpu = process.cpuUsage();
  const completed = await runs(count);
  const { user, system } = process.cpuUsage(cpu);
  // A closed socket is released in the next iteration of the event loop.
  await setTimeout(100);
  const left = open();
  for (const kind of before) if (left.includes(kind)) left.splice(left.indexOf(kind), 1);
  globalThis.gc?.();
  process.send({ completed, left, cpu: (user + system) / count, heap: process.memoryUsage().heapUsed / 1e6 });
});
process.on('disconnect', () => process.exit());
process.send('ready');
