import type { Auth, ClientOptions, Credential, HttpRequest, HttpResponse, TransportFailure } from '@wxdi/sdk';
import { createClient, fetchTransport, optionsFromEnvironment, Secret } from '@wxdi/sdk';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { always, serve } from '../http/fixtures/node-transport.js';
import { answer, clientOver, failure, jobBody } from '../support/fake-network.js';

/** Forty planted values, one for each place of a secret. They contain characters that encodings treat differently; `header` is valid in a header. */
const flavours = {
  plain: 'Zk3xQ9vT7mLp',
  spaced: 'corr ect+ho/rse=',
  quoted: 'qu"ote\\back\'s',
  signs: '<p&ss>%41$1{x}',
  accents: 'Pässwörd-😀-ñ',
  header: 'h3ad/er+v"l~=',
};
/** As HTML writes it. */
const escaped = (text: string): string =>
  text.replace(/[<>&"']/g, (c) =>
    c === "'" ? '&#x27;' : c === '"' ? '&#34;' : ({ '<': '&lt;', '>': '&gt;' }[c] ?? '&amp;'),
  );
let made = 0;
const plant = (flavour: keyof typeof flavours): string => `${flavours[flavour]}${(made += 1)}#planted`;

/** A secret in the encodings that a service may use. */
const encodings: readonly ((secret: string) => string)[] = [
  (s) => s,
  (s) => JSON.stringify(s).slice(1, -1),
  (s) => encodeURIComponent(s),
  (s) => new URLSearchParams({ s }).toString().slice(2),
  (s) => Buffer.from(s).toString('base64'),
  (s) => Buffer.from(s).toString('base64url'),
  (s) => Buffer.from(s).toString('hex'),
];

/** What a careless or hostile server or proxy does with the secrets that it received. */
const echoes: readonly [string, (echoed: string) => HttpResponse | TransportFailure][] = [
  ['the message of an error', (echoed) => answer(400, { errors: [{ code: 'c', message: echoed }] })],
  [
    'code, target and trace of an error',
    (echoed) =>
      answer(422, {
        errors: [{ code: echoed, message: 'm', target: { type: echoed, name: echoed } }],
        trace: echoed,
      }),
  ],
  ['a flat error', (echoed) => answer(409, { code: echoed, reason: echoed, error: echoed })],
  ['an error that is not JSON', (echoed) => answer(500, echoed, { 'content-type': 'text/html' })],
  [
    'the title of a page',
    (echoed) => answer(403, `<title>${escaped(echoed)}</title>`, { 'content-type': 'text/html' }),
  ],
  ['the text of a page', (echoed) => answer(200, `<html><p>${'x'.repeat(60)} ${escaped(echoed)}</p>`)],
  ['plain text', (echoed) => answer(400, `${'x'.repeat(470)} ${echoed}`, { 'content-type': 'text/plain' })],
  [
    'problem details',
    (echoed) =>
      answer(400, { title: echoed, detail: echoed }, { 'content-type': 'application/problem+json' }),
  ],
  [
    'the path of a redirect to another origin',
    (echoed) =>
      answer(302, '', {
        location: `https://me:${encodeURIComponent(echoed)}@evil.example/${encodeURI(echoed)}`,
      }),
  ],
  [
    'headers',
    (echoed) =>
      answer(404, '', { 'x-request-id': echoed, 'x-global-transaction-id': echoed, 'content-type': echoed }),
  ],
  [
    'a redirect to another origin',
    (echoed) => answer(302, '', { location: `https://evil.example/?${echoed}` }),
  ],
  ['a redirect loop', (echoed) => answer(302, '', { location: `/v2/${encodeURIComponent(echoed)}` })],
  [
    'an answer that does not decode',
    (echoed) => answer(200, { [echoed]: echoed, metadata: { [echoed]: 1 }, entity: echoed }),
  ],
  ['an answer that is not JSON', (echoed) => answer(200, echoed)],
  ['Retry-After', (echoed) => answer(429, echoed, { 'retry-after': echoed })],
  ['a 401', (echoed) => answer(401, echoed, { 'www-authenticate': echoed })],
  [
    'a failure of the transport',
    (echoed) =>
      failure('lost', {
        message: echoed,
        cause: Object.assign(new Error(echoed), { headers: { a: echoed } }),
      }),
  ],
  [
    'a failure with a string as its cause',
    (echoed) => failure('body-lost', { message: echoed, status: 200, cause: echoed }),
  ],
];

/** Everything that a user, a log or a crash report may show. */
const views = (error: unknown, objects: readonly unknown[]): string =>
  [error, ...objects]
    .flatMap((thing) => [
      inspect(thing, { depth: 12, showHidden: true, getters: true }),
      String(thing),
      JSON.stringify(thing),
      thing instanceof Error ? `${thing.stack} ${JSON.stringify({ ...thing })} ${String(thing.cause)}` : '',
    ])
    .join('\n');

/** Fails if the output contains a secret in any encoding, and shows the text around the first one. */
const expectNone = (secrets: readonly string[], shown: string): void => {
  const places = secrets.flatMap((secret) => encodings.map((write) => shown.indexOf(write(secret))));
  const leaks = places.filter((at) => at !== -1).map((at) => shown.slice(Math.max(0, at - 60), at + 60));
  expect(leaks.slice(0, 1)).toEqual([]);
};

const rejectionOf = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => expect.fail('the call succeeded'),
    (error: unknown) => error,
  );

