import type { TransportFailure } from './transport.js';

/** Nothing was sent, since it cannot be written as HTTP. */
export const invalidRequest = (message: string, cause?: unknown): TransportFailure => ({
  failure: 'invalid-request',
  message,
  ...(cause === undefined ? {} : { cause }),
});

/** Why nothing can be sent to this URL; `undefined` if it can. */
export const refuse = ({ protocol, username, password }: URL): TransportFailure | undefined => {
  if (protocol !== 'https:' && protocol !== 'http:') {
    return invalidRequest(`${protocol} is no protocol of this transport: use https: or http:`);
  }
  if (username !== '' || password !== '') {
    return invalidRequest('the URL holds a user name or a password: pass the credential as such');
  }
  return undefined;
};
