import type { ProxyOptions } from '../http/proxy/options.js';
import type { Environment } from './variables.js';
import { defined } from '@wxdi/core';
import { chooseProxy } from '../http/proxy/choose.js';
import { secretOf } from '../secrets/secret.js';
import { textOf, wrongVariable } from './variables.js';

/**
 * Reads the proxies from HTTPS_PROXY, HTTP_PROXY and NO_PROXY; the lower-case names have precedence. `undefined` if no
 * proxy is set. In a CGI program (REQUEST_METHOD is set) HTTP_PROXY is ignored, since a request header sets it. Throws a
 * `WxdiError` of kind `InvalidInput` that names the variable.
 */
export const proxyFromEnvironment = (env: Environment): ProxyOptions | undefined => {
  const nameOf = (name: string): string => (env[name.toLowerCase()] ? name.toLowerCase() : name);
  const read = (name: string): string | undefined => textOf(env, nameOf(name));
  const proxy = (name: string): string | undefined => {
    const url = read(name);
    if (url === undefined) return undefined;
    try {
      chooseProxy({ httpsProxy: url });
      return url;
    } catch {
      throw wrongVariable(
        nameOf(name),
        'the URL of an http or https proxy, such as http://proxy.example.com:3128',
      );
    }
  };
  const https = proxy('HTTPS_PROXY');
  const isCgi = env['REQUEST_METHOD'] !== undefined && !env['http_proxy'];
  const http = isCgi ? undefined : proxy('HTTP_PROXY');
  if (https === undefined && http === undefined) return undefined;
  return defined({
    httpsProxy: https && secretOf(https),
    httpProxy: http && secretOf(http),
    noProxy: read('NO_PROXY'),
  });
};
