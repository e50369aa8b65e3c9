import type {
  CallOptions,
  Client,
  ClientOptions,
  HttpRequest,
  HttpResponse,
  TransportFailure,
} from '@wxdi/sdk';
import { createClient, WxdiError } from '@wxdi/sdk';
import { random, virtualClock } from '@wxdi/testkit';
import { getEventListeners } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';

const limit = 5_000;

type Answer = HttpResponse | TransportFailure | 'hangs' | 'ignores its signal';
type Service = (request: HttpRequest) => Answer;

const json = (status: number, body: object, headers: Record<string, string> = {}): HttpResponse => ({
  status,
  headers,
  body: JSON.stringify(body),
});
const run = (state: string) => ({
  metadata: { asset_id: 'r', name: 'job run' },
  entity: { job_run: { job_ref: 'j', state } },
});
const job = {
  metadata: { asset_id: 'j', name: 'load' },
  entity: { job: { asset_ref_type: 'streamsets_flow', configuration: {} } },
};

/** One job and one run, which never ends. */
const healthy: Service = ({ method, url: { pathname: path } }) => {
  if (path === '/identity/token') return json(200, { access_token: 't', expires_in: 3_600 });
  if (path.endsWith('/logs')) return json(200, { results: ['a line'], total_count: 1 });
  if (path.endsWith('/runs') && method === 'POST') return json(201, run('Starting'));
  if (path.endsWith('/runs')) return json(200, { results: [run('Running')], total_rows: 1 });
  if (path.includes('/runs/')) return json(200, run('Running'));
  if (path === '/v2/jobs') return method === 'POST' ? json(201, job) : json(200, { results: [job] });
  return method === 'DELETE' ? json(204, {}) : json(200, job);
};

const on =
  (method: string, path: RegExp, answer: Answer): Service =>
  (request) =>
    request.method === method && path.test(request.url.pathname) ? answer : healthy(request);

const iam = { type: 'iam', apiKey: 'key' } as const;

const open = (service: Service, auth: ClientOptions['auth'] = iam, more: Partial<ClientOptions> = {}) => {
  const clock = virtualClock();
  const sent: string[] = [];
  const client = createClient({
    url: 'https://service.example',
    project: 'p',
    auth,
    clock,
    random: random(1),
    retry: { transient: { attempts: 20, baseMs: 500, capMs: 20_000 } },
    transport: async (request) => {
      sent.push(`${request.method} ${request.url.pathname}`);
      const answer = service(request);
      if (typeof answer === 'object') return answer;
      return await new Promise((resolve) => {
        if (answer === 'ignores its signal') return;
        request.signal?.addEventListener('abort', () => {
          resolve({ failure: 'aborted', message: 'aborted', cause: request.signal?.reason });
        });
      });
    },
    ...more,
  });
  return { client, clock, sent };
};

const consume = async (events: AsyncIterable<unknown>): Promise<void> => {
  for await (const _event of events);
};

