import type {
  Client,
  ClientOptions,
  Credential,
  HttpRequest,
  HttpResponse,
  OwnJournal,
  WxdiError,
} from '@wxdi/sdk';
import { describe, expect, it } from 'vitest';
import { answer, clientOver, failure, jobBody, runBody } from '../support/fake-network.js';

const bug = new Error('a bug of the program');
const fail = (): never => {
  throw bug;
};
const reject = async (): Promise<never> => Promise.reject(bug);

/** A service with one job, which answers everything, and keeps the keys of its runs. */
const service = () => {
  const descriptions: string[] = [];
  const respond = ({ method, url, body }: HttpRequest) => {
    const { pathname } = url;
    const run = (state: string) => {
      const { metadata, entity } = runBody(state);
      return { entity, metadata: { ...metadata, description: descriptions[0] ?? '' } };
    };
    if (pathname === '/v2/jobs') return answer(200, { results: [jobBody()] });
    if (pathname.endsWith('/cancel')) return answer(204);
    if (pathname.endsWith('/runs') && method === 'POST') {
      descriptions.push((JSON.parse(body ?? '') as { job_run: { description: string } }).job_run.description);
      return answer(201, run('Starting'));
    }
    if (pathname.endsWith('/runs'))
      return answer(200, { results: descriptions.length === 0 ? [] : [run('Running')] });
    return answer(200, run('Canceling'));
  };
  return { descriptions, respond };
};

const calls: Readonly<Record<string, (client: Client) => Promise<unknown>>> = {
  start: (client) => client.jobs.start('job-1'),
  list: (client) => client.jobs.list().toArray(),
  cancel: (client) => client.runs.cancel('job-1', 'run-1'),
};

const throwing: Readonly<Record<string, Partial<ClientOptions>>> = {
  'onAttempt throws': { onAttempt: fail },
  // eslint-disable-next-line @typescript-eslint/no-misused-promises
  'onAttempt rejects': { onAttempt: reject },
  'trace throws': { trace: fail },
  'trace rejects': { trace: reject as unknown as () => undefined },
  'the end of trace throws': { trace: () => ({ end: fail }) },
  'the end of trace rejects': { trace: () => ({ end: reject as unknown as () => void }) },
  'trace adds a header that HTTP forbids': { trace: () => ({ headers: { 'x\n': 'a', ok: 'b\r\nc' } }) },
};

describe.each(Object.entries(throwing))('if %s', (_, options) => {
  it.each(Object.entries(calls))('%s is as without it', async (__, call) => {
    const [with_, without] = [service(), service()];
    const hooked = clientOver(with_.respond, options);
    const plain = clientOver(without.respond);
    const results = [await call(hooked.client), await call(plain.client)];
    expect(JSON.stringify(results[0])).toBe(JSON.stringify(results[1]));
    const requests = (sent: readonly HttpRequest[]) =>
      sent.map(({ method, url, headers }) => [method, url.pathname, headers]);
    expect(requests(hooked.sent)).toEqual(requests(plain.sent));
  });
});

describe.each([
  ['throws', fail],
  ['rejects', reject],
  ['returns nothing', async () => undefined as never],
  ['returns an answer without a body', async () => ({ status: 200 }) as never],
])('a transport that %s', (_, broken) => {
  it('after it sent a start: the run is searched by its key, and nothing is sent again', async () => {
    const { descriptions, respond } = service();
    let posts = 0;
    const { client } = clientOver((request) => {
      const outcome = respond(request);
      if (request.method !== 'POST') return outcome;
      posts += 1;
      return broken();
    });
    const run = await client.jobs.start('job-1');
    expect([run.runId, posts, descriptions.length]).toEqual(['run-1', 1, 1]);
  });

  it('is an outage for a read, and an unknown outcome for a start that is not found', async () => {
    const { client } = clientOver(broken, { retry: { transient: { attempts: 2, baseMs: 1, capMs: 1 } } });
    await expect(client.jobs.list().toArray()).rejects.toMatchObject({
      name: 'WxdiError',
      kind: 'Unavailable',
    });
    await expect(client.runs.cancel('job-1', 'run-1')).rejects.toMatchObject({ name: 'WxdiError' });
    await expect(client.jobs.start('job-1')).rejects.toMatchObject({
      kind: 'OutcomeUnknown',
      key: expect.any(String) as string,
    });
  });
});

