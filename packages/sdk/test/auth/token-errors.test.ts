import type { Auth, HttpResponse, TransportFailure } from '@wxdi/sdk';
import { describe, expect, it } from 'vitest';
import { answer, clientOver, failure } from '../support/fake-network.js';

const iam: Auth = { type: 'iam', apiKey: 'key-1' };
const cp4d: Auth = { type: 'cp4d', username: 'ada', password: 'pass-word' };
const platformKey: Auth = { type: 'cp4d', username: 'ada', apiKey: 'key-1' };
const html = { 'content-type': 'text/html' };

const iamError = (status: number, errorCode: string, errorMessage: string): HttpResponse =>
  answer(status, { context: { requestId: 'req-1' }, errorCode, errorMessage });

interface Row {
  readonly when: string;
  readonly auth: Auth;
  readonly outcome: HttpResponse | TransportFailure;
  /** Kind, message, status and code of the error. */
  readonly error: readonly [string, string, (number | undefined)?, (string | undefined)?];
}

const rows: readonly Row[] = [
  {
    when: 'IAM does not know the key',
    auth: iam,
    outcome: iamError(400, 'BXNIM0415E', 'Provided API key could not be found.'),
    error: [
      'NotPermitted',
      'the token service refused the API key (400 BXNIM0415E): Provided API key could not be found.',
      400,
      'BXNIM0415E',
    ],
  },
  {
    when: 'IAM has locked the key',
    auth: iam,
    outcome: iamError(400, 'BXNIM0435E', 'API key is locked'),
    error: [
      'NotPermitted',
      'the token service refused the API key (400 BXNIM0435E): API key is locked',
      400,
      'BXNIM0435E',
    ],
  },
  {
    when: 'IAM does not allow the address',
    auth: iam,
    outcome: iamError(403, 'BXNIM0513E', 'The IP address is not allowed'),
    error: [
      'NotPermitted',
      'the token service refused the API key (403 BXNIM0513E): The IP address is not allowed',
      403,
      'BXNIM0513E',
    ],
  },
  {
    when: 'IAM fails',
    auth: iam,
    outcome: iamError(503, 'BXNIM0999E', 'try later'),
    error: ['Unavailable', 'the token service answered 503 BXNIM0999E: try later', 503, 'BXNIM0999E'],
  },
  {
    when: 'a cluster refuses a password',
    auth: cp4d,
    outcome: answer(401, { _statusCode_: 401, exception: 'User unauthorized' }),
    error: [
      'NotPermitted',
      'the token service refused the user or the password (401): User unauthorized',
      401,
      '401',
    ],
  },
  {
    when: 'a cluster refuses an API key',
    auth: platformKey,
    outcome: answer(401, ''),
    error: [
      'NotPermitted',
      'the token service refused the user or the API key (401) with an empty body',
      401,
    ],
  },
  {
    when: 'a cluster sends a 401 in the body of a 200',
    auth: cp4d,
    outcome: answer(200, { _messageCode_: '401', message: 'Invalid credentials' }),
    error: [
      'NotPermitted',
      'the token service refused the user or the password (401): Invalid credentials',
      200,
      '401',
    ],
  },
  {
    when: 'a cluster sends a 429 in the body of a 200',
    auth: cp4d,
    outcome: answer(200, { _messageCode_: '429', message: 'slow down' }),
    error: ['Unavailable', 'the token service answered 429: slow down', 200, '429'],
  },
  {
    when: 'it has moved',
    auth: cp4d,
    outcome: answer(302, '', { location: 'https://sso.example.com/login?state=abc' }),
    error: [
      'NotPermitted',
      'the token service answered 302: a redirect to https://sso.example.com/login; redirects are not followed with a credential',
      302,
    ],
  },
  {
    when: 'a web filter answers instead',
    auth: iam,
    outcome: answer(403, '<html><head><title>Blocked &amp; logged</title>', html),
    error: [
      'NotPermitted',
      'the token service answered 403 with an HTML page "Blocked & logged" (a login page or a proxy?)',
      403,
    ],
  },
  {
    when: 'a login page answers instead',
    auth: cp4d,
    outcome: answer(200, '<!DOCTYPE html><title>Sign in</title>', html),
    error: [
      'Unavailable',
      'the token service answered 200 with an HTML page "Sign in" (a login page or a proxy?)',
      200,
    ],
  },
  {
    when: 'it sends no token',
    auth: iam,
    outcome: answer(200, {}),
    error: ['Unavailable', 'the token service answered 200 without a token', 200],
  },
  {
    when: 'it cannot be reached',
    auth: iam,
    outcome: failure('no-connection', { message: 'connection refused by iam.cloud.ibm.com:443' }),
    error: ['Unavailable', 'the token service did not answer: connection refused by iam.cloud.ibm.com:443'],
  },
  {
    when: 'its certificate is not accepted',
    auth: cp4d,
    outcome: failure('certificate', { message: 'the certificate of cpd.example.com was not accepted' }),
    error: ['Unavailable', 'the certificate of cpd.example.com was not accepted'],
  },
];

describe('an error names the request for the token, and what the token service says, when', () => {
  it.each(rows)('$when', async ({ auth, outcome, error: [kind, message, status, serviceCode] }) => {
    const { client } = clientOver([outcome], { auth });
    const error: unknown = await client.jobs.start('job-1').catch((cause: unknown) => cause);
    const [origin, path] =
      auth.type === 'iam'
        ? ['https://iam.cloud.ibm.com', '/identity/token']
        : ['https://cpd.example.com', '/icp4d-api/v1/authorize'];
    const place = { method: 'POST', origin, path };
    expect(error).toMatchObject({ kind, message, status, serviceCode, ...place });
  });

  it('its id of the request is reported', async () => {
    const { client } = clientOver([iamError(400, 'BXNIM0415E', 'no')], { auth: iam });
    await expect(client.jobs.get('job-1')).rejects.toMatchObject({ traceId: 'req-1' });
  });

  it('the service itself refuses the token: then its own request is named', async () => {
    const { client } = clientOver(
      ({ url }) =>
        url.pathname === '/identity/token' ? answer(200, { access_token: 't' }) : answer(403, {}),
      { auth: iam },
    );
    const error: unknown = await client.jobs.get('job-1').catch((cause: unknown) => cause);
    expect(error).toMatchObject({ method: 'GET', path: '/v2/jobs/job-1', origin: undefined });
  });
});
