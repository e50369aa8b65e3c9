import { createClient, WxdiError } from '@wxdi/sdk';
import { answer, clientOver, failure, jobBody, runBody } from './support/fake-network.js';
import { describe, expect, it } from 'vitest';

const rejection = async (promise: Promise<unknown>): Promise<WxdiError> => {
  const error: unknown = await promise.then(
    () => undefined,
    (e: unknown) => e,
  );
  if (!(error instanceof WxdiError)) throw new Error(`not a WxdiError: ${String(error)}`);
  return error;
};

describe('the request of a call', () => {
  it('goes to the origin, in the scope, with the credential', async () => {
    const { client, sent } = clientOver([answer(200, jobBody())]);
    await client.jobs.get('job-1');
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({
      method: 'GET',
      headers: { authorization: 'Bearer token-of-the-caller' },
    });
    expect(String(sent[0]?.url)).toBe('https://cpd.example.com/v2/jobs/job-1?project_id=project-1');
  });

  it('contains the space if the scope is a space', async () => {
    const { client, sent } = clientOver([answer(200, { results: [] })], { project: '', space: 'space-1' });
    await client.jobs.list().toArray();
    expect(sent[0]?.url.searchParams.get('space_id')).toBe('space-1');
    expect(sent[0]?.url.searchParams.has('project_id')).toBe(false);
  });

  it('uses a fresh connection only if it creates something', async () => {
    const { client, sent } = clientOver(({ method }) =>
      answer(method === 'POST' ? 201 : 200, runBody('Completed')),
    );
    await client.jobs.start('job-1');
    await client.runs.get('job-1', 'run-1');
    expect(sent.map(({ freshConnection }) => freshConnection)).toEqual([true, false]);
  });

  it.each(['', '.', '..', '../x', 'a/b', 'a%2fb', 'a\nb', 'x'.repeat(257)])(
    'is not sent if the id is %j',
    async (id) => {
      const { client, sent } = clientOver([]);
      expect(await rejection(client.jobs.get(id))).toMatchObject({
        kind: 'InvalidInput',
        outcome: 'not-sent',
      });
      expect(await rejection(client.runs.cancel('job-1', id))).toMatchObject({ kind: 'InvalidInput' });
      expect(sent).toEqual([]);
    },
  );
});

describe('results and errors of a call', () => {
  it.each([
    [404, 'NotFound', 'rejected'],
    [403, 'NotPermitted', 'rejected'],
    [400, 'Refused', 'rejected'],
    [409, 'Refused', 'rejected'],
    [302, 'Refused', 'rejected'],
  ])('a %i is %s', async (status, kind, outcome) => {
    const body = { errors: [{ code: 'c1', message: 'Because.' }], trace: 't1' };
    const { client } = clientOver([answer(status, body)]);
    expect(await rejection(client.jobs.get('job-1'))).toMatchObject({
      kind,
      outcome,
      status,
      message: 'Because.',
      serviceCode: 'c1',
      traceId: 't1',
      method: 'GET',
      path: '/v2/jobs/job-1',
      retryable: false,
      at: ['getJob'],
    });
  });

  it('contains only the title or the first text of an HTML page of an intermediary', async () => {
    const { client } = clientOver([
      answer(404, '<html>secret</html>', { 'content-type': 'text/html; charset=utf-8' }),
    ]);
    expect((await rejection(client.jobs.get('job-1'))).message).toBe(
      'the service answered 404 with an HTML page "secret" (a login page or a proxy?)',
    );
  });

  it('names the member that does not match the API description', async () => {
    const { client } = clientOver([answer(200, { ...jobBody(), metadata: { name: 'x' } })]);
    expect(await rejection(client.jobs.get('job-1'))).toMatchObject({
      kind: 'Undecodable',
      issues: [{ path: 'metadata.asset_id', received: 'missing' }],
    });
  });

  it('never shows a secret that the service echoes', async () => {
    const { client } = clientOver([answer(400, { message: 'bad header: Bearer token-of-the-caller' })]);
    expect((await rejection(client.jobs.get('job-1'))).message).toBe('bad header: Bearer [secret]');
  });

  it('has a stack trace that contains the caller', async () => {
    const { client } = clientOver([answer(404)]);
    const callTheService = async () => void (await client.jobs.get('job-1'));
    expect((await rejection(callTheService())).stack).toContain('callTheService');
  });
});

