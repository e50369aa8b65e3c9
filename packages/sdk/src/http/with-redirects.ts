import type { HttpResponse, Transport } from './transport.js';
import { isFailure } from './transport.js';

/** The longest chain of redirects that is followed. */
const mostHops = 5;

const statuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** The target of a redirect, if it has the same origin: a credential is never sent to another one. */
const next = (from: URL, { status, headers }: HttpResponse): URL | undefined => {
  const location = statuses.has(status) ? headers['location'] : undefined;
  if (location === undefined || !URL.canParse(location, from.href)) return undefined;
  const to = new URL(location, from);
  to.hash = '';
  return to.origin === from.origin && to.username === '' && to.password === '' ? to : undefined;
};

/**
 * Follows at most five redirects of a GET, on the same origin only, and not in a loop. Any other redirect is returned
 * to the caller; `withRetry` does not repeat it.
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
