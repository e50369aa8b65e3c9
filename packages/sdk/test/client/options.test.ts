import type { ClientOptions, WxdiError } from '@wxdi/sdk';
import { createClient, createNodeTransport, fetchTransport, withRetry } from '@wxdi/sdk';
import { liveEnv } from '@wxdi/sdk/fp';
import { describe, expect, it } from 'vitest';
import { answer, clientOver, jobBody, runBody } from '../support/fake-network.js';

const valid: ClientOptions = {
  url: 'https://cpd.example.com',
  project: 'p',
  auth: { type: 'bearertoken', token: 't' },
};

/** Numbers that no limit, interval or count may have. */
const senseless = [Number.NaN, -1, -Infinity, '5', null];
const notZero = [...senseless, 0];
const finite = [...notZero, Infinity];

/** Each number among the options of a client, and what it must not be. */
const numbers: Readonly<Record<string, readonly unknown[]>> = {
  'limits.connectMs': notZero,
  'limits.headersMs': notZero,
  'limits.idleMs': notZero,
  'limits.totalMs': notZero,
  'limits.bodyBytes': notZero,
  'retry.transient.attempts': [...finite, 1.5],
  'retry.transient.baseMs': finite,
  'retry.transient.capMs': finite,
  'retry.throttled.attempts': [...finite, 1.5],
  'retry.throttled.baseMs': finite,
  'retry.throttled.capMs': finite,
  'retry.longestRetryAfterMs': senseless,
  'poll.firstMs': finite,
  'poll.factor': [...finite, 0.5],
  'poll.capMs': finite,
  'poll.jitter': [...senseless, 1.1],
  'poll.outageMs': senseless,
  'poll.notFoundGraceMs': senseless,
  'settle.windowMs': [...senseless, Infinity],
  'settle.firstMs': finite,
  'settle.factor': [...finite, 0.5],
};

const backoff = { attempts: 2, baseMs: 1, capMs: 1 };

/** Options in which only the member at this path has this value. */
const optionsWith = (path: string, value: unknown): ClientOptions => {
  const [group = '', member = '', part] = path.split('.');
  const inner = part === undefined ? value : { ...backoff, [part]: value };
  return { ...valid, [group]: { [member]: inner } };
};

const errorOf = (act: () => unknown): WxdiError | undefined => {
  try {
    act();
    return undefined;
  } catch (error) {
    return error as WxdiError;
  }
};

const refused = (path: string) => ({
  name: 'WxdiError',
  kind: 'InvalidInput',
  outcome: 'not-sent',
  message: expect.stringContaining(path) as string,
});

describe('a number among the options of a client', () => {
  it.each(Object.entries(numbers))('%s is refused if it is senseless', (path, values) => {
    for (const value of values)
      for (const make of [createClient, liveEnv])
        expect([value, errorOf(() => make(optionsWith(path, value)))]).toMatchObject([value, refused(path)]);
  });

  it.each(Object.keys(numbers))('%s may be 1, or absent', (path) => {
    for (const value of [1, undefined].slice(0, path.split('.').length === 3 ? 1 : 2))
      expect(errorOf(() => createClient(optionsWith(path, value)))).toBeUndefined();
  });
});

