import type { HttpRequest, HttpResponse, TransportFailure } from '@wxdi/sdk';
import { describe, expect, test } from 'vitest';
import { configured, run, type World } from './fakes/context.js';

const json = (status: number, body: unknown): HttpResponse => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
const html = (status: number, title: string): HttpResponse => ({
  status,
  headers: { 'content-type': 'text/html' },
  body: `<!DOCTYPE html><title>${title}</title>`,
});
const { WXDI_BEARER_TOKEN, ...service } = configured;
const iam = { ...service, WXDI_APIKEY: 'an-api-key' };
const password = { ...service, WXDI_AUTH_TYPE: 'cp4d', WXDI_USERNAME: 'ada', WXDI_PASSWORD: 'a-password' };
const platformKey = { ...service, WXDI_AUTH_TYPE: 'CP4D', WXDI_USERNAME: 'ada', WXDI_APIKEY: 'an-api-key' };
const zen = { ...platformKey, WXDI_AUTH_TYPE: 'zenapikey' };
const bearer = { ...service, WXDI_BEARER_TOKEN };
const file = '/home/me/.config/wxdi/config.yaml';
const profile: World = {
  env: { HOME: '/home/me' },
  files: {
    [file]: 'profile: p\nprofiles:\n  p: {url: https://wxdi.example.com, project: x, apikey_file: k}',
    '/home/me/.config/wxdi/k': 'an-api-key',
  },
};

interface Row {
  readonly when: string;
  readonly world: World;
  /** The answer to requests for a token, or else to requests to the service. */
  readonly answer: HttpResponse | TransportFailure;
  readonly code: number;
  readonly message: string;
  readonly place: string;
  readonly hint: RegExp;
}

const iamPlace = 'POST https://iam.cloud.ibm.com/identity/token';
const cp4dPlace = 'POST https://wxdi.example.com/icp4d-api/v1/authorize';
const keys = /create a new API key at \S+\/iam\/apikeys and set it: WXDI_APIKEY$/m;
const iamError = (status: number, errorCode: string, errorMessage: string) =>
  json(status, { errorCode, errorMessage });

const rows: readonly Row[] = [
  {
    when: 'the key is unknown',
    world: { env: iam },
    answer: iamError(400, 'BXNIM0415E', 'Provided API key could not be found.'),
    code: 4,
    message: 'the token service refused the API key (400 BXNIM0415E): Provided API key could not be found.',
    place: `${iamPlace} → 400 BXNIM0415E`,
    hint: keys,
  },
  {
    when: 'the key of a profile is unknown',
    world: profile,
    answer: iamError(400, 'BXNIM0415E', 'no such key'),
    code: 4,
    message: 'the token service refused the API key (400 BXNIM0415E): no such key',
    place: `${iamPlace} → 400 BXNIM0415E`,
    hint: /set it: apikey_file of profile p in \S+config\.yaml$/m,
  },
  {
    when: 'the key is locked',
    world: { env: iam },
    answer: iamError(400, 'BXNIM0435E', 'API key is locked'),
    code: 4,
    message: 'the token service refused the API key (400 BXNIM0435E): API key is locked',
    place: `${iamPlace} → 400 BXNIM0435E`,
    hint: /unlock the API key at/,
  },
  {
    when: 'the address is not allowed',
    world: { env: iam },
    answer: iamError(403, 'BXNIM0513E', 'Address 192.0.2.1 is not allowed'),
    code: 4,
    message: 'the token service refused the API key (403 BXNIM0513E): Address 192.0.2.1 is not allowed',
    place: `${iamPlace} → 403 BXNIM0513E`,
    hint: /allow the IP address of this machine/,
  },
  {
    when: 'IAM fails',
    world: { env: iam },
    answer: iamError(503, 'BXNIM0999E', 'try later'),
    code: 6,
    message: 'the token service answered 503 BXNIM0999E: try later',
    place: `${iamPlace} → 503 BXNIM0999E`,
    hint: /try again later/,
  },
  {
    when: 'IAM cannot be reached',
    world: { env: iam },
    answer: { failure: 'no-connection', message: 'connection refused by iam.cloud.ibm.com:443' },
    code: 6,
    message: 'the token service did not answer: connection refused by iam.cloud.ibm.com:443',
    place: iamPlace,
    hint: /check WXDI_AUTH_URL and the connection to it/,
  },
  {
    when: 'a web filter answers for IAM',
    world: { env: iam },
    answer: html(403, 'Blocked'),
    code: 4,
    message: 'the token service answered 403 with an HTML page "Blocked" (a login page or a proxy?)',
    place: `${iamPlace} → 403`,
    hint: /check WXDI_AUTH_URL and the proxy; wxdi doctor/,
  },
  {
    when: 'the password is wrong',
    world: { env: password },
    answer: json(401, { message: 'wrong' }),
    code: 4,
    message: 'the token service refused the user or the password (401): wrong',
    place: `${cp4dPlace} → 401`,
    hint: /check WXDI_USERNAME and WXDI_PASSWORD$/m,
  },
  {
    when: 'the password is wrong, in a 200',
    world: { env: password },
    answer: json(200, { _messageCode_: '401', message: 'wrong' }),
    code: 4,
    message: 'the token service refused the user or the password (401): wrong',
    place: `${cp4dPlace} → 200 401`,
    hint: /check WXDI_USERNAME and WXDI_PASSWORD$/m,
  },
  {
    when: 'the API key of the platform is wrong',
    world: { env: platformKey },
    answer: json(401, { exception: 'wrong' }),
    code: 4,
    message: 'the token service refused the user or the API key (401): wrong',
    place: `${cp4dPlace} → 401`,
    hint: /check WXDI_USERNAME and WXDI_APIKEY$/m,
  },
  {
    when: 'the token service has moved',
    world: { env: password },
    answer: { status: 302, headers: { location: 'https://sso.example.com/login?state=1' }, body: '' },
    code: 4,
    message:
      'the token service answered 302: a redirect to https://sso.example.com/login; redirects are not followed with a credential',
    place: `${cp4dPlace} → 302`,
    hint: /check WXDI_AUTH_URL and the proxy/,
  },
  {
    when: 'there is no token service',
    world: { env: password },
    answer: json(404, {}),
    code: 4,
    message: 'the token service answered 404 without a token',
    place: `${cp4dPlace} → 404`,
    hint: /check WXDI_AUTH_URL: it is the origin of the token service/,
  },
];