/** Every method that sends something, with the options of the call. */
const calls: Readonly<Record<string, (client: Client, options: CallOptions) => Promise<unknown>>> = {
  'jobs.list': ({ jobs }, options) => jobs.list(options).toArray(),
  'jobs.list by page': ({ jobs }, options) => consume(jobs.list(options).byPage()),
  'jobs.list by row': ({ jobs }, options) => consume(jobs.list(options)),
  'jobs.overview': ({ jobs }, options) => jobs.overview(options).toArray(),
  'jobs.get': ({ jobs }, options) => jobs.get('j', options),
  'jobs.find': ({ jobs }, options) => jobs.find('load', options),
  'jobs.create': ({ jobs }, options) => jobs.create({ name: 'n', assetId: 'a' }, options),
  'jobs.update': ({ jobs }, options) => jobs.update('j', { description: 'new' }, options),
  'jobs.patch': ({ jobs }, options) =>
    jobs.patch('j', [{ op: 'replace', path: '/metadata/name', value: 'n' }], options),
  'jobs.start': ({ jobs }, options) => jobs.start('j', {}, options),
  'jobs.start with a key': ({ jobs }, options) => jobs.start('j', {}, { key: 'k', ...options }),
  'jobs.previewStart': ({ jobs }, options) => jobs.previewStart('j', {}, { key: 'k', ...options }),
  'jobs.history': ({ jobs }, options) => jobs.history('j', options),
  'jobs.export': ({ jobs }, options) => jobs.export(options),
  'jobs.plan': ({ jobs }, options) => jobs.plan([], options),
  'jobs.resetOffset': ({ jobs }, options) => jobs.resetOffset('j', options),
  'jobs.delete': ({ jobs }, options) => jobs.delete('j', options),
  'runs.list': ({ runs }, options) => runs.list('j', options).toArray(),
  'runs.search': ({ runs }, options) => runs.search(options).toArray(),
  'runs.stale': ({ runs }, options) => runs.stale('j', { olderThanMs: 1, ...options }).toArray(),
  'runs.latest': ({ runs }, options) => runs.latest('j', options),
  'runs.active': ({ runs }, options) => runs.active('j', options),
  'runs.find': ({ runs }, options) => runs.find('j', 'job run', options),
  'runs.get': ({ runs }, options) => runs.get('j', 'r', options),
  'runs.refresh': ({ runs }, options) => runs.refresh('j', 'r', options),
  'runs.wait': ({ runs }, options) => runs.wait('j', 'r', options),
  'runs.follow': ({ runs }, options) => consume(runs.follow('j', 'r', options)),
  'runs.follow with logs': ({ runs }, options) => consume(runs.follow('j', 'r', { logs: true, ...options })),
  'runs.logs': ({ runs }, options) => runs.logs('j', 'r', options),
  'runs.logs, tail': ({ runs }, options) => runs.logs('j', 'r', { tail: 3, ...options }),
  'runs.readLog': ({ runs }, options) => runs.readLog('j', 'r', options),
  'runs.explain': ({ runs }, options) => runs.explain('j', 'r', options),
  'runs.diff': ({ runs }, options) => runs.diff('j', 'r', { from: 's', ...options }),
  'runs.metrics': ({ runs }, options) => runs.metrics('j', 'r', options),
  'runs.cancel': ({ runs }, options) => runs.cancel('j', 'r', options),
  'runs.pause': ({ runs }, options) => runs.pause('j', 'r', options),
  'runs.resume': ({ runs }, options) => runs.resume('j', 'r', options),
  'runs.delete': ({ runs }, options) => runs.delete('j', 'r', options),
  'runs.prunable': ({ runs }, options) => runs.prunable('j', { newest: 1 }, options),
  'runs.prune': ({ runs }, options) => runs.prune('j', { newest: 1 }, options),
  'ids.flow': ({ ids }, options) => ids.flow('load', options),
  'ids.environment': ({ ids }, options) => ids.environment('env', options),
  report: (client, options) => client.report(options),
  'handle.wait': ({ runs }, options) => runs.handle('j/r').wait(options),
};

/** Every request of the service itself. */
const anything = /^\/v2\//;
const phases: Readonly<Record<string, { readonly service: Service; readonly auth?: ClientOptions['auth'] }>> =
  {
    'the token service hangs': { service: on('POST', /^\/identity/, 'hangs') },
    'the token service fails': { service: on('POST', /^\/identity/, json(503, {})) },
    'the token function never answers': {
      service: healthy,
      auth: { type: 'bearertoken', token: () => new Promise<string>(() => undefined) },
    },
    'the request hangs': {
      service: (request) => (anything.test(request.url.pathname) ? 'hangs' : healthy(request)),
    },
    'Retry-After lasts': {
      service: (request) =>
        anything.test(request.url.pathname) ? json(429, {}, { 'retry-after': '100' }) : healthy(request),
    },
  };

const endOf = (call: Promise<unknown>): Promise<unknown> => call.catch((error: unknown) => error);

const expectLimited = (end: unknown, { clock }: ReturnType<typeof open>, at = limit): void => {
  expect(end).toBeInstanceOf(WxdiError);
  expect(clock.monotonic()).toBe(at);
  expect(clock.pending()).toBe(0);
};

describe.each(Object.keys(phases))('timeoutMs ends every method while %s', (phase) => {
  it.each(Object.keys(calls))('%s', async (name) => {
    const { service, auth } = phases[phase] ?? expect.fail();
    const world = open(service, auth);
    const end = await endOf(calls[name]!(world.client, { timeoutMs: limit }));
    expectLimited(end, world);
    const isStart = name.startsWith('jobs.start') && phase === 'the request hangs';
    if (isStart && name === 'jobs.start')
      expect(end).toMatchObject({ kind: 'OutcomeUnknown', key: expect.any(String) as string });
    else expect(end).toMatchObject({ kind: 'DeadlineExceeded' });
    expect(world.sent.filter((line) => line.includes('/cancel')).length).toBeLessThanOrEqual(
      name === 'runs.cancel' ? 1 : 0,
    );
  });
});