describe('options of a client', () => {
  it.each<[string, unknown, string]>([
    ['unknown', { retries: 3 }, 'retries'],
    ['in the wrong place', { retry: { attempts: 3 } }, 'retry.attempts'],
    ['in the wrong place', { firstMs: 3 }, 'firstMs'],
    ['unknown, within another', { poll: { intervalMs: 3 } }, 'poll.intervalMs'],
    ['unknown, within another', { settle: { window: 3 } }, 'settle.window'],
    ['unknown, within another', { limits: { timeout: 3 } }, 'limits.timeout'],
    ['unknown, within another', { rateLimit: { perSecond: 1, rate: 3 } }, 'rateLimit.rate'],
    ['unknown, within another', { proxy: { url: 'http://p' } }, 'proxy.url'],
    ['unknown, within another', { tls: { certificate: '' } }, 'tls.certificate'],
    ['unknown, within another', { auth: { type: 'iam', apikey: 'k' } }, 'auth.apikey'],
    ['incomplete', { retry: { transient: { attempts: 2 } } }, 'retry.transient.baseMs'],
    ['no object', { poll: 5 }, 'poll'],
    ['no object', { retry: [] }, 'retry'],
    ['no object', { limits: null }, 'limits'],
    ['no function', { onAttempt: {} }, 'onAttempt'],
    ['no function', { transport: {} }, 'transport'],
    ['no clock', { clock: { now: () => 0 } }, 'clock'],
    ['no journal', { journal: 'folder' }, 'journal'],
    ['no journal', { journal: {} }, 'journal.folder'],
    ['no journal', { journal: { folder: '/f', readOnly: 'yes' } }, 'journal.readOnly'],
    ['no number of sockets', { maxSockets: 0 }, 'maxSockets'],
    ['no number of sockets', { maxSockets: 1.5 }, 'maxSockets'],
    ['no number of sockets', { maxSockets: Infinity }, 'maxSockets'],
    ['no credential', { auth: undefined }, 'auth.type'],
    ['no credential', { auth: null }, 'auth.type'],
    ['no credential', { auth: {} }, 'auth.type'],
    ['no credential', { auth: { type: 'magic' } }, 'auth.type'],
    ['no credential', { auth: { type: 'custom' } }, 'auth.credential'],
    [
      'no credential',
      { auth: { type: 'custom', credential: { authorization: () => 'x' } } },
      'auth.credential',
    ],
    ['no account', { auth: { type: 'mcsp', apiKey: 'k' } }, 'auth.account'],
    ['an inherited name', { url: undefined, region: 'constructor' }, 'region'],
  ])('that are %s are refused: %j', (_, options, path) => {
    const error = errorOf(() => createClient({ ...valid, ...(options as object) }));
    expect(error).toMatchObject({ ...refused(path), issues: [{ path }] });
  });

  it.each([undefined, null, 5, 'x'])('must be an object, not %j', (options) => {
    expect(errorOf(() => createClient(options as unknown as ClientOptions))).toMatchObject(refused(''));
  });

  it('are refused by the transports and the retry too', () => {
    const limits = { totalMs: 0 };
    expect(errorOf(() => createNodeTransport({ limits }))).toMatchObject(refused('limits.totalMs'));
    expect(errorOf(() => fetchTransport({ limits }))).toMatchObject(refused('limits.totalMs'));
    const retry = { transient: { ...backoff, attempts: 0 } };
    expect(errorOf(() => withRetry({ retry }))).toMatchObject(refused('retry.transient.attempts'));
  });
});

const never = () => {
  const { client, sent } = clientOver(() => {
    throw new Error('nothing should be sent');
  });
  return {
    client: client as unknown as Record<string, Method>,
    jobs: client.jobs as unknown as Record<string, Method>,
    runs: client.runs as unknown as Record<string, Method>,
    sent,
  };
};
type Method = (...args: readonly unknown[]) => unknown;

/** The end of a call, whichever way it gives its result: a promise, rows or events. */
const endOf = async (call: () => unknown): Promise<unknown> => {
  try {
    const result = (await call()) as object | undefined;
    if (result !== undefined && Symbol.asyncIterator in result)
      for await (const row of result as AsyncIterable<unknown>) void row;
    return 'no error';
  } catch (error) {
    return error;
  }
};

