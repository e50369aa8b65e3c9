import type { ProxyOptions } from '../http/proxy/options.js';
import type { Environment } from './variables.js';
import { defined } from '@wxdi/core';
import { secretOf } from '../secrets/secret.js';

/**
 * Reads the proxies from HTTPS_PROXY, HTTP_PROXY and NO_PROXY; the lower-case names have precedence. `undefined` if no
 * proxy is set. In a CGI program (REQUEST_METHOD is set) HTTP_PROXY is ignored, since a request header sets it.
 */
export const proxyFromEnvironment = (env: Environment): ProxyOptions | undefined => {
  const read = (name: string): string | undefined => env[name.toLowerCase()] || env[name] || undefined;
  const https = read('HTTPS_PROXY');
  const http = env['REQUEST_METHOD'] === undefined ? read('HTTP_PROXY') : env['http_proxy'] || undefined;
  if (https === undefined && http === undefined) return undefined;
  return defined({
    httpsProxy: https && secretOf(https),
    httpProxy: http && secretOf(http),
    noProxy: read('NO_PROXY'),
  });
};
