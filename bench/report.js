/**
 * `client.report` for a day of 500 jobs and 2,000 runs, compared with the same requests sent by a bare client that only
 * parses the answers. The simulator is a separate process, so that only the work of the client counts.
 */
import { get, request, Agent } from 'node:http';
import { createClient, createNodeTransport } from '@wxdi/sdk';
import { child, median } from './lib/child.js';

export const title = 'a report on 500 jobs and 2,000 runs';

const repetitions = 9;
const file = new URL('./lib/report-simulator.js', import.meta.url);

const cpuOf = async (work) => {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
};

/** Sends requests as they were sent before, one after the other, and parses the answers. */
const bareClient = ({ token }, sent) => {
  const agent = new Agent({ keepAlive: true });
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const send = ({ method, url, body }) =>
    new Promise((resolve, reject) => {
      const open = method === 'GET' ? get : request;
      const sending = open(url, { method, headers, agent }, (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (part) => (text += part));
        answer.on('end', () => resolve(JSON.parse(text)));
      });
      sending.on('error', reject);
      if (method !== 'GET') sending.end(body);
    });
  return {
    run: async () => {
      for (const each of sent) await send(each);
    },
    close: () => agent.destroy(),
  };
};

export const rows = async () => {
  const { first: service, end } = await child(file);
  const { url, project, token } = service;
  const auth = { type: 'bearertoken', token };
  const sent = [];
  const transport = createNodeTransport();
  const recording = (sending) => {
    sent.push(sending);
    return transport.send(sending);
  };
  const { total } = await createClient({ url, project, auth, transport: recording }).report();
  transport.close();
  if (total !== 2_000) throw new Error(`${total} of 2,000 runs were found`);
  const client = createClient({ url, project, auth });
  const report = () => client.report();
  const bare = bareClient(service, sent);
  const works = { report, bare: bare.run };
  for (const work of Object.values(works)) await work();
  const times = { report: [], bare: [] };
  for (let i = 0; i < repetitions; i++) {
    for (const [name, work] of Object.entries(works)) times[name].push(await cpuOf(work));
  }
  client.close();
  bare.close();
  end();
  const [own, floor] = [median(times.report), median(times.bare)];
  return [
    {
      what: 'requests',
      value: sent.length,
      goal: { atMost: 5 + 10 + 2 },
      note: '5 pages of jobs, 10 of runs',
    },
    {
      what: 'CPU time ÷ the bare requests',
      value: own / floor,
      goal: { atMost: 3 },
      note: `${(own / 1000).toFixed(0)} ms of ${(floor / 1000).toFixed(0)} ms`,
    },
  ];
};
