import type { Auth, HttpResponse, Transport, TransportFailure } from '@wxdi/sdk';
import { createClient, recordTransport } from '@wxdi/sdk';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { answer, failure, jobBody, runBody } from '../support/fake-network.js';

const folder = mkdtempSync(join(tmpdir(), 'wxdi-planted-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Characters that encodings treat differently. The first is valid in a header. */
const flavours = [
  'h3ad/er+v"l~=',
  'Zk3xQ9vT7mLp',
  'corr ect+ho/rse=',
  'qu"ote\\back\'s',
  '<p&ss>%41$1{x}',
  'Pässwörd-😀-ñ',
  '1234567890',
];
let planted = 0;
const plant = (flavour: number): string => `${flavours[flavour % flavours.length]}${(planted += 1)}#planted`;
const plants = (count: number, only?: number): string[] =>
  Array.from({ length: count }, (_, i) => plant(only ?? i));

/** Forty secrets, by their place. */
const tokens = plants(6, 0);
const keys = plants(6);
const passwords = plants(6);
const cookies = plants(4, 0);
const variables = plants(8);
const parameters = plants(6);
const extra = plants(4);
const all = [...tokens, ...keys, ...passwords, ...cookies, ...variables, ...parameters, ...extra];

const encodings: readonly (readonly [string, (secret: string) => string])[] = [
  ['plain', (s) => s],
  ['JSON-escaped', (s) => JSON.stringify(s).slice(1, -1)],
  ['JSON-escaped twice', (s) => JSON.stringify(JSON.stringify(s).slice(1, -1)).slice(1, -1)],
  ['percent', (s) => encodeURIComponent(s)],
  ['form', (s) => new URLSearchParams({ s }).toString().slice(2)],
  ['base64', (s) => Buffer.from(s).toString('base64')],
  ['base64url', (s) => Buffer.from(s).toString('base64url')],
  ['hex', (s) => Buffer.from(s).toString('hex')],
  ['HEX', (s) => Buffer.from(s).toString('hex').toUpperCase()],
];

const echoed = (secrets: readonly string[]): string =>
  secrets.flatMap((secret) => encodings.map(([, write]) => write(secret))).join(' and ');

/** What a careless service does with the secrets that it knows. */
const echoes: readonly ((text: string) => HttpResponse | TransportFailure)[] = [
  (text) => answer(400, { errors: [{ code: text, message: text, target: { name: text } }], trace: text }),
  (text) => answer(500, `<h1>${text}</h1>`, { 'content-type': `text/html; x="${text}"` }),
  (text) => answer(404, '', { 'x-request-id': text, etag: text, location: `/${text}`, 'x-unknown': text }),
  (text) => answer(200, { [text]: { nested: [text] } }),
  (text) => failure('lost', { message: text }),
  (text) => failure('body-lost', { message: text, status: 200 }),
];

/** Plants the secrets in requests and answers, and lets the service echo all of them. */
const record = async (auth: Auth, send: Transport, extras: readonly string[] = []): Promise<string> => {
  const file = join(folder, `${crypto.randomUUID()}.har`);
  const recording = recordTransport(file, { transport: send, secrets: extras });
  const client = createClient({
    url: 'https://cpd.example.com',
    project: 'project-1',
    auth,
    retry: { transient: { attempts: 1, baseMs: 1, capMs: 1 } },
    settle: { windowMs: 1 },
    transport: recording.send,
  });
  const environment = variables.map((value, i) => ({ name: `PASS_${i}`, value }));
  const secretParameters = parameters.map((value, i) => ({ name: `db${i}.password`, value }));
  await Promise.allSettled([client.jobs.start('job-1', { environment, parameters: secretParameters })]);
  for (let i = 0; i < echoes.length; i += 1) await Promise.allSettled([client.jobs.get('job-1')]);
  recording.close();
  return readFileSync(file, 'utf8');
};

/** Every text in a JSON document, decoded, so that no escape hides a secret. */
const decoded = (value: unknown): string => {
  if (typeof value === 'string') {
    try {
      return `${value}\n${decoded(JSON.parse(value))}`;
    } catch {
      return `${value}\n`;
    }
  }
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([name, member]) => `${name}\n${decoded(member)}`)
    .join('\n');
};

const expectNone = (secrets: readonly string[], text: string): void => {
  const views = [text, decoded(JSON.parse(text))];
  for (const secret of secrets) {
    for (const [name, write] of encodings)
      for (const view of views) {
        const at = view.indexOf(write(secret));
        expect(at < 0 ? undefined : `${name}: ${view.slice(Math.max(0, at - 80), at + 80)}`).toBeUndefined();
      }
  }
};

it('forty secrets are planted', () => {
  expect(new Set(all).size).toBe(40);
});

/** Answers a start, then echoes all secrets in each form. */
const service = (issued: readonly string[], known: readonly string[]): Transport => {
  let served = 0;
  let issues = 0;
  return async ({ url, method }) => {
    if (/token|authorize/.test(url.pathname)) {
      const token = issued[issues++ % issued.length];
      return answer(200, {
        access_token: token,
        refresh_token: token,
        token,
        token_type: 'Bearer',
        expires_in: 3600,
      });
    }
    const setCookie = { 'set-cookie': cookies.map((cookie, i) => `c${i}=${cookie}; Path=/`).join(', ') };
    if (method === 'POST') {
      const run = runBody('Starting');
      const environment = variables.map((value, i) => `PASS_${i}=${value}`);
      Object.assign(run.entity.job_run, {
        configuration: { env_variables: environment },
        job_parameters: parameters.map((value, i) => ({ name: `db${i}.password`, value })),
      });
      return answer(201, run, setCookie);
    }
    return echoes[served++ % echoes.length]?.(echoed(known)) ?? answer(200, jobBody());
  };
};

const cases: readonly (readonly [string, Auth, readonly string[]])[] = [
  ...tokens.slice(0, 3).map((token) => ['a bearer token', { type: 'bearertoken', token }, [token]] as const),
  ...keys.slice(0, 3).map((apiKey) => ['an API key', { type: 'iam', apiKey }, [apiKey]] as const),
  ...keys
    .slice(3)
    .map((apiKey) => ['a Zen key', { type: 'zenapikey', username: 'ada', apiKey }, [apiKey]] as const),
  ...passwords.map(
    (password) => ['a password', { type: 'cp4d', username: 'ada', password }, [password]] as const,
  ),
];

it.each(cases)(
  'nothing of %s, the tokens, cookies, variables and parameters is recorded, in no encoding',
  async (_, auth, own) => {
    const secrets = [...own, ...tokens.slice(3), ...cookies, ...variables, ...parameters, ...extra];
    const text = await record(auth, service(tokens.slice(3), secrets), extra);
    const used = auth.type === 'iam' || auth.type === 'cp4d' ? tokens.slice(3, 4) : [];
    expectNone([...own, ...used, ...cookies, ...variables, ...parameters, ...extra], text);
    expect(text).toContain('PASS_0=***');
    expect(text).toContain('db0.password');
  },
);
