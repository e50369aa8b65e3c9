import type { HttpRequest, Transport } from '../http/transport.js';
import type { Credential } from './credential.js';
import { isFailure } from '../http/transport.js';

/**
 * Adds the credential to each request to its origin, and sends none elsewhere. Renews it once when the service answers
 * 401: such a request was not taken up, so that sending it again is safe.
 */
export const withAuth =
  (credential: Credential, origin: string) =>
  (send: Transport): Transport => {
    const sendOnce = async (request: HttpRequest, mayRenew: boolean): ReturnType<Transport> => {
      const authorization = await credential.authorization(request.signal);
      if (authorization === undefined) return send(request);
      if (typeof authorization !== 'string') return authorization;
      const answer = await send({ ...request, headers: { ...request.headers, authorization } });
      const renew =
        mayRenew && !isFailure(answer) && answer.status === 401 && credential.refused(authorization);
      return renew ? sendOnce(request, false) : answer;
    };
    // To ask a URL for its origin makes a new text each time.
    const inside = `${origin}/`;
    return (request) => {
      if (request.url.href.startsWith(inside) || request.url.origin === origin)
        return sendOnce(request, true);
      const message = `the credential belongs to ${origin}: nothing was sent to ${request.url.origin}`;
      return Promise.resolve({ failure: 'invalid-request', message });
    };
  };
