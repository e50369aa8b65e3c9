import type { Scrubber } from '../secrets/scrubber.js';
import type { HttpResponse } from './transport.js';
import { parseBody } from './parse-body.js';

/** As much of a body as is read for a message, and as much of its text as is shown. */
const most = { body: 8_000, title: 100, text: 500 } as const;

/** Media type of an answer, without parameters. A page that is declared as something else is still a page. */
export const mediaTypeOf = ({ headers, body }: HttpResponse): string | undefined => {
  const declared = headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  const isPage = declared === 'application/xhtml+xml' || /^\s*<(?:!doctype\s+html|html)\b/i.test(body);
  return isPage ? 'text/html' : declared || undefined;
};

/** Whether an answer is an HTML page, such as that of a login or of a proxy, and not JSON. */
export const isHtmlPage = (response: HttpResponse): boolean =>
  response.body.trim() !== '' &&
  mediaTypeOf(response) === 'text/html' &&
  parseBody(response.body) === undefined;

/** Words about a body that is not JSON, to follow "answered 403". An HTML page is named by its title or first text. */
export const describeBody = (response: HttpResponse, scrub: Scrubber): string => {
  const { body } = response;
  if (body.trim() === '') return ' with an empty body';
  const type = mediaTypeOf(response);
  if (type === 'text/html') {
    const title = titleOf(scrub.excerpt(body, most.body), scrub);
    return ` with an HTML page${title === '' ? '' : ` "${title}"`} (a login page or a proxy?)`;
  }
  if (type === 'text/plain') return `: ${shortened(squeezed(scrub.excerpt(body, most.body)), most.text)}`;
  return type === undefined || type.endsWith('json') ? '' : ` with ${type}`;
};

/** The title of a page, or else its first text. */
const titleOf = (html: string, scrub: Scrubber): string => {
  const title = squeezed(/<title\b[^<>]*>([^<]*)/i.exec(html)?.[1] ?? '');
  const text = html.replace(/<(script|style)\b[\s\S]*?<\/\1/gi, '<').replace(/<[^<>]*>/g, ' ');
  return shortened(scrub(squeezed(unescaped(title === '' ? text : title))), most.title);
};

const entities: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  amp: '&',
};

const unescaped = (html: string): string =>
  html.replace(/&(?:#(\d{1,6})|#x([\da-f]{1,5})|([a-z]{2,4}));/gi, (all, decimal, hex, name) => {
    const code = decimal === undefined ? parseInt(String(hex), 16) : Number(decimal);
    return name === undefined ? String.fromCodePoint(code) : (entities[String(name).toLowerCase()] ?? all);
  });

/** One line, without control characters. */
const squeezed = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ').trim();

const shortened = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, length)}…`;

/** Where a redirect leads, without user and query, which may hold secrets. */
export const redirectTarget = (location: string): string => {
  const here = 'https://relative.invalid';
  if (!URL.canParse(location, here)) return 'an invalid URL';
  const { origin, protocol, host, pathname } = new URL(location, here);
  const path = pathname.split(';', 1)[0] ?? '';
  return origin === here ? path : `${protocol}//${host}${path}`;
};
