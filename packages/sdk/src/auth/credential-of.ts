import type { Clock } from '@wxdi/core';
import type { Transport } from '../http/transport.js';
import type { Auth } from './auth.js';
import type { TokenSource } from './bearer-token.js';
import type { Secret } from '../secrets/secret.js';
import type { Credential } from './credential.js';
import { liveClock } from '../clock.js';
import { segmentRefusal } from '@wxdi/bindings';
import { requireOption, wrongOption } from '../option-error.js';
import { lineRefusal, tokenRefusal } from '../secrets/refusal.js';
import { bearerToken } from './bearer-token.js';
import { cp4d } from './cp4d.js';
import { noCredential } from './credential.js';
import { exchangedToken } from './exchanged-token.js';
import { foreignCredential } from './foreign-credential.js';
import { iam, iamUrl } from './iam.js';
import { mcsp, mcspUrl } from './mcsp.js';
import { originOf } from './origin.js';
import { secretOf } from '../secrets/secret.js';
import { zenApiKey } from './zen-api-key.js';

/** What a credential works with. */
export interface CredentialContext {
  /** Origin of the service that the credential is for. */
  readonly origin: string;
  /** Carries the requests for tokens. */
  readonly send: Transport;
  readonly clock?: Clock | undefined;
}

/** Creates the credential that the options describe; throws a `WxdiError` of kind `InvalidInput` for a missing value. */
export const credentialOf = (
  auth: Auth,
  { origin, send, clock = liveClock }: CredentialContext,
): Credential => {
  switch (auth.type) {
    case 'iam': {
      const key = apiKeyOf(auth.apiKey);
      return exchangedToken(iam(key, originOf('auth.url', auth.url ?? iamUrl)), send, clock);
    }
    case 'cp4d': {
      const user = requireOption('auth.username', auth.username);
      const proof =
        auth.apiKey === undefined
          ? { password: secretOf(requireOption('auth.password', auth.password)) }
          : { apiKey: apiKeyOf(auth.apiKey) };
      return exchangedToken(cp4d(user, proof, originOf('auth.url', auth.url ?? origin), clock), send, clock);
    }
    case 'zenapikey': {
      const user = requireOption('auth.username', auth.username);
      return zenApiKey(user, apiKeyOf(auth.apiKey));
    }
    case 'bearertoken':
      return bearerToken(tokenOf(auth.token), clock);
    case 'mcsp': {
      const key = apiKeyOf(auth.apiKey);
      const account = requireOption('auth.account', auth.account);
      if (segmentRefusal(account) !== undefined)
        throw wrongOption('auth.account', 'the id of an account', account);
      return exchangedToken(mcsp(key, account, originOf('auth.url', auth.url ?? mcspUrl)), send, clock);
    }
    case 'custom':
      return foreignCredential(requireOption('auth.credential', auth.credential));
    case 'noauth':
      return noCredential;
  }
};

/** The checked key. Errors do not repeat it. */
const apiKeyOf = (given: string | Secret): Secret => {
  const key = secretOf(requireOption('auth.apiKey', given));
  const refusal = lineRefusal(key.expose());
  if (refusal !== undefined) throw wrongOption('auth.apiKey', refusal, 'something else');
  return key;
};

/** The checked token. A function is asked later. */
const tokenOf = (given: TokenSource): TokenSource => {
  const source = requireOption('auth.token', given);
  const refusal = typeof source === 'function' ? undefined : tokenRefusal(secretOf(source).expose());
  if (refusal !== undefined) throw wrongOption('auth.token', refusal, 'something else');
  return source;
};
