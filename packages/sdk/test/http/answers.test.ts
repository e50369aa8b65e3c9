import { describe, expect, it } from 'vitest';
import { answer, clientOver } from '../support/fake-network.js';

const as = (type: string) => ({ 'content-type': type });
const html = as('text/html; charset=utf-8');
const plain = as('text/plain');
const page = (title: string, text = '') =>
  `<!DOCTYPE html>\n<html><head><style>p { color: red }</style><script>f("<b>")</script>${title}</head><body>${text}</body>`;

/** A status, headers, a body, and the message of the error. */
type Row = readonly [string, number, Readonly<Record<string, string>>, unknown, string];

const rows: readonly Row[] = [
  [
    'a redirect to another origin, without its query',
    302,
    { location: 'https://login.example.com/oauth;jsessionid=1?state=s#f' },
    '',
    'the service answered 302: a redirect to https://login.example.com/oauth',
  ],
  [
    'a redirect without a user',
    301,
    { location: '//me:pw@login.example.com:8443/a' },
    '',
    'the service answered 301: a redirect to https://login.example.com:8443/a',
  ],
  [
    'a redirect to itself',
    307,
    { location: '/v2/jobs/job-1' },
    '',
    'the service answered 307: a redirect to /v2/jobs/job-1',
  ],
  [
    'a redirect to nowhere',
    308,
    { location: 'https://' },
    '',
    'the service answered 308: a redirect to an invalid URL',
  ],
  ['a redirect without a target', 302, {}, '', 'the service answered 302 with an empty body'],
  [
    'a page with a title',
    403,
    html,
    page('<title>\n  Access &lt;denied&gt; &#8211; Corp\u00a0&#x2122; </title>'),
    'the service answered 403 with an HTML page "Access <denied> – Corp ™" (a login page or a proxy?)',
  ],
  [
    'a page without a title',
    502,
    html,
    page('', '<h1>Bad\u0007 Gateway</h1>\n<hr>nginx'),
    'the service answered 502 with an HTML page "Bad Gateway nginx" (a login page or a proxy?)',
  ],
  [
    'a page without text',
    403,
    html,
    page(''),
    'the service answered 403 with an HTML page (a login page or a proxy?)',
  ],
  [
    'a page with a long title',
    403,
    html,
    page(`<title>${'t'.repeat(500)}`),
    `the service answered 403 with an HTML page "${'t'.repeat(100)}…" (a login page or a proxy?)`,
  ],
  [
    'a page that is declared as JSON',
    403,
    as('application/json'),
    page('<title>Filter</title>'),
    'the service answered 403 with an HTML page "Filter" (a login page or a proxy?)',
  ],
  [
    'a page instead of a job',
    200,
    html,
    page('<title>Log in</title>'),
    'the service answered 200 with an HTML page "Log in" (a login page or a proxy?)',
  ],
  [
    'a page instead of an error',
    401,
    html,
    page('<title>Log in</title>'),
    'the credential was not accepted (401 with an HTML page "Log in" (a login page or a proxy?))',
  ],
  [
    'a plain text',
    400,
    plain,
    'the asset_ref\n is missing\n',
    'the service answered 400: the asset_ref is missing',
  ],
  ['a plain text of a 401', 401, plain, 'expired', 'the credential was not accepted (401): expired'],
  ['a long plain text', 500, plain, 'é'.repeat(600), `the service answered 500: ${'é'.repeat(500)}…`],
  [
    'problem details',
    422,
    as('application/problem+json'),
    { type: 'about:blank', title: 'Invalid job', detail: 'the schedule is wrong', status: 422 },
    'Invalid job: the schedule is wrong',
  ],
  ['problem details without a title', 422, as('application/problem+json'), { detail: 'wrong' }, 'wrong'],
  [
    'problem details with errors',
    400,
    as('application/problem+json'),
    { title: 'Invalid', errors: [{ detail: 'name is missing' }, { detail: 'type is missing' }] },
    'name is missing; type is missing',
  ],
  ['an error inside an object', 400, {}, { error: { code: 'E1', message: 'inside' } }, 'inside'],
  [
    'an error of API Connect',
    403,
    {},
    { httpCode: '403', httpMessage: 'Forbidden', moreInformation: 'not subscribed' },
    'not subscribed',
  ],
  ['another type', 500, as('application/xml'), '<e/>', 'the service answered 500 with application/xml'],
  [
    'headers that are too large',
    431,
    { 'content-type': '' },
    '',
    'the service answered 431: the headers of the request are too large; the largest is the token',
  ],
  [
    'a URL that is too long, as empty text',
    414,
    plain,
    '',
    'the service answered 414: the URL of the request is too long',
  ],
  [
    'a body that is too large, with a page',
    413,
    html,
    page('<title>413</title>'),
    'the service answered 413: the body of the request is too large',
  ],
];

describe('the message of an error names', () => {
  it.each(rows)('%s', async (_, status, headers, body, message) => {
    const { client } = clientOver([answer(status, body, headers)]);
    await expect(client.jobs.get('job-1')).rejects.toMatchObject({ message, status });
  });

  it('the media type of an answer that is not JSON', async () => {
    const { client } = clientOver([answer(403, page(''), html), answer(400, {}, {})]);
    await expect(client.jobs.get('job-1')).rejects.toMatchObject({ mediaType: 'text/html' });
    await expect(client.jobs.get('job-1')).rejects.toMatchObject({ mediaType: undefined });
  });

  it('a page of megabytes in milliseconds', async () => {
    const body = `<html>${'<script'.repeat(300_000)}${'<title'.repeat(300_000)}`;
    const { client } = clientOver([answer(403, body, html)]);
    await expect(client.jobs.get('job-1')).rejects.toMatchObject({ kind: 'NotPermitted' });
  });
});
