import { child, median } from './lib/child.js';

export const title =
  'listing 100,000 jobs in pages of 100, relative to the same transport with only JSON.parse';

const jobs = 100_000;
const repetitions = 7;
const ways = ['parse', 'sdk', 'byPage', 'collect', 'fetch'];

export const rows = async () => {
  const server = await child(new URL('./lib/jobs-server.js', import.meta.url), [], {
    PAGES: String(jobs / 100),
  });
  const url = `http://127.0.0.1:${server.first}`;
  const seen = Object.fromEntries(ways.map((way) => [way, []]));
  for (let i = 0; i < repetitions; i++) {
    for (const way of ways) {
      const lister = await child(new URL('./lib/listers.js', import.meta.url), [way, url]);
      const result = await lister.ask('go');
      lister.end();
      if (result.count !== jobs) throw new Error(`${way} read ${result.count} jobs, expected ${jobs}`);
      seen[way].push(result);
    }
  }
  server.end();
  const of = (way, what) => median(seen[way].map((result) => result[what]));
  const ratio = (way, what) => of(way, what) / of('parse', what);
  return [
    { what: 'transport and JSON.parse', value: of('parse', 'cpu'), unit: ' ms' },
    { what: 'its peak memory', value: of('parse', 'rss'), unit: ' MB' },
    { what: 'sdk, job by job / JSON.parse', value: ratio('sdk', 'cpu'), goal: { atMost: 1.6 } },
    { what: 'its peak memory / JSON.parse', value: ratio('sdk', 'rss'), goal: { atMost: 1.15 } },
    { what: 'sdk, page by page / JSON.parse', value: ratio('byPage', 'cpu') },
    { what: 'its peak memory / JSON.parse', value: ratio('byPage', 'rss') },
    { what: 'sdk, all collected / JSON.parse', value: ratio('collect', 'cpu') },
    { what: 'its peak memory / JSON.parse', value: ratio('collect', 'rss') },
    { what: 'fetch and JSON.parse / JSON.parse', value: ratio('fetch', 'cpu') },
    { what: 'its peak memory / JSON.parse', value: ratio('fetch', 'rss') },
  ];
};
