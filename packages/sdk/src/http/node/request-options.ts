import type { RequestOptions } from 'node:http';
import type { HttpRequest } from '../transport.js';
import type { Connections } from './connections.js';
import type { Abandon } from './tunnel.js';
import { abandonKey } from './tunnel.js';

/** Headers that the transport sets itself; a caller's values are ignored. */
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

/** Node's options for a request. The URL is split here: from a whole URL Node would add an `Authorization` header. */
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
    // Node expects an IPv6 address without brackets.
    hostname: url.hostname.startsWith('[') ? url.hostname.slice(1, -1) : url.hostname,
    port: url.port,
    path: url.pathname + url.search,
    method,
    headers,
  };
  if (abandon !== undefined) options[abandonKey] = abandon;
  return options;
};
