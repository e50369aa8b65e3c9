import type { Secret } from '../../auth/secret.js';

/** Through which proxies requests go. A host of `noProxy` and this machine itself are reached without one. */
export interface ProxyOptions {
  /** For https: the URL of the proxy, with its user and password if it wants one. The tunnel is made by CONNECT. */
  readonly httpsProxy?: string | Secret;
  /** For http. */
  readonly httpProxy?: string | Secret;
  /**
   * Hosts that are reached without a proxy, separated by commas: `example.com` and all below it, `.example.com` or
   * `*.example.com` (only what is below it), `10.0.0.7`, `example.com:8443` for one port, `*` for all.
   */
  readonly noProxy?: string;
}
