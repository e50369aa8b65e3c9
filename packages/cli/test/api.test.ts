import type { HttpRequest, TransportFailure } from '@wxdi/sdk';
import { describe, expect, test } from 'vitest';
import { run, type World } from './fakes/context.js';
import { answer } from './fakes/virtual-time.js';

interface Page {
  readonly body: unknown;
  readonly headers?: Record<string, string>;
}

/** A service whose list has these pages, by the query of the request without the project. */
const listOf = (pages: Readonly<Record<string, Page>>) => {
  const sent: string[] = [];
  const network = async ({ url }: HttpRequest) => {
    sent.push(`${url.origin} ${url.searchParams.get('project_id')}`);
    const query = new URLSearchParams(url.searchParams);
    query.delete('project_id');
    const page = pages[query.toString()];
    const missing: TransportFailure = { failure: 'no-connection', message: `no page ${url.search}` };
    return page === undefined ? missing : answer(200, page.body, page.headers);
  };
  return { sent, world: { network } satisfies World };
};

const ends = { results: [3] };
const lists: readonly (readonly [what: string, pages: Readonly<Record<string, Page>>])[] = [
  [
    'an object in `next`',
    {
      'limit=1': { body: { results: [1], next: { mark: 'a"b' } } },
      'limit=1&next=%7B%22mark%22%3A%22a%5C%22b%22%7D': { body: ends },
    },
  ],
  ['text in `next`', { 'limit=1': { body: { results: [1], next: 'm' } }, 'limit=1&next=m': { body: ends } }],
  [
    'a path in `next`',
    { 'limit=1': { body: { results: [1], next: '/v2/jobs?page=2' } }, 'page=2': { body: ends } },
  ],
  [
    'a link in `next.href`',
    {
      'limit=1': { body: { results: [1], next: { href: 'https://wxdi.example.com/v2/jobs?page=2' } } },
      'page=2': { body: ends },
    },
  ],
  [
    'a bookmark',
    { 'limit=1': { body: { results: [1], bookmark: 'm' } }, 'limit=1&bookmark=m': { body: ends } },
  ],
  [
    'a Link header',
    { 'limit=1': { body: [1], headers: { link: '</v2/jobs?page=2>; rel="next"' } }, 'page=2': { body: [3] } },
  ],
];

describe('api --paginate', () => {
  test.each(lists)('follows %s to the last page, in the same project', async (_what, pages) => {
    const { world, sent } = listOf(pages);
    const [first, last] = Object.values(pages).map(({ body }) => body);
    const words = ['api', 'GET', '/v2/jobs?limit=1', '--paginate'];
    const text = await run(words, world);
    expect(text).toEqual({ code: 0, out: `${JSON.stringify(first)}\n${JSON.stringify(last)}\n`, err: '' });
    expect(sent).toEqual(Array(2).fill('https://wxdi.example.com 0191d1a0-7b1e-7000-8000-0000000000f1'));
    const json = await run([...words, '-o', 'json'], world);
    expect(JSON.parse(json.out)).toEqual([first, last]);
  });

  test('prints each page when it arrives, with jsonl too, and selects from all of them with --query', async () => {
    const pages = {
      '': { body: { results: [{ id: 1 }, { id: 2 }], next: 'm' } },
      'next=m': { body: { results: [{ id: 3 }], next: {} } },
    };
    const words = ['api', 'GET', '/v2/jobs', '--paginate'];
    const jsonl = await run([...words, '-o', 'jsonl', '--query', 'length(results)'], listOf(pages).world);
    expect(jsonl.out).toBe('2\n1\n');
    const ids = await run([...words, '--query', '[].results[].id'], listOf(pages).world);
    expect(ids.out).toBe('1\n2\n3\n');
  });

  test.each([
    [
      'that was read before',
      { '': { body: { next: 'm' } }, 'next=m': { body: { next: 'm' } } },
      'the same page twice',
    ],
    [
      'on another host',
      { '': { body: { next: { href: 'https://evil.example.com/v2/jobs' } } } },
      'the next page is on https://evil.example.com: nothing was sent there',
    ],
    ['that is not a URL', { '': { body: {}, headers: { link: '<http://[>; rel=next' } } }, 'not a URL'],
  ])('stops at a page %s, with exit 7', async (_what, pages, why) => {
    const { world, sent } = listOf(pages);
    const { code, err } = await run(['api', 'GET', '/v2/jobs', '--paginate'], world);
    expect(code).toBe(7);
    expect(err).toContain(why);
    expect(sent).toHaveLength(Object.keys(pages).length);
  });

  test('is for GET only, and nothing is sent otherwise', async () => {
    const { world, sent } = listOf({});
    expect((await run(['api', 'POST', '/v2/jobs', '--paginate'], world)).code).toBe(2);
    expect(sent).toEqual([]);
  });
});