describe('retries', () => {
  it('repeats a read after transient faults', async () => {
    const { client, sent, clock } = clientOver([
      failure('lost'),
      answer(503),
      answer(200, '{"truncated'),
      answer(200, jobBody()),
    ]);
    expect(await client.jobs.get('job-1')).toMatchObject({ id: 'job-1' });
    expect(sent).toHaveLength(4);
    expect(clock.slept).toEqual([250, 500, 1000]);
  });

  it.each([
    ['a lost connection', failure('lost')],
    ['a 500', answer(500)],
    ['a 504', answer(504)],
    ['a truncated 201', failure('body-lost', { status: 201 })],
    ['a 201 that is not JSON', answer(201, '<html>')],
    ['a 201 that does not decode', answer(201, {})],
  ])('never repeats a start after %s, and reports an unknown outcome', async (_, outcome) => {
    const { client, sent } = clientOver(({ method }) =>
      method === 'POST' ? outcome : answer(200, { results: [] }),
    );
    expect(await rejection(client.jobs.start('job-1', {}, { key: 'k' }))).toMatchObject({
      kind: 'OutcomeUnknown',
      outcome: 'unknown',
      key: 'k',
    });
    expect(sent.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  it('finds the run of a start whose answer was lost, by its key', async () => {
    let description = '';
    const { client, sent } = clientOver(({ method, body }) => {
      const metadata = { asset_id: 'run-7', name: 'job run', description };
      if (method === 'GET') return answer(200, { results: [{ ...runBody('Starting'), metadata }] });
      ({ description } = (JSON.parse(body ?? '') as { job_run: { description: string } }).job_run);
      return failure('lost');
    });
    const run = await client.jobs.start('job-1');
    expect(run).toMatchObject({ runId: 'run-7', adopted: true, started: { name: 'job run' } });
    expect(sent.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  it('repeats a start that was not processed', async () => {
    const { client, sent } = clientOver([
      failure('no-connection'),
      answer(429, '', { 'retry-after': '7' }),
      answer(201, runBody('Starting')),
    ]);
    expect(String(await client.jobs.start('job-1'))).toBe('job-1/run-1');
    expect(sent).toHaveLength(3);
  });

  it('measures a date in Retry-After against the clock of the service', async () => {
    const { client, clock } = clientOver([
      answer(429, '', {
        'retry-after': 'Tue, 01 Jan 2030 00:00:09 GMT',
        date: 'Tue, 01 Jan 2030 00:00:00 GMT',
      }),
      answer(200, jobBody()),
    ]);
    await client.jobs.get('job-1');
    expect(clock.slept).toEqual([9_000]);
  });

  it('fails with the wait if the service requests more than two minutes', async () => {
    const { client, sent } = clientOver([answer(503, { message: 'Closed.' }, { 'retry-after': '3600' })]);
    expect((await rejection(client.jobs.get('job-1'))).message).toBe('Closed.; retry after 3600 s');
    expect(sent).toHaveLength(1);
  });

  it('stops retrying when the quota is used up', async () => {
    const { client, sent } = clientOver([answer(503)]);
    for (let i = 0; i < 500; i += 1) await client.jobs.get('job-1').catch(() => undefined);
    expect(sent.length).toBeLessThanOrEqual(500 + 36);
  });

  it('ends a wait between two attempts when the signal fires', async () => {
    const controller = new AbortController();
    const { client, sent } = clientOver(() => {
      controller.abort();
      return answer(503);
    });
    expect(await rejection(client.jobs.get('job-1', { signal: controller.signal }))).toMatchObject({
      kind: 'Aborted',
    });
    expect(sent).toHaveLength(1);
  });

  it('sends nothing if the signal has already fired', async () => {
    const { client, sent } = clientOver([]);
    const signal = AbortSignal.abort();
    expect(await rejection(client.jobs.start('job-1', {}, { signal }))).toMatchObject({ kind: 'Aborted' });
    expect(sent).toEqual([]);
  });
});

describe('a run handle', () => {
  it('is written as text and read back in another process', async () => {
    const { client } = clientOver([answer(201, runBody('Starting')), answer(200, runBody('Completed'))]);
    const text = String(await client.jobs.start('job-1'));
    expect((await client.runs.handle(text).wait()).run.state).toBe('Completed');
  });

  it.each(['', 'job-1', 'a/b/c', '/run'])('cannot be read from %j', (text) => {
    const { client } = clientOver([]);
    expect(() => client.runs.handle(text)).toThrow(WxdiError);
  });

  it('yields its events in order, the result last', async () => {
    const { client } = clientOver([answer(200, runBody('Running')), answer(200, runBody('Completed'))]);
    const types: string[] = [];
    for await (const event of client.runs.handle('job-1/run-1').follow()) types.push(event.type);
    expect(types).toEqual(['state', 'state', 'result']);
  });
});

describe('options', () => {
  const auth = { type: 'noauth' } as const;
  it.each([
    ['neither url nor region', { project: 'p', auth }, 'url'],
    ['both url and region', { project: 'p', url: 'https://x', region: 'dallas', auth }, 'url'],
    ['an unknown region', { project: 'p', region: 'mars', auth }, 'region'],
    ['neither project nor space', { url: 'https://x', auth }, 'project'],
    ['both project and space', { url: 'https://x', project: 'p', space: 's', auth }, 'project'],
    ['http to another host', { url: 'http://example.com', project: 'p', auth }, 'url'],
    ['a URL with a path', { url: 'https://example.com/v2', project: 'p', auth }, 'url'],
    ['a URL with a user', { url: 'https://u:p@example.com', project: 'p', auth }, 'url'],
    ['an invalid URL', { url: 'example', project: 'p', auth }, 'url'],
    [
      'a token service over http',
      { url: 'https://x', project: 'p', auth: { type: 'iam', apiKey: 'k', url: 'http://iam' } },
      'auth.url',
    ],
  ])('with %s are rejected with the name of the option', (_, options, path) => {
    expect(() => createClient(options as never)).toThrow(
      expect.objectContaining({ kind: 'InvalidInput', issues: [expect.objectContaining({ path })] }),
    );
  });
});
