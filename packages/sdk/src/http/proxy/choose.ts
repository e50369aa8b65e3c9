import type { ProxyOptions } from './options.js';
import { invalidInput } from '@wxdi/core';
import { secretOf } from '../../secrets/secret.js';
import { base64 } from '../../secrets/base64.js';
import { WxdiError } from '../../error.js';
import { exceptionsOf } from './exceptions.js';

/** A parsed proxy URL. */
export interface Proxy {
  readonly secure: boolean;
  readonly hostname: string;
  readonly port: number;
  /** Host and port, for messages. */
  readonly host: string;
  /** Value of `Proxy-Authorization`. */
  readonly authorization?: string;
  /** Its password, and the encoded credential. */
  readonly secrets: readonly string[];
}

/** The proxy for a URL; `undefined` for none. */
export type ProxyChoice = (url: URL) => Proxy | undefined;

const wrong = (option: keyof ProxyOptions, expected: string): WxdiError =>
  new WxdiError(
    invalidInput(`option proxy.${option}: expected ${expected}`, [
      // The value may contain a password.
      { path: `proxy.${option}`, expected, received: 'something else' },
    ]),
  );

const proxyOf = (option: 'httpsProxy' | 'httpProxy', text: string): Proxy => {
  let url: URL;
  try {
    url = new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`);
  } catch {
    throw wrong(option, 'a URL such as http://proxy.example.com:3128');
  }
  const secure = url.protocol === 'https:';
  if (!secure && url.protocol !== 'http:') throw wrong(option, 'an http or https proxy');
  const port = url.port === '' ? (secure ? 443 : 80) : Number(url.port);
  const hostname = bare(url.hostname);
  const common = { secure, hostname, port, host: `${url.hostname}:${port}` };
  if (url.username === '' && url.password === '') return { ...common, secrets: [] };
  const [user, password] = [decode(url.username), decode(url.password)];
  const authorization = `Basic ${base64(`${user}:${password}`)}`;
  return { ...common, authorization, secrets: [password, authorization.slice('Basic '.length)] };
};

const loopback = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|::1)$/;

/** Node expects an IPv6 address without brackets. */
const bare = (hostname: string): string => (hostname.startsWith('[') ? hostname.slice(1, -1) : hostname);

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** The proxy for a URL, or why there is none. */
interface Decision {
  readonly proxy?: Proxy;
  /** The entry of `noProxy` for the host, or `loopback`. */
  readonly exception?: string;
}

/** Parses the options once; throws a `WxdiError` of kind `InvalidInput`. */
const rulesOf = ({ httpsProxy, httpProxy, noProxy = '' }: ProxyOptions) => {
  const read = (option: 'httpsProxy' | 'httpProxy', value: ProxyOptions[typeof option]) =>
    value === undefined ? undefined : proxyOf(option, secretOf(value).expose());
  const proxies = { 'https:': read('httpsProxy', httpsProxy), 'http:': read('httpProxy', httpProxy) };
  const { entryFor, unusable } = exceptionsOf(noProxy);

  const decide = (url: URL): Decision => {
    const proxy = proxies[url.protocol as keyof typeof proxies];
    if (proxy === undefined) return {};
    const hostname = bare(url.hostname).replace(/\.$/, '');
    if (loopback.test(hostname)) return { exception: 'loopback' };
    const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
    const exception = entryFor(hostname, port);
    return exception === undefined ? { proxy } : { exception };
  };
  return { decide, unusable };
};

/** The choice of the transport. */
export const chooseProxy = (options: ProxyOptions): ProxyChoice => {
  const { decide } = rulesOf(options);
  return (url) => decide(url).proxy;
};

/** How a URL is reached, for diagnosis. */
export interface ProxyDecision {
  /** The URL of the proxy, without its credential; absent if the URL is reached directly. */
  readonly proxy?: string | undefined;
  /** Why a proxy is not used: the entry of `noProxy` for the host, or `loopback`. */
  readonly exception?: string | undefined;
  /** Entries of `noProxy` that can match nothing. */
  readonly unusable: readonly string[];
}

/** How the Node transport reaches a URL. Throws a `WxdiError` of kind `InvalidInput` for invalid options. */
export const decideProxy = (options: ProxyOptions, url: URL): ProxyDecision => {
  const { decide, unusable } = rulesOf(options);
  const { proxy, exception } = decide(url);
  if (proxy === undefined) return { exception, unusable };
  const user = proxy.authorization === undefined ? '' : '***@';
  return { proxy: `${proxy.secure ? 'https' : 'http'}://${user}${proxy.host}`, unusable };
};
