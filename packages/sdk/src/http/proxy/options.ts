import type { Secret } from '../../secrets/secret.js';

/** Proxies for requests. Hosts in `noProxy` and loopback addresses are reached directly. */
export interface ProxyOptions {
  /** For https: the URL of the proxy, with user and password if required. The tunnel is opened by CONNECT. */
  readonly httpsProxy?: string | Secret | undefined;
  /** For http. */
  readonly httpProxy?: string | Secret | undefined;
  /**
   * Hosts that are reached directly, separated by commas: `example.com` includes its subdomains, `.example.com` and
   * `*.example.com` are its subdomains only, `10.0.0.7`, `10.0.0.0/8` and `fd00::/8` for addresses in the URL,
   * `example.com:8443` for one port, `*` for all. Other entries match nothing.
   */
  readonly noProxy?: string | undefined;
}
