import { child, median } from './lib/child.js';

export const title =
  'one small call (a job of 1.3 kB), eight at a time, CPU time against a bare node:http GET';

const peers = { fetch: 'fetch', heyApi: 'hey-api client', ibm: 'ibm-cloud-sdk-core' };
const rounds = 15;
const calls = 1_500;

export const rows = async () => {
  const server = await child(new URL('./lib/jobs-server.js', import.meta.url));
  const url = `http://127.0.0.1:${server.first}`;
  const names = ['node', 'transport', 'sdk', ...Object.keys(peers)];
  const callers = {};
  for (const name of names)
    callers[name] = await child(new URL('./lib/callers.js', import.meta.url), [name, url]);
  const times = Object.fromEntries(names.map((name) => [name, []]));
  // The first round warms up. They take turns, so that whatever slows the machine down slows all of them.
  for (let round = 0; round <= rounds; round++) {
    for (const name of names) {
      const time = await callers[name].ask(calls);
      if (round > 0) times[name].push(time);
    }
  }
  for (const { end } of [...Object.values(callers), server]) end();
  const time = Object.fromEntries(names.map((name) => [name, median(times[name])]));
  return [
    { what: 'bare node:http GET and JSON.parse', value: time.node, unit: ' us' },
    { what: 'transport alone and JSON.parse / bare', value: time.transport / time.node },
    { what: 'sdk / bare', value: time.sdk / time.node, goal: { atMost: 1.4 } },
    ...Object.entries(peers).map(([name, what]) => ({
      what: `${what} / bare`,
      value: time[name] / time.node,
    })),
  ];
};
