import type { TransportFailure } from './transport.js';

/** The request cannot be written as HTTP; nothing was sent. */
export const invalidRequest = (message: string, cause?: unknown): TransportFailure => ({
  failure: 'invalid-request',
  message,
  cause,
});

/** Why no request can be sent to this URL; `undefined` if one can. */
export const refuse = ({ protocol, username, password }: URL): TransportFailure | undefined => {
  if (protocol !== 'https:' && protocol !== 'http:') {
    return invalidRequest(`unsupported protocol ${protocol}: use https: or http:`);
  }
  if (username !== '' || password !== '') {
    return invalidRequest('the URL contains a user name or a password: use the auth option instead');
  }
  return undefined;
};
