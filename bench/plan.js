import { createClient } from '@wxdi/sdk';
import { startSimulator } from '@wxdi/simulator';

export const title = 'requests of a plan of 1,000 unchanged jobs';

const count = 1_000;
const described = 50;

const documents = (howMany) =>
  Array.from({ length: count }, (_, i) => ({
    apiVersion: 'wxdi/v1',
    kind: 'Job',
    metadata: { name: `job ${i}` },
    spec: {
      flow: { id: `flow-${i}` },
      schedule: '0 2 * * *',
      parameters: [{ name: 'year', value: '2026' }],
      environmentVariables: [{ name: 'REGION', value: 'emea' }],
      ...(i < howMany ? { description: 'loads one region' } : {}),
    },
  }));

/** The requests of a plan of jobs that are as their documents say. */
const requests = async (desired) => {
  const jobs = desired.map(({ metadata: { name }, spec }) => ({
    name,
    assetRef: spec.flow.id,
    description: spec.description,
    schedule: spec.schedule,
    parameters: spec.parameters,
    configuration: { env_variables: ['REGION=emea'] },
  }));
  const simulator = await startSimulator({ jobs });
  const auth = { type: 'bearertoken', token: simulator.token };
  const client = createClient({ url: simulator.url, project: simulator.projectId, auth });
  const { counts } = await client.jobs.plan(desired);
  if (counts.unchanged !== count) throw new Error(`${counts.unchanged} of ${count} jobs are unchanged`);
  const sent = simulator.requests();
  client.close();
  await simulator.close();
  return { all: sent.length, writes: sent.filter(({ method }) => method !== 'GET').length };
};

export const rows = async () => {
  const plain = await requests(documents(0));
  const some = await requests(documents(described));
  return [
    { what: 'requests', value: plain.all, goal: { atMost: 10 }, note: '10 pages of jobs' },
    {
      what: `requests, if ${described} files have a description, which rows lack`,
      value: some.all,
      goal: { atMost: 10 + described },
      note: '10 pages, and those 50 jobs',
    },
    { what: 'requests that write', value: plain.writes + some.writes, goal: { atMost: 0 } },
  ];
};
