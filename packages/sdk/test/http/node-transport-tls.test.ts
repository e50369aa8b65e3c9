import type { RawServerOptions } from '@wxdi/simulator/faults';
import { certificates } from '@wxdi/testkit';
import tls from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import { always, get, ok, post, serve, transport } from './fixtures/node-transport.js';

const { key, selfSigned, expired } = certificates;
const use = (cert: string, more: tls.TlsOptions = {}): RawServerOptions => ({ tls: { key, cert, ...more } });

const trust = (cert: string): void => {
  const before = tls.getCACertificates('default');
  tls.setDefaultCACertificates([cert]);
  onTestFinished(() => tls.setDefaultCACertificates(before));
};

it('a self-signed certificate is not accepted, and no byte of the request is sent', async () => {
  let bytes = 0;
  const server = await serve(
    ({ socket }) => void socket.on('data', (chunk) => (bytes += chunk.length)),
    use(selfSigned),
  );
  const outcome = await transport()(
    post(`${server.url}/?token=secret`, 'secret', { headers: { authorization: 'secret' } }),
  );
  expect(outcome).toMatchObject({
    failure: 'certificate',
    message: `the certificate of ${new URL(server.url).host} was not accepted: it is signed by itself (DEPTH_ZERO_SELF_SIGNED_CERT)`,
  });
  await server.closed();
  expect(bytes).toBe(0);
});

it('a server without TLS fails the handshake', async () => {
  const server = await serve(
    ({ socket }) => void socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
  );
  const outcome = await transport()(get(server.url.replace('http:', 'https:')));
  expect(outcome).toMatchObject({
    failure: 'no-handshake',
    message: expect.stringMatching(/^the TLS handshake with 127/),
  });
});

it('incompatible TLS versions fail the handshake', async () => {
  const server = await serve(
    () => undefined,
    use(selfSigned, { maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' }),
  );
  expect(await transport()(get(server.url))).toMatchObject({ failure: 'no-handshake' });
});

it.each([
  ['closes', (): void => undefined, 'end'],
  ['resets', (): void => undefined, 'resetAndDestroy'],
] as const)('a server that %s the connection in the handshake fails it', async (_, __, act) => {
  const server = await serve(({ socket }) => void socket.once('data', () => socket[act]()));
  expect(await transport()(get(server.url.replace('http:', 'https:')))).toMatchObject({
    failure: 'no-handshake',
  });
});

it('a handshake that hangs ends with the connect limit', async () => {
  const server = await serve(() => undefined);
  expect(await transport({ connectMs: 30 })(get(server.url.replace('http:', 'https:')))).toEqual({
    failure: 'no-handshake',
    message: `no TLS handshake with ${new URL(server.url).host} within 0.03 s`,
  });
  await server.closed();
});

it('a closed port is reported as no connection', async () => {
  const server = await serve(() => undefined);
  await server.close();
  expect(await transport()(get(server.url.replace('http:', 'https:')))).toMatchObject({
    failure: 'no-connection',
  });
});

// Older versions of Node cannot change their trusted roots at run time.
describe.runIf('setDefaultCACertificates' in tls)('a certificate of a trusted root', () => {
  it('is accepted, and its connection is reused', async () => {
    trust(selfSigned);
    const server = await serve(always(ok('hello')), use(selfSigned));
    const send = transport();
    expect(await send(get(server.url))).toMatchObject({ body: 'hello' });
    expect(await send(get(server.url))).toMatchObject({ body: 'hello' });
    expect(server.connections()).toBe(1);
    expect(await send(post(server.url, 'x', { freshConnection: true }))).toMatchObject({ body: 'hello' });
    expect(server.connections()).toBe(2);
  });

  it('is not accepted for another name', async () => {
    trust(selfSigned);
    const server = await serve(always(ok('hello')), use(selfSigned));
    expect(await transport()(get(server.url.replace('127.0.0.1', 'localhost')))).toMatchObject({
      failure: 'certificate',
      message: expect.stringContaining('it is for another name (ERR_TLS_CERT_ALTNAME_INVALID)'),
    });
  });

  it('is not accepted after its last day', async () => {
    trust(expired);
    const server = await serve(always(ok('hello')), use(expired));
    expect(await transport()(get(server.url))).toMatchObject({
      failure: 'certificate',
      message: expect.stringContaining('it has expired (CERT_HAS_EXPIRED)'),
    });
  });

  it('does not disable the limit for the wait for an answer', async () => {
    trust(selfSigned);
    const server = await serve(() => undefined, use(selfSigned));
    expect(await transport({ headersMs: 20 })(get(server.url))).toMatchObject({
      failure: 'lost',
      message: expect.stringMatching(/^no answer from .* within 0\.02 s$/),
    });
    await server.closed();
  });

  it('does not change how a connection that is lost after the handshake is reported', async () => {
    trust(selfSigned);
    const server = await serve(async ({ socket, request }) => {
      await request();
      socket.destroy();
    }, use(selfSigned));
    expect(await transport()(get(server.url))).toMatchObject({ failure: 'lost' });
  });
});