interface Planting {
  readonly auth: Auth;
  readonly secrets: readonly string[];
  /** The tokens of the token service, in order. */
  readonly tokens?: readonly string[];
}

const iamKey = plant('quoted');
const iamTokens = [plant('header'), plant('plain')];
const passwords = [plant('accents'), plant('spaced')] as const;
const cp4dKey = plant('signs');
const cp4dTokens = [plant('plain'), plant('header')];
const zenKeys = [plant('accents'), plant('quoted'), plant('signs'), plant('spaced')];
const bearers = [
  plant('header'),
  plant('plain'),
  plant('header'),
  plant('plain'),
  plant('header'),
  plant('plain'),
];
const given = [plant('plain'), plant('header')];
const wrapped = [plant('spaced'), plant('header')] as const;
let turn = 0;

const plantings: readonly [string, Planting][] = [
  [
    'an IAM key and its tokens',
    { auth: { type: 'iam', apiKey: iamKey }, secrets: [iamKey, ...iamTokens], tokens: iamTokens },
  ],
  [
    'a password and its tokens',
    {
      auth: { type: 'cp4d', username: 'ada', password: passwords[0] },
      secrets: [passwords[0], ...cp4dTokens],
      tokens: cp4dTokens,
    },
  ],
  [
    'another password',
    {
      auth: { type: 'cp4d', username: 'ada', password: passwords[1] },
      secrets: [passwords[1]],
      tokens: ['tok-en'],
    },
  ],
  [
    'a platform API key',
    { auth: { type: 'cp4d', username: 'ada', apiKey: cp4dKey }, secrets: [cp4dKey], tokens: ['tok-en'] },
  ],
  ...zenKeys.map((apiKey): [string, Planting] => [
    'a Zen key and its pair',
    { auth: { type: 'zenapikey', username: 'ada', apiKey }, secrets: [apiKey, `ada:${apiKey}`] },
  ]),
  ...bearers.map((token): [string, Planting] => [
    'a bearer token',
    { auth: { type: 'bearertoken', token }, secrets: [token] },
  ]),
  [
    'the tokens of a function',
    { auth: { type: 'bearertoken', token: () => given[(turn += 1) % 2] as string }, secrets: given },
  ],
  [
    'a wrapped key',
    { auth: { type: 'iam', apiKey: new Secret(wrapped[0]) }, secrets: [wrapped[0]], tokens: ['tok-en'] },
  ],
  [
    'a wrapped token',
    { auth: { type: 'bearertoken', token: new Secret(wrapped[1]) }, secrets: [wrapped[1]] },
  ],
];

describe.each(plantings)('%s', (_, { auth, secrets, tokens = [] }) => {
  it.each(echoes)('is in no output when the server echoes it in %s', async (__, echo) => {
    const log: unknown[] = [];
    let issued = 0;
    let answered = 0;
    const echoed = secrets.flatMap((secret) => encodings.map((write) => write(secret))).join(' and ');
    const { client } = clientOver(
      ({ url }: HttpRequest) => {
        if (!/identity|icp4d/.test(url.pathname)) {
          // Refuses the first request, so that every token was sent before one is echoed.
          answered += 1;
          return answered > 2 ? echo(echoed) : answer(answered === 1 ? 401 : 200, jobBody());
        }
        const token = tokens[Math.min((issued += 1), tokens.length) - 1];
        return answer(200, { access_token: token, token, expires_in: 3600 });
      },
      {
        auth,
        onAttempt: (attempt) => log.push(attempt),
        trace: (start) => (log.push(start), { end: (end) => void log.push(end) }),
      },
    );
    await Promise.allSettled([client.jobs.get('job-1')]);
    if (answered === 1) await client.jobs.get('job-1');
    const errors = [
      await rejectionOf(client.jobs.get('job-1')),
      await rejectionOf(client.jobs.start('job-1')),
      await rejectionOf(client.jobs.list().toArray()),
      await rejectionOf(client.runs.logs('job-1', 'run-1')),
    ];
    for (const error of errors) expectNone(secrets, views(error, [log, client]));
  });

  it.each(echoes)('is in no output when the token service echoes it in %s', async (__, echo) => {
    const echoed = secrets.flatMap((secret) => encodings.map((write) => write(secret))).join(' and ');
    const log: unknown[] = [];
    const { client } = clientOver([echo(echoed)], { auth, onAttempt: (attempt) => log.push(attempt) });
    // The client cannot know tokens that the token service has not returned yet.
    const own = secrets.filter((secret) => !tokens.includes(secret) && !given.includes(secret));
    expectNone(own, views(await rejectionOf(client.jobs.get('job-1')), [log, client]));
  });
});

