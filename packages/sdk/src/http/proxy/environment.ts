import type { ProxyOptions } from './options.js';
import { secretOf } from '../../auth/secret.js';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxies that an environment names: HTTPS_PROXY, HTTP_PROXY, NO_PROXY, each also in small letters, which win;
 * `undefined` where it names none. Nothing reads the environment unless this is called. In a CGI program HTTP_PROXY
 * is what the visitor says, and is left aside.
 */
export const proxyFromEnvironment = (env: Environment): ProxyOptions | undefined => {
  const read = (name: string): string | undefined => env[name.toLowerCase()] || env[name] || undefined;
  const https = read('HTTPS_PROXY');
  const http = env['REQUEST_METHOD'] === undefined ? read('HTTP_PROXY') : env['http_proxy'] || undefined;
  const no = read('NO_PROXY');
  if (https === undefined && http === undefined) return undefined;
  return {
    ...(https === undefined ? {} : { httpsProxy: secretOf(https) }),
    ...(http === undefined ? {} : { httpProxy: secretOf(http) }),
    ...(no === undefined ? {} : { noProxy: no }),
  };
};
