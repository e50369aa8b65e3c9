import { describe, expect, it } from 'vitest';
import { jobBody } from '../support/fake-network.js';
import { calls, endOf, world } from './world.js';

const json = { 'content-type': 'application/json' };
const answered = (body: string | Uint8Array, headers: Record<string, string> = json) =>
  world([{ ...calls.get, answer: { status: 200, headers, body } }]);
const text = (body: object): string => JSON.stringify(body);

describe('27 hostile names and nesting are harmless', () => {
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

  it.each(['[', '{"a":'])('in a deeply nested answer: %s', async (open) => {
    const depth = 3_000;
    const nest = open.repeat(depth) + '1' + (open === '[' ? ']' : '}').repeat(depth);
    const { client } = await answered(
      text(jobBody()).replace('"configuration":{}', `"configuration":{"deep":${nest}}`),
    );
    const end = await endOf(client.jobs.get('job-1'));
    expect(end === 'ok' || end.kind === 'Undecodable').toBe(true);
  });

  it('in a deeply nested error', async () => {
    const body = '{"env_variables":'.repeat(500) + '"x"' + '}'.repeat(500);
    const { client } = await world([{ ...calls.get, answer: { status: 400, headers: json, body } }]);
    expect(await endOf(client.jobs.get('job-1'))).toMatchObject({ kind: 'Refused' });
  });
});