describe('values of environment variables', () => {
  const values = Object.keys(flavours).map((flavour) => plant(flavour as keyof typeof flavours));
  const environment = values.map((value, i) => ({ name: `PASS${i}`, value }));
  const echoed = values.flatMap((value) => encodings.map((write) => write(value))).join(' and ');
  const calls: readonly [string, (client: ReturnType<typeof clientOver>['client']) => Promise<unknown>][] = [
    ['start', ({ jobs }) => jobs.start('job-1', { environment })],
    ['create', ({ jobs }) => jobs.create({ name: 'n', assetId: 'a-1', environment })],
    ['update', ({ jobs }) => jobs.update('job-1', { environment })],
  ];

  describe.each(calls)('of %s', (_, call) => {
    it.each(echoes)('are in no output when the server echoes them in %s', async (__, echo) => {
      const log: unknown[] = [];
      let changed = false;
      const { client } = clientOver(
        ({ method, url }) => {
          changed ||= method !== 'GET';
          return changed || url.pathname.endsWith('/runs') ? echo(echoed) : answer(200, jobBody());
        },
        { onAttempt: (attempt) => log.push({ ...attempt, failure: undefined }) },
      );
      expectNone(values, views(await rejectionOf(call(client)), [log, client]));
    });
  });

  it('that only the server knows are not in an error', async () => {
    const secret = plant('quoted');
    const body = { message: `cannot run with ${secret}`, job: { env_variables: [`A=${secret}`] } };
    const { client } = clientOver([answer(400, body)]);
    expectNone([secret], views(await rejectionOf(client.jobs.get('job-1')), []));
  });
});

describe('secrets of a proxy', () => {
  it('are in no output when the proxy echoes them', async () => {
    const password = plant('signs');
    const pair = `user:${password}`;
    const echoed = [password, pair]
      .flatMap((secret) => encodings.map((write) => encodeURI(write(secret))))
      .join(' ');
    const server = await serve(
      always(`HTTP/1.1 407 ${echoed}\r\nx-request-id: ${echoed}\r\ncontent-length: 0\r\n\r\n`),
    );
    const proxy = { httpsProxy: server.url.replace('//', `//user:${encodeURIComponent(password)}@`) };
    const log: unknown[] = [];
    const client = createClient({
      url: 'https://cpd.example.com',
      project: 'p',
      auth: { type: 'noauth' },
      proxy,
      retry: { transient: { attempts: 1, baseMs: 1, capMs: 1 } },
      onAttempt: (attempt) => log.push(attempt),
    });
    expectNone([password, pair], views(await rejectionOf(client.jobs.get('job-1')), [log, client]));
    client.close();
  });
});

describe('options', () => {
  it('from an environment show no secret, however they are printed', async () => {
    const [key, password, tlsKey] = [plant('plain'), plant('plain'), plant('plain')];
    const options = await optionsFromEnvironment(
      {
        WXDI_URL: 'https://cpd.example.com',
        WXDI_PROJECT_ID: 'p',
        WXDI_APIKEY: key,
        HTTPS_PROXY: `http://u:${encodeURIComponent(password)}@proxy:3128`,
        WXDI_CLIENT_CERT: '/cert',
        WXDI_CLIENT_KEY: '/key',
      },
      (path) => (path === '/key' ? `-----BEGIN PRIVATE KEY-----\n${tlsKey}` : '-----BEGIN CERTIFICATE-----'),
    );
    expectNone([key, password, tlsKey], views(undefined, [options]));
  });

  it.each<[string, (secret: string) => Partial<ClientOptions>]>([
    ['a URL with a password', (secret) => ({ url: `https://u:${secret}@x.example` })],
    ['an invalid URL', (secret) => ({ url: `u:${secret}@x.example:port` })],
    [
      'a token service with a password',
      (secret) => ({ auth: { type: 'iam', apiKey: 'k', url: `https://u:${secret}@` } }),
    ],
    ['an unsupported proxy', (secret) => ({ proxy: { httpsProxy: `ftp://u:${secret}@x` } })],
    ['an invalid client key', (secret) => ({ tls: { cert: 'x', key: secret } })],
  ])('that are invalid show no secret: %s', (_, make) => {
    const secret = plant('plain');
    let error: unknown;
    try {
      createClient({ url: 'https://x.example', project: 'p', auth: { type: 'noauth' }, ...make(secret) });
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(Error);
    expectNone([secret], views(error, []));
  });

  it('that are invalid in a header show no secret', async () => {
    const token = `${plant('plain')}\nx: y`;
    const credential: Credential = {
      authorization: async () => `Bearer ${token}`,
      refused: () => false,
      secrets: () => [token],
    };
    for (const transport of [undefined, fetchTransport()]) {
      const client = createClient({
        url: 'https://cpd.example.com',
        project: 'p',
        auth: { type: 'custom', credential },
        ...(transport === undefined ? {} : { transport }),
      });
      const error = await rejectionOf(client.jobs.get('job-1'));
      expect(error).toMatchObject({ kind: 'InvalidInput' });
      expectNone([token, token.split('\n')[0] as string], views(error, []));
      client.close();
    }
  });
});
