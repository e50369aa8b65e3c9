import type { Auth, HttpRequest, HttpResponse, TransportFailure } from '@wxdi/sdk';
import { Secret } from '@wxdi/sdk';
import { answer, clientOver, failure, jobBody } from '../support/fake-network.js';
import { describe, expect, it } from 'vitest';

const auth: Auth = { type: 'cp4d', username: 'ada', password: 'pass-word' };
const isToken = ({ url }: HttpRequest) => url.pathname === '/icp4d-api/v1/authorize';

const jwt = (claims: object): string => {
  const part = (value: object): string => btoa(JSON.stringify(value)).replace(/=+$/, '');
  return `${part({ alg: 'none' })}.${part(claims)}.sig`;
};

/** A cluster whose n-th token is the result of `token`. */
const cluster = (token: (n: number) => unknown, how: Auth = auth, refuse = 0) => {
  let left = refuse;
  let issued = 0;
  const over = clientOver(
    (request) => {
      if (isToken(request))
        return answer(200, { _messageCode_: '200', message: 'Success', token: token((issued += 1)) });
      return left-- > 0 ? answer(401) : answer(200, jobBody());
    },
    { auth: how },
  );
  return { ...over, issued: () => issued };
};
const hour = 3_600_000;

describe('a user of Cloud Pak for Data', () => {
  it.each<[string, Auth, object]>([
    ['a password', auth, { username: 'ada', password: 'pass-word' }],
    ['an API key', { type: 'cp4d', username: 'ada', apiKey: 'key-1' }, { username: 'ada', api_key: 'key-1' }],
  ])('is exchanged for a token with %s, at the service itself', async (_, how, body) => {
    const { client, sent } = cluster(() => 'tok', how);
    await client.jobs.get('job-1');
    expect(sent[0]).toMatchObject({ method: 'POST', headers: { 'content-type': 'application/json' } });
    expect(sent[0]?.url.href).toBe('https://cpd.example.com/icp4d-api/v1/authorize');
    expect(JSON.parse(sent[0]?.body ?? '')).toEqual(body);
    expect(sent[1]?.headers['authorization']).toBe('Bearer tok');
  });

  it('gets its tokens from another URL if one is set', async () => {
    const { client, sent } = cluster(() => 'tok', { ...auth, url: 'https://zen.example.com' });
    await client.jobs.get('job-1');
    expect(sent.map(({ url }) => url.origin)).toEqual(['https://zen.example.com', 'https://cpd.example.com']);
  });

  it.each([
    ['for ten hours if the token is opaque', () => 'opaque', 8 * hour],
    ['for the lifetime in its token', () => jwt({ iat: 5_000, exp: 5_000 + 3_600 }), 0.8 * hour],
    ['until the expiry time in its token', () => jwt({ exp: Date.UTC(2026, 0, 1, 2) / 1_000 }), 1.6 * hour],
    ['for ten hours if its token has expired', () => jwt({ exp: 5_000 }), 8 * hour],
    ['for ten hours if its token has invalid times', () => jwt({ iat: 0, exp: 1e300 }), 8 * hour],
    ['for ten hours if its token is not a JWT', () => 'a.%%%.c', 8 * hour],
  ])('is valid %s, and renewed after four fifths of that', async (_, token, ms) => {
    const { client, clock, issued } = cluster(token);
    await client.jobs.get('job-1');
    clock.advance(ms - 1);
    await client.jobs.get('job-1');
    expect(issued()).toBe(1);
    clock.advance(1);
    await client.jobs.get('job-1');
    expect(issued()).toBe(2);
  });

  it('is renewed once after a 401, for all waiting calls', async () => {
    const { client, issued } = cluster((n) => `t${n}`, auth, 10);
    await Promise.all(Array.from({ length: 10 }, () => client.jobs.get('job-1')));
    expect(issued()).toBe(2);
  });

  it.each([400, 401, 403])('that is wrong (%i) ends the call immediately', async (status) => {
    const { client, sent } = clientOver([answer(status, { message: 'pass-word of ada' })], { auth });
    await expect(client.jobs.get('job-1')).rejects.toMatchObject({
      kind: 'NotPermitted',
      message: `the token service refused the user or the password (${status}): [secret] of ada`,
    });
    expect(sent).toHaveLength(1);
  });
});

describe('a Zen API key', () => {
  it('is sent with every request, and not renewed', async () => {
    const zen: Auth = { type: 'zenapikey', username: 'ada', apiKey: 'zen-ä' };
    const { client, sent } = clientOver([answer(401)], { auth: zen });
    await expect(client.jobs.get('job-1')).rejects.toMatchObject({ kind: 'NotPermitted' });
    expect(sent.map(({ headers }) => headers['authorization'])).toEqual([
      `ZenApiKey ${Buffer.from('ada:zen-ä').toString('base64')}`,
    ]);
  });
});

