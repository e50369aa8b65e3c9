import type { RawConnection } from '@wxdi/simulator/faults';
import type { NodeTransportOptions } from '@wxdi/sdk';
import net from 'node:net';
import { createNodeTransport, decideProxy, Secret, WxdiError } from '@wxdi/sdk';
import { certificates } from '@wxdi/testkit';
import { describe, expect, it, onTestFinished } from 'vitest';
import { chooseProxy } from '../../src/http/proxy/choose.js';
import { always, get, ok, post, serve } from './fixtures/node-transport.js';

const { key, selfSigned } = certificates;
const secure = { tls: { key, cert: selfSigned } };

const through = (proxyUrl: string, more: NodeTransportOptions = {}) => {
  const { send, close } = createNodeTransport({
    proxy: { httpsProxy: proxyUrl, httpProxy: proxyUrl },
    tls: { insecure: true },
    ...more,
  });
  onTestFinished(close);
  return send;
};

/** A proxy that answers CONNECT with a tunnel to a port of this machine, for any requested host. */
const tunnelTo =
  (url: string, seen: string[] = []) =>
  async ({ socket, request }: RawConnection): Promise<void> => {
    const received = await request();
    if (received === undefined) return;
    seen.push(
      `${received.method} ${received.target} ${received.headers['proxy-authorization'] ?? 'no credential'}`,
    );
    const inner = net.connect(Number(new URL(url).port), '127.0.0.1');
    inner.on('error', () => socket.destroy());
    socket.on('close', () => inner.destroy());
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    socket.removeAllListeners('data');
    socket.pipe(inner).pipe(socket);
  };

describe('an https request through a proxy', () => {
  it('goes through a tunnel, whose connection is reused', async () => {
    const service = await serve(always(ok('hello')), secure);
    const seen: string[] = [];
    const proxy = await serve(tunnelTo(service.url, seen));
    const send = through(proxy.url.replace('//', '//user:p%40ss@'));
    expect(await send(get('https://cpd.example.com/v2'))).toMatchObject({ body: 'hello' });
    expect(await send(get('https://cpd.example.com/v2'))).toMatchObject({ body: 'hello' });
    expect(seen).toEqual([`CONNECT cpd.example.com:443 Basic ${btoa('user:p@ss')}`]);
    await send(post('https://cpd.example.com:8443/', 'x', { freshConnection: true }));
    expect(seen[1]).toMatch(/^CONNECT cpd\.example\.com:8443 /);
  });

  it('does not send the credential of the proxy to the service, or that of the service to the proxy', async () => {
    const inside: unknown[] = [];
    const service = await serve(async ({ socket, request }) => {
      inside.push((await request())?.headers);
      socket.end(ok(''));
    }, secure);
    const seen: string[] = [];
    const proxy = await serve(tunnelTo(service.url, seen));
    const headers = { authorization: 'Bearer of-the-service' };
    await through(proxy.url.replace('//', '//user:of-the-proxy@'))(get('https://a.example/', { headers }));
    expect(inside).toEqual([expect.not.objectContaining({ 'proxy-authorization': expect.anything() })]);
    expect(seen.join()).not.toContain('of-the-service');
  });

  it.each([
    [
      'requires a valid credential',
      'HTTP/1.1 407 No\r\n\r\n',
      /^the proxy 127\.0\.0\.1:\d+ requires a valid credential \(407\)$/,
    ],
    [
      'refuses the tunnel',
      'HTTP/1.1 502 Bad\r\ncontent-length: 4\r\n\r\nhtml',
      /^the proxy .* refused the tunnel \(502\)$/,
    ],
    ['does not speak HTTP', 'SSH-2.0\r\n', /^the answer from the proxy .* is not HTTP/],
    ['closes the connection', undefined, /^the proxy .* closed the connection without an answer$/],
  ])('was not sent when the proxy %s', async (_, answer, message) => {
    const proxy = await serve(async ({ socket, request }) => {
      await request();
      if (answer !== undefined) socket.write(answer);
      socket.end();
    });
    const outcome = await through(proxy.url.replace('//', '//user:pass-word@'))(
      post('https://a.example/', 'x'),
    );
    expect(outcome).toMatchObject({ failure: 'no-connection', message: expect.stringMatching(message) });
    expect(JSON.stringify(outcome)).not.toContain('pass-word');
  });

  it('was not sent when the proxy resets the connection, refuses it or has an unknown name', async () => {
    const resets = await serve(async ({ socket, request }) => {
      await request();
      socket.resetAndDestroy();
    });
    const gone = await serve(() => undefined);
    await gone.close();
    expect(await through(resets.url)(get('https://a.example/'))).toMatchObject({ failure: 'no-connection' });
    expect(await through(gone.url)(get('https://a.example/'))).toMatchObject({
      failure: 'no-connection',
      message: expect.stringMatching(/^connection refused by the proxy 127/),
    });
    expect(await through('http://proxy.invalid:3128')(get('https://a.example/'))).toMatchObject({
      failure: 'name-not-found',
    });
  });

  it('applies the connect limit to the tunnel, and leaves no connection open', async () => {
    const proxy = await serve(async ({ request }) => void (await request()));
    const outcome = await through(proxy.url, { limits: { connectMs: 30 } })(get('https://a.example/'));
    expect(outcome).toMatchObject({
      failure: 'no-connection',
      message: expect.stringMatching(
        /^no connection to a\.example \(through the proxy 127.*\) within 0\.03 s$/,
      ),
    });
    await proxy.closed();
  });

  it('applies one connect limit to tunnel and handshake together', async () => {
    const proxy = await serve(async ({ socket, request }) => {
      await request();
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
    });
    expect(await through(proxy.url, { limits: { connectMs: 40 } })(get('https://a.example/'))).toMatchObject({
      failure: 'no-handshake',
    });
    await proxy.closed();
  });

  it('ends immediately when its signal fires while the tunnel is established, and nothing was sent', async () => {
    const control = new AbortController();
    const proxy = await serve(async ({ request }) => {
      await request();
      control.abort();
    });
    const outcome = await through(proxy.url)(get('https://a.example/', { signal: control.signal }));
    expect(outcome).toMatchObject({ failure: 'aborted', unsent: true });
    await proxy.closed();
  });

  it('still verifies the certificate of the service', async () => {
    const service = await serve(always(ok('hello')), secure);
    const proxy = await serve(tunnelTo(service.url));
    expect(await through(proxy.url, { tls: {} })(get('https://a.example/'))).toMatchObject({
      failure: 'certificate',
    });
  });

  it('supports a proxy with TLS, and verifies its certificate', async () => {
    const service = await serve(always(ok('hello')), secure);
    const proxy = await serve(tunnelTo(service.url), secure);
    expect(await through(proxy.url)(get('https://a.example/'))).toMatchObject({ body: 'hello' });
    expect(await through(proxy.url, { tls: {} })(get('https://a.example/'))).toMatchObject({
      failure: 'certificate',
      message: expect.stringContaining('the certificate of the proxy 127'),
    });
  });

  it('is lost if the tunnel breaks after the request was read', async () => {
    const service = await serve(async ({ socket, request }) => {
      await request();
      socket.destroy();
    }, secure);
    const proxy = await serve(tunnelTo(service.url));
    expect(await through(proxy.url)(post('https://a.example/', 'x'))).toMatchObject({ failure: 'lost' });
  });
});

