import { describe, expect, it } from 'vitest';
import { jobBody, runBody } from '../support/fake-network.js';
import { calls, endOf, world } from './world.js';

const json = { 'content-type': 'application/json' };
const answered = (body: string | Uint8Array, headers: Record<string, string> = json) =>
  world([{ ...calls.get, answer: { status: 200, headers, body } }]);
const text = (body: object): string => JSON.stringify(body);

describe('an odd answer that can be used is used', () => {
  it.each<[string, string | Uint8Array, Record<string, string>]>([
    ['20 another content type', text(jobBody()), { 'content-type': 'text/plain' }],
    ['20 no content type', text(jobBody()), {}],
    ['20 a byte order mark', `\ufeff${text(jobBody())}`, json],
    ['21 NUL in a text', text(jobBody('job-1', 'a\u0000b')), json],
    ['21 an escaped lone surrogate', text(jobBody()).replace('nightly', '\\ud800'), json],
    ['24 members that nobody knows', text({ ...jobBody(), more: { deep: [1] } }), json],
    [
      '26 a huge integer',
      text(jobBody()).replace('"name"', '"version":123456789012345678901234567890,"name"'),
      json,
    ],
  ])('%s', async (_, body, headers) => {
    const { client, sent } = await answered(body, headers);
    expect(await client.jobs.get('job-1')).toMatchObject({ id: 'job-1' });
    expect(sent('get')).toBe(1);
  });

  it('25 a state that nobody knows is kept, and is no end', async () => {
    const { client } = await world([
      {
        method: 'GET',
        route: '/v2/jobs/:job/runs/:run',
        answer: { status: 200, headers: json, body: text(runBody('Melting')) },
      },
    ]);
    expect(await client.runs.get('job-1', 'run-1')).toMatchObject({ state: 'Melting' });
  });
});

describe('27 names and nesting that could do harm do none', () => {
  const poisoned = text(jobBody()).replace(
    '"configuration":{}',
    '"configuration":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}},"__proto__":{"polluted":1}',
  );

  it('in an answer', async () => {
    const { client } = await answered(poisoned);
    const job = await client.jobs.get('job-1');
    expect(job).toMatchObject({ id: 'job-1' });
    expect((job as { polluted?: unknown }).polluted).toBeUndefined();
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it('in an error', async () => {
    const error = '{"__proto__":{"message":"inherited"},"errors":[{"__proto__":{"message":"polluted"}}]}';
    const { client } = await world([{ ...calls.get, answer: { status: 400, headers: json, body: error } }]);
    expect(await endOf(client.jobs.get('job-1'))).toMatchObject({
      kind: 'Refused',
      message: 'the service answered 400',
    });
  });

  it.each(['[', '{"a":'])('in an answer that is nested very deep: %s', async (open) => {
    const depth = 3_000;
    const nest = open.repeat(depth) + '1' + (open === '[' ? ']' : '}').repeat(depth);
    const { client } = await answered(
      text(jobBody()).replace('"configuration":{}', `"configuration":{"deep":${nest}}`),
    );
    const end = await endOf(client.jobs.get('job-1'));
    expect(end === 'well' || end.kind === 'Undecodable').toBe(true);
  });

  it('in an error that is nested very deep', async () => {
    const body = '{"env_variables":'.repeat(500) + '"x"' + '}'.repeat(500);
    const { client } = await world([{ ...calls.get, answer: { status: 400, headers: json, body } }]);
    expect(await endOf(client.jobs.get('job-1'))).toMatchObject({ kind: 'Refused' });
  });
});
