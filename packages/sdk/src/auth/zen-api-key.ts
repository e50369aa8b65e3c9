import type { Credential } from './credential.js';
import type { Secret } from '../secrets/secret.js';
import { base64 } from '../secrets/base64.js';
import { fixedCredential } from './credential.js';

/** A Zen API key of Cloud Pak for Data, sent as `Authorization: ZenApiKey base64(user:key)` with every request. */
export const zenApiKey = (username: string, apiKey: Secret): Credential => {
  const pair = base64(`${username}:${apiKey.expose()}`);
  return fixedCredential(`ZenApiKey ${pair}`, [apiKey.expose(), pair]);
};
