import type { HarEntry } from './har.js';
import { maskedBody, redactor } from './redact.js';

/** What requests are matched by. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  /** Path, query and body without keys, times and secrets. */
  readonly rest: string;
  /** The keys of starts in the body, in order. */
  readonly keys: readonly string[];
}

const mark = /\[wxdi:([A-Za-z0-9._-]{1,64})(?:#[0-9a-f]{6}\.\d{1,9})?\]/g;

/** Times of a wall clock: RFC 3339, and milliseconds since 1970. */
const times = /\d{4}-\d\d-\d\dT\d\d(?::|%3A|\\:)\d\d(?:(?::|%3A|\\:)\d\d(?:\.\d+)?)?Z?|\b1[5-9]\d{11}\b/gi;

const redact = redactor();

const withoutTimes = (text: string): string => text.replace(mark, '[key]').replace(times, '[time]');

export const askedBy = (method: string, url: URL, body: string | undefined): Asked => {
  const query = [...url.searchParams].map(([name, value]) => `${name}=${value}`).sort();
  const sent = body === undefined ? '' : maskedBody(body, redact);
  return {
    method,
    path: url.pathname,
    rest: withoutTimes([url.pathname, redact(query.join('&')), sent].join('\n')),
    keys: [...(body ?? '').matchAll(mark)].map(([, key = '']) => key),
  };
};

/** What a recorded request asked. */
export const askedIn = ({ request }: HarEntry): Asked =>
  askedBy(request.method, new URL(request.url), request.postData?.text);

/** The recorded request that is most like another one: in its path, then in method and body. */
export const nearestTo = (asked: Asked, recorded: readonly Asked[]): Asked | undefined => {
  let best: Asked | undefined;
  let most = -1;
  for (const each of recorded) {
    const likeness =
      sharedSegments(asked.path, each.path) * 4 +
      (each.path === asked.path ? 2 : 0) +
      (each.method === asked.method ? 1 : 0);
    if (likeness > most) [best, most] = [each, likeness];
  }
  return best;
};

const sharedSegments = (a: string, b: string): number => {
  const [left, right] = [a.split('/'), b.split('/')];
  const length = left.filter((part, i) => part === right[i]).length;
  return length - Math.abs(left.length - right.length);
};
