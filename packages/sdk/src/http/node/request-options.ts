import type { RequestOptions } from 'node:http';
import type { HttpRequest } from '../transport.js';
import type { Connections } from './connections.js';
import type { Abandon } from './tunnel.js';
import { abandonKey } from './tunnel.js';

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

/**
 * The request in Node's words. Built by hand, because from a whole URL Node makes an `Authorization` header that no
 * caller asked for, and to take the URL apart twice costs time.
 */
export const toOptions = (
  request: HttpRequest,
  { agent, proxy }: Connections,
  abandon: Abandon | undefined,
): RequestOptions => {
  const { url, method } = request;
  const headers = toHeaders(request);
  if (proxy !== undefined && url.protocol === 'http:') {
    headers['host'] = url.host;
    if (proxy.authorization !== undefined) headers['proxy-authorization'] = proxy.authorization;
    const { hostname, port } = proxy;
    return {
      agent,
      protocol: proxy.secure ? 'https:' : 'http:',
      hostname,
      port,
      path: url.href,
      method,
      headers,
    };
  }
  const options: RequestOptions & { [abandonKey]?: Abandon } = {
    agent,
    protocol: url.protocol,
    // Node wants an IPv6 address without its brackets.
    hostname: url.hostname.startsWith('[') ? url.hostname.slice(1, -1) : url.hostname,
    port: url.port,
    path: url.pathname + url.search,
    method,
    headers,
  };
  if (abandon !== undefined) options[abandonKey] = abandon;
  return options;
};
