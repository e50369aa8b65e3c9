import { startFaultServer, type Fault } from '@wxdi/testkit';
import { describe, expect, test } from 'vitest';
import { wxdi } from './cli.js';

const jobId = '0191d1a0-7b1e-7000-8000-000000000001';
const token = 'never-to-be-seen';

/** Runs the built file against a server that does this to every call. */
const against = async (
  fault: Fault,
  args: readonly string[],
  more: Readonly<Record<string, string>> = {},
) => {
  const server = await startFaultServer({ script: [{ call: 'every', ...fault }] });
  const env = { WXDI_URL: server.url, WXDI_PROJECT_ID: 'p', WXDI_BEARER_TOKEN: token, ...more };
  const result = await wxdi([...args, '--max-retries', '0'], env);
  await server.close();
  const starts = server.ledger.filter(({ method }) => method === 'POST').length;
  return { ...result, starts };
};

const html = { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>Sign in</html>' };
const json = (status: number, body: unknown) => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
const trouble = { errors: [{ code: 'some_code', message: `no \u001b[31m${token}` }], trace: 'trace-1' };

describe('whatever the service does, the exit code says which sort of trouble it was', () => {
  const list = ['job', 'list'];
  const start = ['job', 'start', jobId, '--settle-window', '100ms'];
  const cases: readonly (readonly [string, Fault, readonly string[], number])[] = [
    ['401 to a read', { answer: json(401, trouble) }, list, 4],
    ['403 to a read', { answer: json(403, trouble) }, list, 4],
    ['404 to a read', { answer: json(404, trouble) }, ['job', 'get', jobId], 3],
    ['429 to a read', { answer: json(429, trouble) }, list, 6],
    ['500 to a read', { answer: json(500, trouble) }, list, 6],
    ['501 to a read', { answer: json(501, trouble) }, list, 6],
    ['400 to a start', { answer: json(400, trouble) }, start, 5],
    ['409 to a start', { answer: json(409, trouble) }, start, 5],
    ['500 to a start', { answer: json(500, trouble) }, start, 9],
    ['a reset during a start', { wire: { reset: 'start' } }, start, 9],
    ['a reset during a read', { wire: { reset: 'start' } }, list, 6],
    ['a page of HTML', { answer: html }, list, 7],
    ['a document of another shape', { answer: json(200, { results: 5 }) }, list, 7],
    ['a page that leads to itself', { answer: json(200, { results: [], next: { start: 'x' } }) }, list, 7],
  ];

  test.each(cases)('%s', async (_what, fault, args, code) => {
    for (const form of ['tsv', 'json', 'jsonl']) {
      const { code: ended, out, err } = await against(fault, [...args, '-o', form]);
      expect([ended, out]).toEqual([code, '']);
      expect(err).not.toContain(token);

      expect(err).not.toMatch(/\u001b/);
      if (form === 'tsv') expect(err).toMatch(/^error: .*\n(?: {2}.*\n)+$/);
      else expect(JSON.parse(err)).toMatchObject({ exitCode: code, issues: expect.any(Array) as unknown[] });
    }
  });

  test('a wrong API key is exit 4', async () => {
    const answer = json(400, {
      errorCode: 'BXNIM0415E',
      errorMessage: 'Provided API key could not be found.',
    });
    const server = await startFaultServer({ script: [{ route: '/identity/token', answer }] });
    const env = {
      WXDI_URL: server.url,
      WXDI_PROJECT_ID: 'p',
      WXDI_APIKEY: 'a-wrong-key',
      WXDI_AUTH_URL: server.url,
    };
    const { code, out, err } = await wxdi(['job', 'list'], env);
    await server.close();
    expect([code, out]).toEqual([4, '']);
    expect(err).not.toContain('a-wrong-key');
  });

  test('a start is never sent twice, and its lost answer says how to find out', async () => {
    const { code, err, starts } = await against({ wire: { reset: 'start' } }, start);
    expect([code, starts]).toEqual([9, 1]);
    expect(err).toMatch(new RegExp(`hint: wxdi run list ${jobId}.* --key \\w+`));
  });

  test('a service that says nothing is given up after --http-timeout', async () => {
    const { code, out } = await against({ wire: { stall: 'start' } }, [...list, '--http-timeout', '300ms']);
    expect([code, out]).toEqual([6, '']);
  });
});