/** Each method with options, and the arguments before them. */
const methods: readonly [api: 'client' | 'jobs' | 'runs', method: string, ...before: readonly unknown[]][] = [
  ['jobs', 'list'],
  ['jobs', 'get', 'j'],
  ['jobs', 'find', 'n'],
  ['jobs', 'create', { name: 'n', assetId: 'a' }],
  ['jobs', 'update', 'j', { name: 'n' }],
  ['jobs', 'updateMany', ['j'], { name: 'n' }],
  ['jobs', 'patch', 'j', []],
  ['jobs', 'start', 'j', {}],
  ['jobs', 'previewStart', 'j', {}],
  ['jobs', 'runMany', []],
  ['jobs', 'runChain', []],
  ['jobs', 'history', 'j'],
  ['jobs', 'resetOffset', 'j'],
  ['jobs', 'delete', 'j'],
  ['jobs', 'deleteMany', ['j']],
  ['runs', 'list', 'j'],
  ['runs', 'stale', 'j'],
  ['runs', 'get', 'j', 'r'],
  ['runs', 'refresh', 'j', 'r'],
  ['runs', 'latest', 'j'],
  ['runs', 'active', 'j'],
  ['runs', 'find', 'j', 'n'],
  ['runs', 'logs', 'j', 'r'],
  ['runs', 'readLog', 'j', 'r'],
  ['runs', 'metrics', 'j', 'r'],
  ['runs', 'explain', 'j', 'r'],
  ['runs', 'diff', 'j', 'r'],
  ['runs', 'wait', 'j', 'r'],
  ['runs', 'follow', 'j', 'r'],
  ['runs', 'cancel', 'j', 'r'],
  ['runs', 'pause', 'j', 'r'],
  ['runs', 'resume', 'j', 'r'],
  ['runs', 'delete', 'j', 'r'],
  ['runs', 'deleteMany', 'j', ['r']],
  ['runs', 'cancelMany', 'j', ['r']],
  ['runs', 'prunable', 'j', { newest: 1 }],
  ['runs', 'prune', 'j', { newest: 1 }],
  ['client', 'report'],
];

