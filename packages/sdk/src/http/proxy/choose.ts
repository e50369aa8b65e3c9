import type { ProxyOptions } from './options.js';
import { invalidInput } from '@wxdi/core';
import { secretOf } from '../../secrets/secret.js';
import { base64 } from '../../secrets/base64.js';
import { WxdiError } from '../../error.js';

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

/** Node expects an IPv6 address without brackets. */
const bare = (hostname: string): string => (hostname.startsWith('[') ? hostname.slice(1, -1) : hostname);

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const loopback = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|::1)$/;

/** A predicate for one entry of `noProxy`. A bare IPv6 address has colons, but no port. */
const exempts = (entry: string): ((hostname: string, port: string) => boolean) => {
  if (entry === '*') return () => true;
  const withPort = entry.includes(']:') || entry.split(':').length === 2;
  const colon = withPort ? entry.lastIndexOf(':') : entry.length;
  const name = bare(entry.slice(0, colon).toLowerCase()).replace(/^\*\./, '.');
  const wantedPort = entry.slice(colon + 1);
  const below = name.startsWith('.') ? name : `.${name}`;
  return (hostname, port) =>
    (wantedPort === '' || wantedPort === port) && (hostname === name || hostname.endsWith(below));
};

/** Parses the options once; throws a `WxdiError` of kind `InvalidInput`. */
export const chooseProxy = ({ httpsProxy, httpProxy, noProxy = '' }: ProxyOptions): ProxyChoice => {
  const read = (option: 'httpsProxy' | 'httpProxy', value: ProxyOptions[typeof option]) =>
    value === undefined ? undefined : proxyOf(option, secretOf(value).expose());
  const proxies = { 'https:': read('httpsProxy', httpsProxy), 'http:': read('httpProxy', httpProxy) };
  const exceptions = noProxy
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(exempts);

  return (url) => {
    const proxy = proxies[url.protocol as keyof typeof proxies];
    if (proxy === undefined) return undefined;
    const hostname = bare(url.hostname);
    if (loopback.test(hostname)) return undefined;
    const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
    return exceptions.some((exempt) => exempt(hostname, port)) ? undefined : proxy;
  };
};
