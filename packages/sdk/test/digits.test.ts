import type { HttpRequest } from '@wxdi/sdk';
import { printJson } from '@wxdi/sdk';
import { describe, expect, it } from 'vitest';
import { answer, clientOver, jobBody, runBody } from './support/fake-network.js';

const account = 90071992547409931n;
const huge = 2n ** 64n + 1n;

const jobWith = (values: object) => {
  const { metadata, entity } = jobBody();
  return { metadata, entity: { job: { ...entity.job, ...values } } };
};
const parameters = [
  { name: 'year', value: '2020' },
  { name: 'account', value: account },
];
const text = (body: unknown) => answer(200, printJson(body));

/** A service that answers each method with one body. */
const serviceWith = (bodies: Partial<Record<string, unknown>>) =>
  clientOver(({ method }: HttpRequest) => text(bodies[method]));

describe('integers beyond 2^53 keep their digits', () => {
  it('in the parameters and the configuration of a job', async () => {
    const body = jobWith({ configuration: { account }, job_parameters: parameters });
    const job = await serviceWith({ GET: body }).client.jobs.get('job-1');
    expect(job.configuration).toEqual({ account });
    expect(job.parameters[1]?.value).toBe(account);
  });

  it('in a parameter that an update of another one sends back', async () => {
    const before = jobWith({ job_parameters: parameters });
    const after = jobWith({ job_parameters: [{ name: 'year', value: '2021' }, parameters[1]] });
    const { client, sent } = serviceWith({ GET: before, PATCH: after });
    const job = await client.jobs.get('job-1');
    const changed = job.parameters.map((p) => (p.name === 'year' ? { ...p, value: '2021' } : p));
    await client.jobs.update('job-1', { parameters: changed });
    expect(sent.at(-1)?.body).toContain('{"name":"account","value":90071992547409931}');
  });

  it('in an update that sets one', async () => {
    const after = jobWith({ configuration: { limit: huge } });
    const { client, sent } = serviceWith({ GET: jobWith({}), PATCH: after });
    const job = await client.jobs.update('job-1', { configuration: { limit: huge } });
    expect(sent.at(-1)?.body).toContain('18446744073709551617');
    expect(job.configuration).toEqual({ limit: huge });
  });

  it('in the overrides of a start', async () => {
    const { client, sent } = clientOver(({ method }) =>
      method === 'POST' ? answer(201, runBody('Starting')) : text(runBody('Starting')),
    );
    await client.jobs.start('job-1', {
      parameters: [{ name: 'account', value: account }],
      configuration: { n: [huge] },
    });
    const body = sent.find(({ method }) => method === 'POST')?.body;
    expect(body).toContain('"value":90071992547409931');
    expect(body).toContain('"n":[18446744073709551617]');
  });

  it('in the token of the next page', async () => {
    const first = { results: [jobBody('a')], next: { bookmark: huge } };
    const { client, sent } = clientOver(({ url }) =>
      text(url.searchParams.has('next') ? { results: [jobBody('b')] } : first),
    );
    expect(await client.jobs.list().toArray()).toHaveLength(2);
    expect(sent[1]?.url.searchParams.get('next')).toBe('{"bookmark":18446744073709551617}');
  });

  it('beside a declared number, which is rounded as its type says', async () => {
    const { metadata, entity } = jobBody();
    const rows = [
      { metadata: { ...metadata, created: huge, version: 2n ** 60n }, entity },
      { metadata, entity: { job: { ...entity.job, configuration: { account } } } },
    ];
    const [, second] = await clientOver([text({ results: rows })])
      .client.jobs.list()
      .toArray();
    expect(second?.configuration).toEqual({ account });
  });
});
