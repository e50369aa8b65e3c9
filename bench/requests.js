import { createClient } from '@wxdi/sdk';
import { startSimulator } from '@wxdi/simulator';

export const title = 'requests for a job by name among 5,000, and for the runs of a day of 40 jobs';

const many = { jobs: 5_000 };
const day = { jobs: Array.from({ length: 40 }, (_, i) => ({ name: `job ${i}`, runs: 5 })) };
const refused = { quirks: { searchRefused: 403 } };
const name = 'Job 3777';

/** The number of requests that the second piece of work sends. */
const requests = async (options, work, before = async () => undefined) => {
  const simulator = await startSimulator(options);
  const known = new Map();
  const client = createClient({
    url: simulator.url,
    project: simulator.projectId,
    auth: { type: 'bearertoken', token: simulator.token },
    names: { find: async (each) => known.get(each), save: async (each, id) => void known.set(each, id) },
  });
  await before(client);
  const first = simulator.requests().length;
  await work(client);
  const count = simulator.requests().length - first;
  client.close();
  await simulator.close();
  return count;
};

const find = ({ jobs }) => jobs.find(name);
const runs = async (client) => {
  const since = new Date(Date.now() - 86_400_000).toISOString();
  const found = await client.runs.search({ since }).toArray();
  if (found.length !== 200) throw new Error(`${found.length} of 200 runs were found`);
};

export const rows = async () => [
  { what: 'a job by its name', value: await requests(many, find), goal: { atMost: 2 } },
  { what: 'the same again', value: await requests(many, find, find), goal: { atMost: 1 } },
  {
    what: 'a job by its name, if searching is refused',
    value: await requests({ ...many, ...refused }, find),
    goal: { atMost: 52 },
    note: '50 pages of jobs, the job, and the refused search',
  },
  { what: 'all runs of a day', value: await requests(day, runs), goal: { atMost: 3 } },
  {
    what: 'all runs of a day, if searching is refused',
    value: await requests({ ...day, ...refused }, runs),
    goal: { atMost: 42 },
    note: '1 page of jobs, 40 of runs, and the refused search',
  },
];
