import { startFaultServer, type Fault } from '@wxdi/simulator/faults';
import { describe, expect, test } from 'vitest';
import { wxdi } from './cli.js';

const jobId = '0191d1a0-7b1e-7000-8000-000000000001';
const token = 'never-to-be-seen';

/** Runs the built file against a server that applies this fault to every request. */
const against = async (
  fault: Fault,
  args: readonly string[],
  more: Readonly<Record<string, string>> = {},
) => {
  const server = await startFaultServer({ script: [{ call: 'every', ...fault }] });
  const env = {
    WXDI_URL: server.url,
    WXDI_PROJECT_ID: '0191d1a0-7b1e-7000-8000-0000000000f1',
    WXDI_BEARER_TOKEN: token,
    ...more,
  };
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
const errorBody = { errors: [{ code: 'some_code', message: `no \u001b[31m${token}` }], trace: 'trace-1' };

describe('exit codes of failed requests', () => {
  const list = ['job', 'list'];
  const start = ['job', 'start', jobId, '--settle-window', '100ms'];
  const cases: readonly (readonly [string, Fault, readonly string[], number])[] = [
    ['401 to a read', { answer: json(401, errorBody) }, list, 4],
    ['403 to a read', { answer: json(403, errorBody) }, list, 4],
    ['404 to a read', { answer: json(404, errorBody) }, ['job', 'get', jobId], 3],
    ['429 to a read', { answer: json(429, errorBody) }, list, 6],
    ['500 to a read', { answer: json(500, errorBody) }, list, 6],
    ['501 to a read', { answer: json(501, errorBody) }, list, 6],
    ['400 to a start', { answer: json(400, errorBody) }, start, 5],
    ['409 to a start', { answer: json(409, errorBody) }, start, 5],
    ['500 to a start', { answer: json(500, errorBody) }, start, 9],
    ['a reset during a start', { wire: { reset: 'start' } }, start, 9],
    ['a reset during a read', { wire: { reset: 'start' } }, list, 6],
    ['an HTML page', { answer: html }, list, 7],
    ['results that are not a list', { answer: json(200, { results: 5 }) }, list, 7],
    ['a page that links to itself', { answer: json(200, { results: [], next: { start: 'x' } }) }, list, 7],
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

  test('a wrong API key exits with 4', async () => {
    const answer = json(400, {
      errorCode: 'BXNIM0415E',
      errorMessage: 'Provided API key could not be found.',
    });
    const server = await startFaultServer({ script: [{ route: '/identity/token', answer }] });
    const env = {
      WXDI_URL: server.url,
      WXDI_PROJECT_ID: '0191d1a0-7b1e-7000-8000-0000000000f1',
      WXDI_APIKEY: 'a-wrong-key',
      WXDI_AUTH_URL: server.url,
    };
    const { code, out, err } = await wxdi(['job', 'list'], env);
    await server.close();
    expect([code, out]).toEqual([4, '']);
    expect(err).not.toContain('a-wrong-key');
  });

  test('a start is sent once, and if its answer is lost, the error names the command that finds the run', async () => {
    const { code, err, starts } = await against({ wire: { reset: 'start' } }, start);
    expect([code, starts]).toEqual([9, 1]);
    expect(err).toMatch(new RegExp(`hint: wxdi run list ${jobId}.* --key \\w+`));
  });

  test('a request without an answer fails after --http-timeout', async () => {
    const { code, out } = await against({ wire: { stall: 'start' } }, [...list, '--http-timeout', '300ms']);
    expect([code, out]).toEqual([6, '']);
  });
});