const now = () => Date.UTC(2026, 10, 22);
const worldOf = ({ world, answer }: Pick<Row, 'world' | 'answer'>): World => ({
  ...world,
  now,
  network: async ({ url }: HttpRequest) =>
    /token|authorize/.test(url.pathname) ? answer : json(200, { results: [] }),
});

describe('an error of the token service names its request, its answer and the fix, when', () => {
  test.each(rows)('$when', async (row) => {
    const world = worldOf(row);
    const flags = ['--max-retries', '0'];
    const list = await run(['job', 'list', ...flags], world);
    expect([list.code, list.out]).toEqual([row.code, '']);
    expect(list.err).toContain(`error: ${row.message}\n  at ${row.place}\n`);
    expect(list.err).toMatch(row.hint);
    const [, method, origin, path] = /^(\w+) (https:\/\/[^/]+)(\S+)/.exec(row.place) ?? [];
    const error = JSON.parse((await run(['job', 'list', '-o', 'json', ...flags], world)).err) as object;
    expect(error).toMatchObject({ message: row.message, method, origin, path, exitCode: row.code });

    const doctor = await run(['doctor', '-o', 'tsv'], world);
    expect(doctor.code).toBe(row.code);
    expect(doctor.out).toContain(`failed\ttoken\t${row.message}\t`);
    expect(doctor.out).toMatch(row.hint);
    const status = await run(['auth', 'status', '-o', 'tsv'], world);
    expect(status.code).toBe(row.code);
    expect(status.out).toContain(`problem\t${row.message}\n`);
  });
});

describe('the hint of a credential that the service refuses is about its kind', () => {
  test.each<[string, World, RegExp]>([
    [
      'a bearer token',
      { env: bearer },
      /the token is for this service and has not expired: WXDI_BEARER_TOKEN;/,
    ],
    ['a Zen API key', { env: zen }, /check WXDI_USERNAME and WXDI_APIKEY$/m],
    ['an IAM API key', { env: iam }, /check that the API key is for this service: WXDI_APIKEY$/m],
    ['a password', { env: password }, /check WXDI_USERNAME and WXDI_PASSWORD$/m],
    ['none', { env: { ...service, WXDI_AUTH_TYPE: 'noauth' } }, /with auth type noauth, none is sent/],
  ])('%s', async (_, world, hint) => {
    const network = async ({ url }: HttpRequest) =>
      /token|authorize/.test(url.pathname)
        ? json(200, { access_token: 'token-1', token: 'token-1' })
        : json(401, { message: 'expired' });
    const { code, err } = await run(['job', 'list'], { ...world, network });
    expect([code, err]).toEqual([4, expect.stringMatching(/^error: expired\n {2}at GET \/v2\/jobs → 401\n/)]);
    expect(err).toMatch(hint);
    const doctor = await run(['doctor', '-o', 'tsv'], { ...world, network });
    expect([doctor.code, doctor.out]).toEqual([4, expect.stringMatching(/^failed\tproject\texpired\t/m)]);
    expect(doctor.out).toMatch(new RegExp(hint.source.replace('$', '')));
  });
});

describe('an answer that is not from the service is named, with no hint about the project', () => {
  const cases: readonly (readonly [string, HttpResponse, number, string])[] = [
    [
      'the page of a web filter',
      html(403, 'Access \u001b[31mdenied'),
      4,
      'the service answered 403 with an HTML page "Access [31mdenied" (a login page or a proxy?)',
    ],
    [
      'a login page',
      html(200, 'Log in'),
      7,
      'the service answered 200 with an HTML page "Log in" (a login page or a proxy?)',
    ],
    [
      'a redirect to a login page',
      { status: 302, headers: { location: 'https://me:pw@login.example.com/a?code=1' }, body: '' },
      5,
      'the service answered 302: a redirect to https://login.example.com/a',
    ],
  ];
  test.each(cases)('%s', async (_, answer, code, message) => {
    const world: World = { env: bearer, network: async () => answer, now };
    const list = await run(['job', 'list', '--max-retries', '0'], world);
    expect([list.code, list.out]).toEqual([code, '']);
    expect(list.err).toContain(`error: ${message}\n  at GET /v2/jobs → ${answer.status}\n`);
    expect(list.err).toContain('  hint: check WXDI_URL and the proxy; wxdi doctor shows both\n');
    const doctor = await run(['doctor', '-o', 'tsv'], world);
    expect(doctor.out).toContain(`failed\tproject\t${message}\tcheck WXDI_URL and the proxy`);
  });
});
