import type { HttpResponse, Transport } from './transport.js';
import { isFailure } from './transport.js';

/** More than any service needs. */
const mostHops = 5;

const statuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Where a redirect leads, if it may be followed: to the same origin. A credential is never sent anywhere else. */
const next = (from: URL, { status, headers }: HttpResponse): URL | undefined => {
  const location = statuses.has(status) ? headers['location'] : undefined;
  if (location === undefined || !URL.canParse(location, from.href)) return undefined;
  const to = new URL(location, from);
  to.hash = '';
  return to.origin === from.origin && to.username === '' && to.password === '' ? to : undefined;
};

/**
 * Follows the redirects of a GET, on the same origin only, at most five, and none to a place where the request has
 * been. Every other redirect is an answer like any other, which `withRetry` does not repeat.
 */
export const withRedirects =
  () =>
  (send: Transport): Transport =>
  async (request) => {
    let answer = await send(request);
    if (request.method !== 'GET' || isFailure(answer) || answer.status < 300 || answer.status > 399)
      return answer;
    const been = new Set([request.url.href]);
    for (let at = request.url; been.size <= mostHops; been.add(at.href)) {
      const to = next(at, answer);
      if (to === undefined || been.has(to.href)) return answer;
      at = to;
      const outcome = await send({ ...request, url: to });
      if (isFailure(outcome)) return outcome;
      answer = outcome;
    }
    return answer;
  };