describe('timeoutMs', () => {
  it.each(['jobs.create', 'jobs.update', 'jobs.delete', 'runs.cancel', 'runs.pause'])(
    'of %s states that the outcome is unknown if the change was under way',
    async (name) => {
      const world = open((request) =>
        ['POST', 'PATCH', 'DELETE'].includes(request.method) && anything.test(request.url.pathname)
          ? 'hangs'
          : healthy(request),
      );
      const end = await endOf(calls[name]!(world.client, { timeoutMs: limit }));
      expectLimited(end, world);
      expect(end).toMatchObject({ kind: 'DeadlineExceeded', outcome: 'unknown' });
    },
  );

  it.each<[string, Service]>([
    ['while a poll hangs', on('GET', /\/runs\/r$/, 'hangs')],
    ['between two polls', healthy],
    ['during an outage', on('GET', /\/runs\/r$/, json(503, {}))],
    ['while the start waits for Retry-After', on('POST', /\/runs$/, json(429, {}, { 'retry-after': '100' }))],
  ])('of runMany and runChain ends all runs with a report for each, %s', async (_when, service) => {
    const orders = [{ job: 'j' }, { job: 'j' }, { job: 'j' }];
    const many = open(service);
    const reports = await many.client.jobs.runMany(orders, { timeoutMs: limit, limit: 2 });
    expect(reports.map(({ error }) => error?.kind)).toEqual(Array(3).fill('DeadlineExceeded'));
    expect(reports.map(({ order }) => order)).toEqual(orders);
    expect(many.sent.filter((line) => line === 'POST /v2/jobs/j/runs').length).toBeGreaterThanOrEqual(2);
    expect(many.clock.monotonic()).toBe(limit);
    expect(many.clock.pending()).toBe(0);

    const chain = open(service);
    const steps = [
      { name: 'a', job: 'j' },
      { name: 'b', job: 'j', after: ['a'] },
    ];
    expect(await chain.client.jobs.runChain(steps, { timeoutMs: limit })).toMatchObject([
      { order: steps[0], error: { kind: 'DeadlineExceeded' } },
      { order: steps[1], skipped: true },
    ]);
    expect(chain.clock.monotonic()).toBe(limit);
    expect(chain.clock.pending()).toBe(0);
  });

  it.each<[string, (client: Client, options: CallOptions) => Promise<unknown>]>([
    ['jobs.updateMany', ({ jobs }, options) => jobs.updateMany(['j', 'k'], { description: 'new' }, options)],
    ['jobs.deleteMany', ({ jobs }, options) => jobs.deleteMany(['j', 'k'], options)],
    ['runs.deleteMany', ({ runs }, options) => runs.deleteMany('j', ['r', 's'], options)],
    ['runs.cancelMany', ({ runs }, options) => runs.cancelMany('j', ['r', 's'], options)],
  ])('of %s ends it with a report for each', async (_name, call) => {
    const world = open((request) => (anything.test(request.url.pathname) ? 'hangs' : healthy(request)));
    const report = (await call(world.client, { timeoutMs: limit })) as { failed: { error: WxdiError }[] };
    expect(report.failed.map(({ error }) => error.kind)).toEqual(['DeadlineExceeded', 'DeadlineExceeded']);
    expect(world.clock.monotonic()).toBe(limit);
    expect(world.clock.pending()).toBe(0);
  });

  it('of a batch ends it with a report for each order, and its runs continue', async () => {
    const world = open(healthy);
    const orders = ['1', '2', '3'].map((id) => ({ id, job: 'j' }));
    const reports = await world.client.batches.run('b', orders, { limit: 2, timeoutMs: limit });
    expect(reports.map(({ state, error }) => [state, error?.kind])).toEqual([
      ['active', 'DeadlineExceeded'],
      ['active', 'DeadlineExceeded'],
      ['pending', undefined],
    ]);
    expect(world.sent.filter((line) => line.includes('/cancel'))).toEqual([]);
    expect(world.clock.monotonic()).toBe(limit);
    expect(world.clock.pending()).toBe(0);
  });

  it('of a followed run counts from the call of follow', async () => {
    const { client, clock } = open(healthy);
    const events = client.runs.follow('j', 'r', { timeoutMs: limit });
    clock.advance(4_000);
    expect(await endOf(consume(events))).toMatchObject({ kind: 'DeadlineExceeded' });
    expect(clock.monotonic()).toBe(limit);
  });

  it('of a listing counts for all of its pages', async () => {
    let pages = 0;
    const world = open(({ url: { pathname } }) => {
      if (pathname === '/identity/token') return json(200, { access_token: 't', expires_in: 3_600 });
      world.clock.advance(2_000);
      return json(200, { results: [job], next: { page: (pages += 1) } });
    });
    expect(await endOf(world.client.jobs.list({ timeoutMs: limit }).toArray())).toMatchObject({
      kind: 'DeadlineExceeded',
    });
    expect(pages).toBe(3);
  });

  it('ends a call whose transport ignores its signal, 100 ms later', async () => {
    const world = open(on('GET', anything, 'ignores its signal'), { type: 'noauth' });
    const end = await endOf(world.client.jobs.get('j', { timeoutMs: limit }));
    expectLimited(end, world, limit + 100);
    expect(end).toMatchObject({ kind: 'DeadlineExceeded', outcome: 'unknown' });
  });

  it('leaves no listener on the signal of the caller, and only one is there at a time', async () => {
    const { signal } = new AbortController();
    const { client } = open(on('GET', anything, 'hangs'));
    const all = Array.from({ length: 30 }, () => endOf(client.jobs.get('j', { timeoutMs: limit, signal })));
    expect(getEventListeners(signal, 'abort').length).toBeLessThanOrEqual(2);
    await Promise.all(all);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});

describe('a signal of the caller', () => {
  it('is kind Aborted, also if it comes from AbortSignal.timeout', async () => {
    const { client } = open(on('GET', anything, 'hangs'));
    const end = await endOf(client.runs.wait('j', 'r', { signal: AbortSignal.timeout(5) }));
    expect(end).toMatchObject({ kind: 'Aborted', cause: { name: 'TimeoutError' } });
  });

  it('ends a call whose transport ignores it', async () => {
    const world = open(on('GET', anything, 'ignores its signal'), { type: 'noauth' });
    const stop = new AbortController();
    const end = endOf(world.client.jobs.get('j', { signal: stop.signal }));
    await new Promise(setImmediate);
    stop.abort();
    expect(await end).toMatchObject({ kind: 'Aborted', outcome: 'unknown' });
    expect(world.clock.pending()).toBe(0);
  });
});

describe('a token function that never answers', () => {
  it('is given up after two minutes, as a request is, and asked again', async () => {
    let asked = 0;
    const token = () => {
      asked += 1;
      return new Promise<string>(() => undefined);
    };
    const world = open(healthy, { type: 'bearertoken', token });
    expect(await endOf(world.client.jobs.get('j'))).toMatchObject({
      kind: 'Unavailable',
      outcome: 'not-sent',
      message: expect.stringContaining('returned no token within 120 s') as string,
    });
    expect(asked).toBe(20);
    expect(world.clock.monotonic()).toBeGreaterThanOrEqual(20 * 120_000);
    expect(world.clock.pending()).toBe(0);
  });
});

describe('on a real socket that never answers', () => {
  it.each(['runs.wait', 'runs.follow with logs', 'jobs.start', 'jobs.delete', 'jobs.list'])(
    'timeoutMs ends %s within 250 ms, and closes its connection',
    async (name) => {
      const sockets = new Set<unknown>();
      const server = createServer((socket) => {
        sockets.add(socket);
        socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
        socket.resume();
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      onTestFinished(() => void server.close());
      const { port } = server.address() as { port: number };
      const client = createClient({
        url: `http://127.0.0.1:${port}`,
        project: 'p',
        auth: { type: 'noauth' },
      });
      const since = performance.now();
      const end = await endOf(calls[name]!(client, { timeoutMs: 300 }));
      const took = performance.now() - since;
      expect(end).toMatchObject({ kind: name === 'jobs.start' ? 'OutcomeUnknown' : 'DeadlineExceeded' });
      expect(took).toBeGreaterThanOrEqual(299);
      expect(took).toBeLessThan(300 + 250);
      for (let checks = 0; checks < 100 && sockets.size > 0; checks += 1)
        await new Promise((resolve) => setTimeout(resolve, 5));
      expect(sockets.size).toBe(0);
      client.close();
    },
  );
});
