import type { RequestOptions } from 'node:http';
import type { HttpRequest, TransportFailure } from '../transport.js';

/** How a body is framed and what becomes of the connection is the transport's business, whatever a caller says. */
const ownHeaders: ReadonlySet<string> = new Set(['connection', 'content-length', 'transfer-encoding']);

const toHeaders = (request: HttpRequest): Record<string, string | number> => {
  const headers: Record<string, string | number> = { 'accept-encoding': 'gzip' };
  for (const [name, value] of Object.entries(request.headers)) {
    const lower = name.toLowerCase();
    if (!ownHeaders.has(lower)) headers[lower] = value;
  }
  if (request.body !== undefined) headers['content-length'] = Buffer.byteLength(request.body);
  return headers;
};

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

/**
 * The request in Node's words. Built by hand, because from a whole URL Node makes an `Authorization` header that no
 * caller asked for, and to take the URL apart twice costs time.
 */
export const toOptions = (request: HttpRequest): RequestOptions => {
  const { url } = request;
  return {
    protocol: url.protocol,
    // Node wants an IPv6 address without its brackets.
    hostname: url.hostname.startsWith('[') ? url.hostname.slice(1, -1) : url.hostname,
    port: url.port,
    path: url.pathname + url.search,
    method: request.method,
    headers: toHeaders(request),
  };
};
