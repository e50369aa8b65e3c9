/** Reads a list to its end in one of several ways. Returns CPU time, peak memory and the number of jobs. */
const [way, url] = process.argv.slice(2);

const pagesOf = async (get) => {
  let count = 0;
  let next;
  do {
    const query = next === undefined ? '' : `&next=${encodeURIComponent(JSON.stringify(next))}`;
    const page = await get(`${url}/v2/jobs?project_id=p&limit=100${query}`);
    count += page.results.length;
    next = page.next;
  } while (next !== undefined);
  return count;
};

const client = async () => {
  const { createClient } = await import('@wxdi/sdk');
  return createClient({ url, project: 'p', auth: { type: 'bearertoken', token: 'token' } });
};

const ways = {
  async parse() {
    const { createNodeTransport } = await import('@wxdi/sdk');
    const { send } = createNodeTransport();
    const headers = { accept: 'application/json', authorization: 'Bearer token' };
    return () =>
      pagesOf(async (page) =>
        JSON.parse((await send({ method: 'GET', effect: 'read', url: new URL(page), headers })).body),
      );
  },
  async sdk() {
    const { jobs } = await client();
    return async () => {
      let count = 0;
      for await (const job of jobs.list()) if (job.id !== '') count += 1;
      return count;
    };
  },
  async byPage() {
    const { jobs } = await client();
    return async () => {
      let count = 0;
      for await (const page of jobs.list().byPage()) count += page.length;
      return count;
    };
  },
  async collect() {
    const { jobs } = await client();
    return async () => (await jobs.list().toArray()).length;
  },
  async fetch() {
    return () => pagesOf(async (page) => (await fetch(page)).json());
  },
};

const list = await ways[way]();
process.on('message', async () => {
  const before = process.cpuUsage();
  const count = await list();
  const { user, system } = process.cpuUsage(before);
  process.send({ cpu: (user + system) / 1_000, rss: process.resourceUsage().maxRSS / 1_024, count });
});
process.on('disconnect', () => process.exit());
process.send('ready');
