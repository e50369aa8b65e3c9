import type { HttpRequest, Transport } from '../http/transport.js';
import type { Credential } from './credential.js';
import { isFailure } from '../http/transport.js';

/**
 * Adds the credential to each request to its origin, and refuses requests to other origins. After a 401 it renews the
 * credential once: such a request was not accepted, so repeating it is safe.
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
    return (request) => {
      if (request.url.origin === origin) return sendOnce(request, true);
      const message = `the credential is for ${origin}: nothing was sent to ${request.url.origin}`;
      return Promise.resolve({ failure: 'invalid-request', message });
    };
  };
