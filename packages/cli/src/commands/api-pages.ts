import { parseJson, printJson, WxdiError, type HttpResponse } from '@wxdi/sdk';
import { isObject } from '../input/object.js';
import { visible } from '../render/visible.js';

const nonsense = (message: string): WxdiError =>
  new WxdiError({ _tag: 'Undecodable', message, outcome: 'unknown', at: [], issues: [] });

/**
 * The URLs of the pages of a list. The next page is that of a link: a `Link` header, or `next.href` in the body; or of a
 * bookmark: `next`, or else `bookmark`, which is sent back as a query parameter of the same name.
 */
export const pageUrls = (first: URL) => {
  const seen = new Set([first.href]);
  return {
    /** `undefined` after the last page. Throws for a page that was read before, or that is on another host. */
    after: (url: URL, response: HttpResponse): URL | undefined => {
      const next = nextOf(url, response);
      if (next === undefined) return undefined;
      if (next.origin !== first.origin)
        throw nonsense(`the next page is on ${visible(next.origin)}: nothing was sent there`);
      if (seen.has(next.href)) throw nonsense('the service sent the same page twice: the list would not end');
      seen.add(next.href);
      return next;
    },
  };
};

const nextOf = (url: URL, { headers, body }: HttpResponse): URL | undefined => {
  const [, link] = /<([^>]*)>\s*;\s*rel="?next"?/i.exec(headers['link'] ?? '') ?? [];
  if (link !== undefined) return linked(url, link);
  let page: unknown;
  try {
    page = parseJson(body);
  } catch {
    return undefined;
  }
  if (!isObject(page)) return undefined;
  const { next, bookmark } = page;
  const href = isObject(next) ? next['href'] : next;
  if (typeof href === 'string' && /^(?:https?:\/)?\//.test(href)) return linked(url, href);
  return withBookmark(url, 'next', next) ?? withBookmark(url, 'bookmark', bookmark);
};

const linked = (url: URL, link: string): URL => {
  if (!URL.canParse(link, url.href))
    throw nonsense(`the link to the next page is not a URL: ${visible(link)}`);
  const next = new URL(link, url);
  // A link may omit the scope.
  for (const scope of ['project_id', 'space_id']) {
    const id = url.searchParams.get(scope);
    if (id !== null && !next.searchParams.has(scope)) next.searchParams.set(scope, id);
  }
  return next;
};

const withBookmark = (url: URL, name: string, value: unknown): URL | undefined => {
  const isThere = isObject(value) ? Object.keys(value).length > 0 : typeof value === 'string' && value !== '';
  if (!isThere) return undefined;
  const next = new URL(url);
  next.searchParams.set(name, typeof value === 'string' ? value : printJson(value));
  return next;
};