describe('options of a call', () => {
  it.each(methods)('%s.%s refuses what is no option', async (api, method, ...before) => {
    for (const options of [{ signal: 5 }, { singal: null }, null, 7, []]) {
      const client = never();
      const call = () => client[api][method]?.(...before, options);
      expect([options, await endOf(call)]).toMatchObject([options, refused('')]);
      expect(client.sent).toEqual([]);
    }
  });

  const poll = { firstMs: 0 };
  it.each<[string, 'client' | 'jobs' | 'runs', string, readonly unknown[]]>([
    ['poll.firstMs', 'runs', 'wait', ['j', 'r', { poll }]],
    ['poll.firstMs', 'runs', 'follow', ['j', 'r', { poll }]],
    ['poll.firstMs', 'jobs', 'runMany', [[{ job: 'j' }], { poll }]],
    ['poll.firstMs', 'jobs', 'runChain', [[{ name: 'a', job: 'j' }], { poll }]],
    ['timeoutMs', 'runs', 'wait', ['j', 'r', { timeoutMs: Number.NaN }]],
    ['timeoutMs', 'runs', 'follow', ['j', 'r', { timeoutMs: -1 }]],
    ['timeoutMs', 'jobs', 'runMany', [[{ job: 'j' }], { timeoutMs: '5' }]],
    ['timeoutMs', 'jobs', 'delete', ['j', { timeoutMs: -1 }]],
    ['limit', 'jobs', 'history', ['j', { limit: 0 }]],
    ['slowerThan', 'jobs', 'history', ['j', { slowerThan: '1.5x' }]],
    ['since', 'client', 'report', [{ since: '24h' }]],
    ['errors', 'client', 'report', [{ errors: 0.5 }]],
    ['from', 'runs', 'diff', ['j', 'r', { from: 5 }]],
    ['until', 'runs', 'wait', ['j', 'r', { until: 'Running' }]],
    ['until[0]', 'runs', 'wait', ['j', 'r', { until: [5] }]],
    ['logs', 'runs', 'follow', ['j', 'r', { logs: 'yes' }]],
    ['limit', 'jobs', 'runMany', [[{ job: 'j' }], { limit: 0 }]],
    ['limit', 'jobs', 'runChain', [[{ name: 'a', job: 'j' }], { limit: Number.NaN }]],
    ['settle.windowMs', 'jobs', 'start', ['j', {}, { settle: { windowMs: -1 } }]],
    ['settle.windowMs', 'jobs', 'create', [{ name: 'n', assetId: 'a' }, { settle: { windowMs: -1 } }]],
    ['ifUnknown', 'jobs', 'start', ['j', {}, { ifUnknown: 'retry' }]],
    ['like', 'jobs', 'start', ['j', {}, { like: 5 }]],
    ['like', 'jobs', 'start', ['j', {}, { like: '' }]],
    ['like', 'jobs', 'previewStart', ['j', {}, { key: 'k', like: '' }]],
    ['like', 'jobs', 'runMany', [[{ job: 'j' }], { like: 'r' }]],
    ['strictParameters', 'jobs', 'start', ['j', {}, { strictParameters: 'yes' }]],
    ['strictParameters', 'jobs', 'runChain', [[{ name: 'a', job: 'j' }], { strictParameters: 1 }]],
    ['onWarning', 'jobs', 'start', ['j', {}, { onWarning: 'log' }]],
    ['keyIn', 'jobs', 'start', ['j', {}, { keyIn: 'title' }]],
    ['keyIn', 'jobs', 'runMany', [[{ job: 'j' }], { keyIn: 'title' }]],
    ['keySinceMs', 'jobs', 'start', ['j', {}, { key: 'k', keySinceMs: '1d' }]],
    ['keySinceMs', 'jobs', 'runChain', [[{ name: 'a', job: 'j' }], { keySinceMs: -1 }]],
    ['keySinceMs', 'jobs', 'previewStart', ['j', {}, { key: 'k', keySinceMs: -1 }]],
    ['key', 'jobs', 'previewStart', ['j', {}, {}]],
    ['retryFailed', 'jobs', 'start', ['j', {}, { key: 'k', retryFailed: 'yes' }]],
    ['retryFailed', 'jobs', 'previewStart', ['j', {}, { key: 'k', retryFailed: 'yes' }]],
    ['key', 'jobs', 'runMany', [[{ job: 'j' }], { key: 'k' }]],
    ['fromBeginning', 'jobs', 'start', ['j', {}, { fromBeginning: 1 }]],
    ['key', 'jobs', 'start', ['j', {}, { key: 5 }]],
    ['draft.parameters', 'jobs', 'start', ['j', { parameters: null }]],
    ['draft.parameters[0].name', 'jobs', 'start', ['j', { parameters: [{ value: 1 }] }]],
    ['draft.environment[0].value', 'jobs', 'start', ['j', { environment: [{ name: 'A' }] }]],
    ['draft.paramters', 'jobs', 'start', ['j', { paramters: [] }]],
    ['parameters', 'jobs', 'update', ['j', { parameters: null }]],
    ['', 'jobs', 'update', ['j', null]],
    ['schedul', 'jobs', 'update', ['j', { schedul: null }]],
    ['onPatch', 'jobs', 'update', ['j', {}, { onPatch: 1 }]],
    ['merge', 'jobs', 'update', ['j', {}, { merge: true }]],
    ['onPatch', 'jobs', 'patch', ['j', [{ op: 'remove', path: '/x' }], { onPatch: 1 }]],
    ['draft.warnLimit', 'jobs', 'start', ['j', { warnLimit: null }]],
    ['environmentId', 'jobs', 'create', [{ name: 'n', assetId: 'a', environmentId: 1 }]],
    ['configuration', 'jobs', 'create', [{ name: 'n', assetId: 'a', configuration: [] }]],
    ['patch[0].op', 'jobs', 'patch', ['j', [{ path: '/x' }]]],
    ['type', 'jobs', 'list', [{ type: 5 }]],
    ['name', 'jobs', 'list', [{ name: /load/ }]],
    ['timeoutMs', 'jobs', 'get', ['j', { timeoutMs: Number.NaN }]],
    ['timeoutMs', 'jobs', 'list', [{ timeoutMs: -1 }]],
    ['onUnreadable', 'jobs', 'list', [{ onUnreadable: 1 }]],
    ['states', 'runs', 'list', ['j', { states: 'Failed' }]],
    ['state', 'runs', 'list', ['j', { state: ['Failed'] }]],
    ['olderThanMs', 'runs', 'stale', ['j', {}]],
    ['olderThanMs', 'runs', 'stale', ['j', { olderThanMs: '1d' }]],
    ['tail', 'runs', 'logs', ['j', 'r', { tail: 1.5 }]],
    ['newest', 'runs', 'prune', ['j', { newest: 0 }]],
    ['rules', 'runs', 'prune', ['j', {}]],
    ['keep', 'runs', 'prune', ['j', { keep: 3 }]],
    ['', 'jobs', 'runMany', [null]],
    ['', 'jobs', 'runMany', [[null]]],
    ['', 'jobs', 'runMany', [[5]]],
    ['', 'jobs', 'runMany', [[{}]]],
    ['', 'jobs', 'list', [null]],
    ['onSummary', 'jobs', 'overview', [{ onSummary: 5 }]],
    ['timeoutMs', 'jobs', 'overview', [{ timeoutMs: -1 }]],
    ['onSummary', 'runs', 'search', [{ onSummary: 5 }]],
    ['timeoutMs', 'runs', 'search', [{ timeoutMs: -1 }]],
    ['', 'runs', 'handle', [5]],
  ])('%s is checked by %s.%s before anything is sent: %j', async (path, api, method, args) => {
    const client = never();
    expect(await endOf(() => client[api][method]?.(...args))).toMatchObject(refused(path));
    expect(client.sent).toEqual([]);
  });

  it('of a handle are checked as those of the client', async () => {
    const handle = clientOver([]).client.runs.handle('j/r');
    expect(await endOf(() => handle.wait({ poll }))).toMatchObject(refused('poll.firstMs'));
  });

  it.each([Number.NaN, -1, 1.5, '3'])('a limit of rows is not %j', async (limit) => {
    const { client, sent } = clientOver([]);
    expect(await endOf(() => client.jobs.list().toArray({ limit: limit as number }))).toMatchObject(
      refused('limit'),
    );
    expect(sent).toEqual([]);
  });
});

