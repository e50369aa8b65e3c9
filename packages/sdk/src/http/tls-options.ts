import type { Secret } from '../secrets/secret.js';

/** Trusted authorities and the client certificate. All texts are PEM. */
export interface TlsOptions {
  /** Certificate authorities to trust in addition to those of Node. */
  readonly ca?: string | readonly string[] | undefined;
  /** The client certificate with its intermediate certificates. */
  readonly cert?: string | undefined;
  /** Private key of `cert`. */
  readonly key?: string | Secret | undefined;
  /** Decrypts `key`. */
  readonly passphrase?: string | Secret | undefined;
  /** Accepts any certificate. Default: false. */
  readonly insecure?: boolean | undefined;
}
