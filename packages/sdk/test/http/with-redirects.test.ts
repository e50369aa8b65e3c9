import type { HttpRequest, HttpResponse, TransportFailure } from '@wxdi/sdk';
import { withRedirects } from '@wxdi/sdk';
import { describe, expect, it } from 'vitest';
import { get, post } from './fixtures/node-transport.js';

const to = (location: string, status = 302): HttpResponse => ({ status, headers: { location }, body: '' });
const found: HttpResponse = { status: 200, headers: {}, body: 'found' };

/** Answers by path, and records the requests in order. */
const over = (answers: Readonly<Record<string, HttpResponse | TransportFailure>>) => {
  const sent: HttpRequest[] = [];
  const send = withRedirects()(async (request) => {
    sent.push(request);
    return answers[request.url.pathname] ?? found;
  });
  return { send, paths: () => sent.map(({ url }) => url.pathname + url.search), sent };
};

describe('a redirect of a GET', () => {
  it.each([301, 302, 303, 307, 308])(
    'with %i is followed on the same origin, with the same headers',
    async (status) => {
      const { send, paths, sent } = over({ '/a': to('/b?c=d#e', status) });
      const headers = { authorization: 'Bearer t' };
      expect(await send(get('https://x.example/a', { headers }))).toBe(found);
      expect(paths()).toEqual(['/a', '/b?c=d']);
      expect(sent[1]?.headers).toEqual(headers);
    },
  );

  it.each([
    ['another host', 'https://y.example/b'],
    ['another host, without a scheme', '//y.example/b'],
    ['another port', 'https://x.example:8443/b'],
    ['http', 'http://x.example/b'],
    ['a URL with a user', 'https://me:secret@x.example/b'],
    ['another protocol', 'file:///etc/passwd'],
    ['an invalid URL', 'https://'],
    ['itself', '/a'],
  ])('to %s is not followed', async (_, location) => {
    const { send, paths } = over({ '/a': to(location) });
    expect(await send(get('https://x.example/a'))).toMatchObject({ status: 302 });
    expect(paths()).toEqual(['/a']);
  });

  it.each([300, 304, 305, 306])('with %i is not followed', async (status) => {
    const { send, paths } = over({ '/a': to('/b', status) });
    expect(await send(get('https://x.example/a'))).toMatchObject({ status });
    expect(paths()).toEqual(['/a']);
  });

  it('without a location is not followed', async () => {
    const answer = { status: 302, headers: {}, body: '' };
    expect(await over({ '/a': answer }).send(get('https://x.example/a'))).toBe(answer);
  });

  it('is not followed to a URL that was already requested', async () => {
    const { send, paths } = over({ '/a': to('/b'), '/b': to('/c'), '/c': to('/a') });
    expect(await send(get('https://x.example/a'))).toMatchObject({
      status: 302,
      headers: { location: '/a' },
    });
    expect(paths()).toEqual(['/a', '/b', '/c']);
  });

  it('is followed at most five times', async () => {
    const chain = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`/${i}`, to(`/${i + 1}`)]));
    const { send, paths } = over(chain);
    expect(await send(get('https://x.example/0'))).toMatchObject({ status: 302 });
    expect(paths()).toEqual(['/0', '/1', '/2', '/3', '/4', '/5']);
  });

  it('returns the failure of the redirected request', async () => {
    const failure: TransportFailure = { failure: 'lost', message: 'gone' };
    expect(await over({ '/a': to('/b'), '/b': failure }).send(get('https://x.example/a'))).toBe(failure);
  });
});

it.each([301, 302, 303, 307, 308])('a redirect of a POST with %i is not followed', async (status) => {
  const { send, paths } = over({ '/a': to('/b', status) });
  expect(await send(post('https://x.example/a', 'secret'))).toMatchObject({ status });
  expect(paths()).toEqual(['/a']);
});