describe('a configuration with a circle', () => {
  const circular: Record<string, unknown> = { a: [] };
  (circular['a'] as unknown[]).push({ b: circular });
  let deep: unknown = {};
  for (let i = 0; i < 300; i += 1) deep = { deep };

  it.each([
    ['start', ['j', { configuration: circular }]],
    ['start', ['j', { configuration: { deep } }]],
    ['start', ['j', { parameters: [{ name: 'p', value: circular }] }]],
    ['create', [{ name: 'n', assetId: 'a', configuration: circular }]],
    ['update', ['j', { configuration: circular }]],
    ['patch', ['j', [{ op: 'add', path: '/x', value: circular }]]],
  ])('is refused by jobs.%s, and nothing is sent', async (method, args) => {
    const { jobs, sent } = never();
    expect(await endOf(() => jobs[method]?.(...args))).toMatchObject(
      refused('JSON without circular references'),
    );
    expect(sent).toEqual([]);
  });

  it('is not seen where an object is only used twice', async () => {
    const shared = { x: 1 };
    const { client } = clientOver([answer(201, runBody('Starting'))]);
    await client.jobs.start('job-1', { configuration: { a: shared, b: [shared, shared] } });
  });
});

it('a page of 150,000 rows is returned whole', async () => {
  const results = Array.from({ length: 150_000 }, (_, i) => jobBody(`job-${i}`));
  const { client } = clientOver([answer(200, { results })]);
  expect(await client.jobs.list().toArray()).toHaveLength(150_000);
});