describe('api -i', () => {
  const headers = { 'x-total-count': '7', 'set-cookie': 'planted=1', 'x-auth-token': 'planted' };
  const network: World['network'] = async ({ url }) =>
    url.pathname === '/v2/jobs' ? answer(200, { a: 1 }, headers) : answer(404, { errors: [] }, headers);

  test('prints status and headers before the body, without cookies and tokens', async () => {
    const { code, out, err } = await run(['api', 'GET', '/v2/jobs', '-i'], { network });
    expect([code, err]).toEqual([0, '']);
    expect(out).toBe(
      'HTTP/1.1 200\ncontent-type: application/json\nx-total-count: 7\nset-cookie: ***\nx-auth-token: ***\n\n{"a":1}\n',
    );
  });

  test('prints those of an error too, and exits with its code', async () => {
    const { code, out, err } = await run(['api', 'GET', '/v2/nothing', '-i'], { network });
    expect(code).toBe(3);
    expect(out).toMatch(/^HTTP\/1\.1 404\n(?:[\w-]+: .*\n)+\n\{"errors":\[\]\}\n$/);
    expect(err).toMatch(/^error: /);
  });

  test('prints one object with JSON, to select from', async () => {
    const json = await run(['api', 'GET', '/v2/jobs', '-i', '-o', 'json'], { network });
    expect(JSON.parse(json.out)).toMatchObject({
      status: 200,
      headers: { 'x-total-count': '7' },
      body: { a: 1 },
    });
    const query = await run(['api', 'GET', '/v2/jobs', '-i', '--query', '[status, body.a]'], { network });
    expect(query.out).toBe('200\n1\n');
  });
});

describe('an HTML page instead of the answer of the service', () => {
  const page = {
    status: 200,
    headers: { 'content-type': 'text/html' },
    body: '<html><title>Log in</title></html>',
  };
  const network: World['network'] = async () => page;
  const says = 'error: the service answered 200 with an HTML page "Log in" (a login page or a proxy?)\n';
  const api = (...words: readonly string[]) => run(['api', ...words, '--max-retries', '0'], { network });

  test('is an error, as for the other commands; for a change, its outcome is unknown', async () => {
    const read = await api('GET', '/v2/jobs');
    expect([read.code, read.out]).toEqual([7, '']);
    expect(read.err).toContain(says);
    expect((await run(['job', 'list', '--max-retries', '0'], { network })).err).toContain(says);
    const asked = await api('GET', '/v2/jobs', '--header', 'Accept: application/json');
    expect(asked.code).toBe(7);
    expect((await api('DELETE', '/v2/jobs/1')).code).toBe(9);
  });

  test('is printed with -i, and is still an error', async () => {
    const { code, out, err } = await api('GET', '/v2/jobs', '-i');
    expect(code).toBe(7);
    expect(out).toBe(`HTTP/1.1 200\ncontent-type: text/html\n\n${page.body}\n`);
    expect(err).toContain(says);
  });

  test.each(['text/html', '*/*', 'text/*;q=0.5'])(
    'is the result if the caller accepts %s',
    async (accept) => {
      const { code, out, err } = await api('GET', '/', '--header', `Accept: ${accept}`);
      expect({ code, out, err }).toEqual({ code: 0, out: `${page.body}\n`, err: '' });
    },
  );

  test('is not JSON that is declared as HTML, nor an empty body', async () => {
    for (const body of ['{"a":1}', '']) {
      const odd: World['network'] = async () => ({ ...page, body });
      const { code, out } = await run(['api', 'GET', '/v2/jobs'], { network: odd });
      expect([code, out.trim()]).toEqual([0, body]);
    }
  });
});
