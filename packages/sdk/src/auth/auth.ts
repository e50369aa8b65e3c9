import type { Secret } from '../secrets/secret.js';
import type { TokenSource } from './bearer-token.js';
import type { Credential } from './credential.js';

/** The credential of the client. Keys, tokens and passwords are texts, or texts wrapped in a `Secret`. */
export type Auth =
  /** IBM Cloud: an API key, exchanged for a token that is renewed before it expires. */
  | {
      readonly type: 'iam';
      readonly apiKey: string | Secret;
      /** Origin of the token service; default `https://iam.cloud.ibm.com`. */
      readonly url?: string | undefined;
    }
  /** A token, or a function that returns one when needed. */
  | { readonly type: 'bearertoken'; readonly token: TokenSource }
  /** Cloud Pak for Data: a user with a password, or with an API key of the platform, exchanged for a token. */
  | ({
      readonly type: 'cp4d';
      readonly username: string;
      /** Origin of the token service; default: the origin of the service itself. */
      readonly url?: string | undefined;
    } & (
      | { readonly password: string | Secret; readonly apiKey?: undefined }
      | { readonly apiKey: string | Secret; readonly password?: undefined }
    ))
  /** Cloud Pak for Data: a user with a Zen API key, sent with every request. */
  | { readonly type: 'zenapikey'; readonly username: string; readonly apiKey: string | Secret }
  /** IBM's software as a service on AWS: an API key of an account, exchanged for a token. */
  | {
      readonly type: 'mcsp';
      readonly apiKey: string | Secret;
      /** Id of the account. */
      readonly account: string;
      /** Origin of the token service; default `https://account-iam.platform.saas.ibm.com`. */
      readonly url?: string | undefined;
    }
  /** A credential of your own. If it throws or rejects, nothing is sent. */
  | { readonly type: 'custom'; readonly credential: Credential }
  /** No credential: for a proxy that adds one, or a simulator. */
  | { readonly type: 'noauth' };
