import { child, median } from './lib/child.js';

export const title =
  'one small call (a job of 1.3 kB), eight at a time, CPU time relative to a bare node:http GET';

const peers = { fetch: 'fetch', heyApi: 'hey-api client', ibm: 'ibm-cloud-sdk-core' };
const calls = 1_500;
/** Calls until V8 has optimized the code; node:http itself needs about as many. */
const warmUp = 10;
const rounds = 15;

export const rows = async () => {
  const server = await child(new URL('./lib/jobs-server.js', import.meta.url));
  const url = `http://127.0.0.1:${server.first}`;
  const names = ['node', 'transport', 'sdk', ...Object.keys(peers)];
  const callers = {};
  for (const name of names)
    callers[name] = await child(new URL('./lib/callers.js', import.meta.url), [name, url]);
  const times = Object.fromEntries(names.map((name) => [name, []]));
  // The callers are run in turn, so that a slow phase of the machine affects all of them.
  for (let round = 0; round < warmUp + rounds; round++) {
    for (const name of names) times[name].push(await callers[name].ask(calls));
  }
  for (const { end } of [...Object.values(callers), server]) end();
  const time = Object.fromEntries(names.map((name) => [name, median(times[name].slice(warmUp))]));
  const first = (name) => times[name][0];
  return [
    { what: 'bare node:http GET and JSON.parse', value: time.node, unit: ' us' },
    { what: 'transport alone and JSON.parse / bare', value: time.transport / time.node },
    { what: 'sdk / bare', value: time.sdk / time.node, goal: { atMost: 1.4 } },
    { what: `sdk / bare, the first ${calls} calls of a process`, value: first('sdk') / first('node') },
    ...Object.entries(peers).map(([name, what]) => ({
      what: `${what} / bare`,
      value: time[name] / time.node,
    })),
  ];
};