describe('an http request through a proxy', () => {
  it('contains the complete URL and the credential of the proxy', async () => {
    let seen: unknown;
    const proxy = await serve(async ({ socket, request }) => {
      seen = await request();
      socket.end(ok('hello'));
    });
    const send = through(proxy.url.replace('//', '//user:pass@'));
    expect(await send(post('http://plain.example:81/a?b=c', 'body'))).toMatchObject({ body: 'hello' });
    expect(seen).toMatchObject({
      method: 'POST',
      target: 'http://plain.example:81/a?b=c',
      headers: { host: 'plain.example:81', 'proxy-authorization': `Basic ${btoa('user:pass')}` },
      body: 'body',
    });
  });

  it('is not sent if the proxy requires a valid credential', async () => {
    const proxy = await serve(always('HTTP/1.1 407 No\r\ncontent-length: 0\r\n\r\n'));
    expect(await through(proxy.url)(post('http://plain.example/', 'x'))).toMatchObject({
      failure: 'no-connection',
    });
  });
});

describe('the proxy is bypassed', () => {
  const service = () => serve(always(ok('direct')));
  const unreachable = 'http://user:secret@127.0.0.1:9';

  it('for loopback', async () => {
    const { url } = await service();
    expect(await through(unreachable)(get(url))).toMatchObject({ body: 'direct' });
    expect(await through(unreachable)(get(url.replace('127.0.0.1', 'localhost')))).toMatchObject({
      body: 'direct',
    });
  });

  it.each([
    ['example.com', 'https://example.com/', true],
    ['example.com', 'https://api.example.com/', true],
    ['example.com', 'https://notexample.com/', false],
    ['.example.com', 'https://api.example.com/', true],
    ['.example.com', 'https://example.com/', false],
    ['*.example.com', 'https://api.example.com/', true],
    ['EXAMPLE.com', 'https://Example.COM/', true],
    ['other.org, example.com', 'https://example.com/', true],
    ['other.org example.com', 'https://example.com/', true],
    ['example.com:443', 'https://example.com/', true],
    ['example.com:8443', 'https://example.com/', false],
    ['example.com:8443', 'https://example.com:8443/', true],
    ['10.0.0.7', 'https://10.0.0.7/', true],
    ['10.0.0.7', 'https://110.0.0.7/', false],
    ['fe80::1', 'https://[fe80::1]/', true],
    ['[fe80::1]:443', 'https://[fe80::1]/', true],
    ['[fe80::1]:444', 'https://[fe80::1]/', false],
    ['example.com.', 'https://api.example.com/', true],
    ['10.0.0.7.', 'https://10.0.0.7/', true],
    ['.example.com.:443', 'https://api.example.com/', true],
    ['example.com', 'https://example.com./', true],
    ['bücher.example', 'https://xn--bcher-kva.example/', true],
    ['192.0.2.0/24', 'https://192.0.2.255/', true],
    ['192.0.2.77/24', 'https://192.0.2.1/', true],
    ['192.0.2.0/24', 'https://192.0.3.1/', false],
    ['192.0.2.0/24', 'https://192.0.2.0.example.com/', false],
    ['0.0.0.0/0', 'https://198.51.100.1/', true],
    ['192.0.2.0/33', 'https://192.0.2.1/', false],
    ['10.0.0.0/8', 'https://[::ffff:10.0.0.7]/', true],
    ['2001:db8::/32', 'https://[2001:db8:1::7]/', true],
    ['[2001:db8::]/32', 'https://[2001:db8:1::7]/', true],
    ['2001:db8::/32', 'https://[2001:db9::7]/', false],
    ['1:2:3:4:5:6:7:8', 'https://[1:2:3:4:5:6:7:8]/', true],
    ['::/0', 'https://[fd00::1]/', true],
    ['::/0', 'https://10.0.0.7/', false],
    ['10.0.0.0/8', 'https://[a00::7]/', false],
    ['192.0.2.128/25', 'https://192.0.2.127/', false],
    ['2001:DB8:0:0::1', 'https://[2001:db8::1]/', true],
    ['*', 'https://example.com/', true],
    ['', 'https://example.com/', false],
    [',:443', 'https://example.com/', false],
  ])('for the list %j and %s: %s', (noProxy, url, direct) => {
    const choose = chooseProxy({ httpsProxy: 'http://proxy:3128', noProxy });
    expect(choose(new URL(url))?.host).toBe(direct ? undefined : 'proxy:3128');
  });

  it.each([
    ['10.0.0.0/33 10.0.0.256 10.0.0.0/x 10.0.0 10.0.0. *.7 0x7 2001:db8::/129 fe80::1%eth0'],
    ['https://example.com example.com:https 192.168.* *ple.com :443 user@example.com'],
  ])('by no entry of the list %j, which is reported', (noProxy) => {
    const decided = decideProxy({ httpsProxy: 'http://proxy', noProxy }, new URL('https://example.com'));
    expect(decided).toEqual({ proxy: 'http://proxy:80', unusable: noProxy.split(' ') });
  });

  it.each([
    ['https://api.example.com', { exception: '.example.com', unusable: ['10/8'] }],
    ['https://localhost', { exception: 'loopback', unusable: ['10/8'] }],
    ['http://other.org', { unusable: ['10/8'] }],
    ['https://other.org', { proxy: 'https://***@proxy:443', unusable: ['10/8'] }],
  ])('and the reason is reported for %s', (url, expected) => {
    const options = { httpsProxy: 'https://me:pw@proxy', noProxy: '10/8,.example.com' };
    expect(decideProxy(options, new URL(url))).toEqual(expected);
  });

  it('for a protocol without a proxy', () => {
    const choose = chooseProxy({ httpProxy: 'http://proxy' });
    expect(choose(new URL('https://a.example/'))).toBeUndefined();
    expect(choose(new URL('http://a.example/'))?.host).toBe('proxy:80');
  });
});

describe('options of a proxy', () => {
  it.each(['socks5://proxy:1080', 'http://', 'http://user:secret@:99999'])(
    'that are invalid are rejected and not in the error: %s',
    (httpsProxy) => {
      const make = (): unknown => createNodeTransport({ proxy: { httpsProxy } });
      expect(make).toThrow(WxdiError);
      expect(make).toThrow(expect.objectContaining({ message: expect.not.stringContaining('secret') }));
    },
  );

  it('may be secrets, and without a scheme', async () => {
    const proxy = await serve(always('HTTP/1.1 403 No\r\n\r\n'));
    const send = through('', { proxy: { httpsProxy: new Secret(proxy.url.replace('http://', '')) } });
    expect(await send(get('https://a.example/'))).toMatchObject({
      message: expect.stringMatching(/refused the tunnel \(403\)$/),
    });
  });
});