describe('a transport of the caller', () => {
  it.each<[string, unknown]>([
    ['null', null],
    ['a number', 5],
    ['a failure without a message', { failure: 'lost' }],
    ['a failure that is no text', { failure: 5, message: 'm' }],
    ['an answer without a status', { headers: {}, body: '' }],
    ['an answer without headers', { status: 200, body: '' }],
    ['an answer whose headers are null', { status: 200, headers: null, body: '' }],
    ['an answer without a body', { status: 200, headers: {} }],
  ])('that returns %s has lost the request', async (_, outcome) => {
    const { client } = clientOver(async () => outcome as HttpResponse);
    await expect(client.jobs.patch('job-1', [{ op: 'remove', path: '/x' }])).rejects.toMatchObject({
      kind: 'OutcomeUnknown',
      message: expect.stringContaining('returned neither an answer nor a failure') as string,
    });
  });

  it('that throws after an abort has aborted the request', async () => {
    const stop = new AbortController();
    const { client } = clientOver(async () => {
      stop.abort(bug);
      throw new Error('the socket was closed');
    });
    await expect(client.jobs.get('job-1', { signal: stop.signal })).rejects.toMatchObject({
      kind: 'Aborted',
      cause: bug,
    });
  });

  it('that throws, without a signal, has lost the request', async () => {
    const { client } = clientOver(fail);
    await expect(client.jobs.get('job-1')).rejects.toMatchObject({ kind: 'Unavailable', cause: bug });
  });
});

describe('a credential of the caller', () => {
  const credential: Credential = {
    authorization: async () => 'Custom my-own-token',
    refused: () => false,
    secrets: () => ['my-own-token'],
  };
  const withAuth = (more: Partial<Credential>) =>
    clientOver(service().respond, { auth: { type: 'custom', credential: { ...credential, ...more } } });

  it('is sent, and is removed from errors', async () => {
    const { client, sent } = clientOver([answer(400, { message: 'no my-own-token' })], {
      auth: { type: 'custom', credential },
    });
    await expect(client.jobs.get('job-1')).rejects.toMatchObject({ message: 'no [secret]' });
    expect(sent[0]?.headers['authorization']).toBe('Custom my-own-token');
  });

  it.each([
    ['throws', fail],
    ['rejects', reject],
    ['returns a number', async () => 1 as never],
    ['returns empty text', async () => ''],
    ['returns null', async () => null as never],
    ['returns an object', async () => ({}) as never],
    ['returns a function', async () => (() => undefined) as never],
  ])('sends nothing if it %s', async (what, authorization) => {
    const why = what.startsWith('returns') ? 'returned neither text nor a failure' : 'failed';
    for (const call of Object.values(calls)) {
      const { client, sent } = withAuth({ authorization });
      await expect(call(client)).rejects.toMatchObject({
        name: 'WxdiError',
        kind: 'Unavailable',
        outcome: 'not-sent',
        message: expect.stringContaining(`the given credential ${why}`) as string,
      });
      expect(sent).toEqual([]);
    }
  });

  it('is asked again after a refusal that it can mend', async () => {
    const tokens = ['Custom old-token', 'Custom new-token'];
    const { client, sent } = clientOver([answer(401), answer(200, jobBody())], {
      auth: {
        type: 'custom',
        credential: {
          ...credential,
          authorization: async () => tokens[0],
          refused: (value) => tokens[0] === value && tokens.shift() !== undefined,
        },
      },
    });
    expect((await client.jobs.get('job-1')).id).toBe('job-1');
    expect(sent.map(({ headers }) => headers['authorization'])).toEqual([
      'Custom old-token',
      'Custom new-token',
    ]);
  });

  it('may be none', async () => {
    const { client, sent } = withAuth({ authorization: async () => undefined });
    expect(await client.jobs.list().toArray()).toHaveLength(1);
    expect(sent[0]?.headers).not.toHaveProperty('authorization');
  });

  it('may report why there is no token', async () => {
    const { client, sent } = withAuth({
      authorization: async () => ({ failure: 'no-token', message: 'the vault is sealed' }),
    });
    await expect(client.jobs.start('job-1')).rejects.toMatchObject({
      message: expect.stringContaining('the vault is sealed') as string,
      outcome: 'not-sent',
    });
    expect(sent).toEqual([]);
  });

  it('hides those of its secrets that are texts', async () => {
    const { client } = clientOver([answer(400, { message: 'no my-own-token' })], {
      auth: { type: 'custom', credential: { ...credential, secrets: () => [7 as never, 'my-own-token'] } },
    });
    await expect(client.jobs.get('job-1')).rejects.toMatchObject({ message: 'no [secret]' });
  });

  it('is not renewed if it cannot say whether it can be', async () => {
    const { client, sent } = clientOver([answer(401)], {
      auth: { type: 'custom', credential: { ...credential, refused: fail } },
      retry: { transient: { attempts: 1, baseMs: 1, capMs: 1 } },
    });
    await expect(client.jobs.get('job-1')).rejects.toMatchObject({ kind: 'NotPermitted' });
    expect(sent).toHaveLength(1);
  });

  it('does not prevent a call, and hides no error, if it cannot list its secrets', async () => {
    const { client } = withAuth({ secrets: fail });
    expect(await client.jobs.list().toArray()).toHaveLength(1);
    const refused = clientOver([answer(400, { message: 'a wrong name' })], {
      auth: { type: 'custom', credential: { ...credential, secrets: fail } },
    });
    await expect(refused.client.jobs.get('job-1')).rejects.toMatchObject({ message: 'a wrong name' });
  });
});