describe('a token service', () => {
  it.each<[string, HttpResponse | TransportFailure, string, number]>([
    [
      'that redirects does not get the credential again',
      answer(307, '', { location: 'https://evil.example/' }),
      'NotPermitted',
      1,
    ],
    [
      'that redirects to its own origin does not get the credential again',
      answer(308, '', { location: '/elsewhere' }),
      'NotPermitted',
      1,
    ],
    ['that is not found is not called again', answer(404), 'NotPermitted', 1],
    ['whose certificate is invalid is not called again', failure('certificate'), 'Unavailable', 1],
    ['that is overloaded is called again', answer(429), 'Unavailable', 4],
    ['that fails is called again', answer(500), 'Unavailable', 4],
    ['that returns an empty token is called again', answer(200, { token: '' }), 'Unavailable', 4],
    ['that returns a number is called again', answer(200, { token: 7 }), 'Unavailable', 4],
    ['that returns null is called again', answer(200, 'null'), 'Unavailable', 4],
  ])('%s', async (_, outcome, kind, times) => {
    const { client, sent } = clientOver([outcome], { auth });
    await expect(client.jobs.start('job-1')).rejects.toMatchObject({
      kind,
      outcome: expect.not.stringMatching('unknown'),
    });
    expect(sent.map(({ url }) => url.pathname)).toEqual(Array(times).fill('/icp4d-api/v1/authorize'));
  });

  it('is called again after its Retry-After', async () => {
    const { client, clock } = clientOver(
      (request) => (isToken(request) ? answer(503, '', { 'retry-after': '9' }) : answer(200)),
      { auth },
    );
    await client.jobs.get('job-1').catch(() => undefined);
    expect(clock.slept).toEqual([9_000, 9_000, 9_000]);
  });
});

describe('a call that is aborted while it waits for a token', () => {
  const stuck = () => {
    const signals: AbortSignal[] = [];
    const over = clientOver(
      ({ signal }) => {
        signals.push(signal as AbortSignal);
        return new Promise<never>(() => undefined);
      },
      { auth },
    );
    return { ...over, signals };
  };

  it('ends immediately, and nothing was sent', async () => {
    const { client } = stuck();
    const control = new AbortController();
    const call = client.jobs.start('job-1', {}, { signal: control.signal });
    await Promise.resolve();
    control.abort();
    await expect(call).rejects.toMatchObject({ kind: 'Aborted', outcome: 'not-sent' });
  });

  it('does not end other waiting calls, and the token request is aborted with the last of them', async () => {
    const { client, signals } = stuck();
    const controls = [new AbortController(), new AbortController()] as const;
    const calls = controls.map(({ signal }) => client.jobs.get('job-1', { signal }));
    await new Promise(setImmediate);
    expect(signals).toHaveLength(1);
    controls[0].abort();
    await expect(calls[0]).rejects.toMatchObject({ kind: 'Aborted' });
    expect(signals[0]?.aborted).toBe(false);
    controls[1].abort();
    await expect(calls[1]).rejects.toMatchObject({ kind: 'Aborted' });
    expect(signals[0]?.aborted).toBe(true);
  });
});

describe('a bearer token from a function', () => {
  it.each([undefined, null, '', 7, 'Bearer abc', 'a b', 'abc\n'])(
    'that returns %j, which is no token, sends no request',
    async (nothing) => {
      const { client, sent } = clientOver([], {
        auth: { type: 'bearertoken', token: () => nothing as never },
      });
      await expect(client.jobs.get('job-1')).rejects.toMatchObject({
        kind: 'Unavailable',
        outcome: 'not-sent',
      });
      expect(sent).toEqual([]);
    },
  );
});

describe('an incomplete credential is rejected with the name of the option', () => {
  it.each([
    [{ type: 'iam', apiKey: '' }, 'auth.apiKey'],
    [{ type: 'cp4d', username: 'ada' }, 'auth.password'],
    [{ type: 'cp4d', password: 'x' }, 'auth.username'],
    [{ type: 'zenapikey', username: 'ada' }, 'auth.apiKey'],
    [{ type: 'bearertoken' }, 'auth.token'],
    [{ type: 'bearertoken', token: 'Bearer abc' }, 'auth.token'],
    [{ type: 'bearertoken', token: 'abc\n' }, 'auth.token'],
    [{ type: 'iam', apiKey: 'k\n' }, 'auth.apiKey'],
    [{ type: 'zenapikey', username: 'u', apiKey: new Secret('"k"') }, 'auth.apiKey'],
    [{ type: 'cp4d', username: 'ada', password: 'x', url: 'http://far.example' }, 'auth.url'],
  ])('%j', (wrong, path) => {
    expect(() => clientOver([], { auth: wrong as never })).toThrow(
      expect.objectContaining({ kind: 'InvalidInput', issues: [expect.objectContaining({ path })] }),
    );
  });
});
