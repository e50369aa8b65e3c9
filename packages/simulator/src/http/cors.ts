import type { IncomingMessage } from 'node:http';
import type { SimResponse } from '../model/wire.js';

/** Lets pages of any origin read an answer. Credentials travel in a header, so a wildcard is enough. */
const readable = { 'access-control-allow-origin': '*', 'access-control-expose-headers': '*' };

export const readableByPages = (answer: SimResponse): SimResponse => ({
  ...answer,
  headers: { ...answer.headers, ...readable },
});

/** The answer to the question of a browser whether a page may send a request; `undefined` for any other request. */
export const preflight = ({ method, headers }: IncomingMessage): SimResponse | undefined => {
  const wanted = headers['access-control-request-method'];
  if (method !== 'OPTIONS' || wanted === undefined) return undefined;
  const allowed = {
    'access-control-allow-methods': wanted,
    'access-control-allow-headers': headers['access-control-request-headers'] ?? '',
  };
  return { status: 204, headers: allowed, body: undefined };
};