describe('a journal of the caller', () => {
  const journal: OwnJournal = {
    find: async () => undefined,
    swap: async () => true,
  };

  it('records starts', async () => {
    const entries: unknown[] = [];
    const swap: OwnJournal['swap'] = (previous, next) => {
      entries.push(next.state);
      return journal.swap(previous, next);
    };
    const { client } = clientOver(service().respond, { journal: { ...journal, swap } });
    await client.jobs.start('job-1');
    expect(entries).toEqual(['sending', 'started']);
  });

  it.each([
    ['throws', fail],
    ['rejects', reject],
  ])('sends no start if it %s', async (_, broken) => {
    for (const member of ['find', 'swap']) {
      const { client, sent } = clientOver(service().respond, { journal: { ...journal, [member]: broken } });
      await expect(client.jobs.start('job-1', {}, { key: 'k' })).rejects.toMatchObject({
        name: 'WxdiError',
        kind: 'Unavailable',
        outcome: 'not-sent',
      });
      expect(sent.filter(({ method }) => method === 'POST')).toEqual([]);
    }
  });

  it.each([
    ['throws', fail],
    ['rejects', reject],
  ])('does not change the result of a start if it %s after the answer', async (_, broken) => {
    const swap: OwnJournal['swap'] = (previous, next) =>
      next.state === 'sending' ? journal.swap(previous, next) : broken();
    const { client } = clientOver(service().respond, { journal: { ...journal, swap } });
    expect((await client.jobs.start('job-1')).runId).toBe('run-1');
  });
});

describe('whatever a function of the caller throws', () => {
  it('reaches the caller in a WxdiError, with its cause', async () => {
    const { client } = clientOver(service().respond);
    const name = fail as (text: string) => boolean;
    const error = await client.jobs
      .list({ name })
      .toArray()
      .catch((thrown: unknown) => thrown as WxdiError);
    expect(error).toMatchObject({
      name: 'WxdiError',
      message: expect.stringContaining(bug.message) as string,
      cause: bug,
    });
  });

  it('when it computes the changes of a job means that nothing was sent', async () => {
    const { client, sent } = clientOver(() => answer(200, jobBody()));
    await expect(client.jobs.update('job-1', fail)).rejects.toMatchObject({
      kind: 'InvalidInput',
      outcome: 'not-sent',
      message: expect.stringContaining(bug.message) as string,
      cause: bug,
    });
    expect(sent.map(({ method }) => method)).toEqual(['GET']);
  });

  it('when it is told the operations does not change the update', async () => {
    const { client } = clientOver(() => answer(200, jobBody()));
    const { name } = await client.jobs.get('job-1');
    expect(await client.jobs.update('job-1', { name }, { onPatch: fail })).toMatchObject({ name });
  });

  it('of an attempt that failed does not hide the failure', async () => {
    const { client } = clientOver([failure('name-not-found')], { onAttempt: fail });
    await expect(client.jobs.get('job-1')).rejects.toMatchObject({
      kind: 'Unavailable',
      outcome: 'not-sent',
    });
  });
});
