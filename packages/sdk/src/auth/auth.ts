import type { Secret } from './secret.js';
import type { TokenSource } from './bearer-token.js';

/** How the client proves who calls. Keys, tokens and passwords are texts, or texts wrapped in a `Secret`. */
export type Auth =
  /** IBM Cloud: an API key is exchanged for a token, which is renewed before it ends. */
  | {
      readonly type: 'iam';
      readonly apiKey: string | Secret;
      /** Origin of the token service; default `https://iam.cloud.ibm.com`. */
      readonly url?: string;
    }
  /** A token that the caller holds, or a function that gives one when it is needed. */
  | { readonly type: 'bearertoken'; readonly token: TokenSource }
  /** Cloud Pak for Data: a user with a password, or with an API key of the platform, exchanged for a token. */
  | ({
      readonly type: 'cp4d';
      readonly username: string;
      /** Origin of the token service; default: the origin of the service itself. */
      readonly url?: string;
    } & (
      | { readonly password: string | Secret; readonly apiKey?: undefined }
      | { readonly apiKey: string | Secret; readonly password?: undefined }
    ))
  /** Cloud Pak for Data: a user with a Zen API key, sent as it is with every request. */
  | { readonly type: 'zenapikey'; readonly username: string; readonly apiKey: string | Secret }
  /** None: for a proxy that adds the credential, or a stand-in of the service. */
  | { readonly type: 'noauth' };
