import type { TlsOptions } from '@wxdi/sdk';
import type { TLSSocket } from 'node:tls';
import { generateKeyPairSync } from 'node:crypto';
import { createNodeTransport, Secret, WxdiError } from '@wxdi/sdk';
import { certificates } from '@wxdi/testkit';
import { expect, it, onTestFinished } from 'vitest';
import { always, get, ok, serve } from './fixtures/node-transport.js';

const { key, selfSigned: cert, expired } = certificates;

const with_ = (tls: TlsOptions) => {
  const { send, close } = createNodeTransport({ tls });
  onTestFinished(close);
  return send;
};

it('an additional CA is trusted on every connection', async () => {
  const server = await serve(always(ok('hello')), { tls: { key, cert } });
  for (const ca of [cert, [cert]]) {
    const send = with_({ ca });
    expect(await send(get(server.url))).toMatchObject({ body: 'hello' });
    expect(await send(get(server.url, { freshConnection: true }))).toMatchObject({ body: 'hello' });
  }
});

it('an additional CA does not accept a wrong host name', async () => {
  const server = await serve(always(ok('hello')), { tls: { key, cert } });
  const url = server.url.replace('127.0.0.1', 'localhost');
  expect(await with_({ ca: cert })(get(url))).toMatchObject({ failure: 'certificate' });
});

it('certificates are not verified if requested, and only then', async () => {
  const server = await serve(always(ok('hello')), { tls: { key, cert: expired } });
  expect(await with_({ insecure: true })(get(server.url))).toMatchObject({ body: 'hello' });
  expect(await with_({ insecure: false })(get(server.url))).toMatchObject({ failure: 'certificate' });
  expect(await with_({})(get(server.url))).toMatchObject({ failure: 'certificate' });
});

it('a client certificate is sent to the service', async () => {
  let seen: unknown;
  const server = await serve(
    async ({ socket, request }) => {
      await request();
      seen = (socket as TLSSocket).getPeerCertificate().fingerprint256;
      socket.end(ok('hello'));
    },
    { tls: { key, cert, requestCert: true, rejectUnauthorized: false } },
  );
  const send = with_({ ca: cert, cert, key: new Secret(key) });
  expect(await send(get(server.url))).toMatchObject({ body: 'hello' });
  expect(seen).toMatch(/^[0-9A-F:]+$/);
});

const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const anotherKey = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const encrypted = pair.privateKey
  .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'planted-secret' })
  .toString();

it.each<[string, TlsOptions, string]>([
  ['a CA that is not PEM', { ca: 'planted-secret' }, 'tls.ca'],
  ['a certificate without its key', { cert }, 'tls.key'],
  ['a key without its certificate', { key }, 'tls.cert'],
  ['a certificate that is not PEM', { cert: 'planted-secret', key }, 'tls.cert'],
  ['a key that is not PEM', { cert, key: 'planted-secret' }, 'tls.key'],
  ['a CA that is cut off', { ca: '-----BEGIN CERTIFICATE-----\nplanted-secret' }, 'tls.ca'],
  ['one of several CAs', { ca: [cert, '-----BEGIN CERTIFICATE-----\nplanted-secret'] }, 'tls.ca[1]'],
  ['a certificate that is cut off', { cert: '-----BEGIN CERTIFICATE-----\nplanted-secret', key }, 'tls.cert'],
  ['a key that is cut off', { cert, key: '-----BEGIN PRIVATE KEY-----\nplanted-secret' }, 'tls.key'],
  ['a key of another certificate', { cert, key: anotherKey }, 'tls.key'],
  ['an encrypted key without a passphrase', { cert, key: encrypted }, 'tls.key'],
])('%s is rejected before anything is sent', (_, tls, path) => {
  let error: unknown;
  try {
    createNodeTransport({ tls });
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(WxdiError);
  expect(error).toMatchObject({ kind: 'InvalidInput', issues: [{ path }] });
  expect(String((error as Error).stack)).not.toContain('planted-secret');
});

it.each<[string, TlsOptions, string]>([
  ['a CA', { ca: '0\uFFFD\u0003\uFFFD' }, 'openssl x509 -inform der -in FILE -out FILE.pem'],
  ['a certificate', { cert: '0\uFFFD\0', key }, 'openssl x509 -inform der -in FILE -out FILE.pem'],
  ['a key', { cert, key: '0\uFFFD\0' }, 'openssl pkey -inform der -in FILE -out FILE.pem'],
])('%s in DER is rejected with the command that converts it', (_, tls, command) => {
  expect(() => createNodeTransport({ tls })).toThrow(command);
});

it('a CA that is neither text nor a list of texts is rejected', () => {
  const ca = Buffer.from(cert) as unknown as string;
  expect(() => createNodeTransport({ tls: { ca } })).toThrow('option tls.ca: expected PEM text, or a list');
});
