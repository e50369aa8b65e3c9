import type { Auth } from '../auth/auth.js';
import type { Environment, ReadFile } from './variables.js';
import { originOf } from '../auth/origin.js';
import { Secret } from '../secrets/secret.js';
import { lineRefusal, tokenRefusal } from '../secrets/refusal.js';
import { isSet, lineOf, secretText, textOf, wrongVariable } from './variables.js';

/** Values of WXDI_AUTH_TYPE. IBM's clients accept them in any case. */
const types = ['iam', 'bearertoken', 'cp4d', 'zenapikey', 'noauth'] as const;

const typeOf = (env: Environment): (typeof types)[number] => {
  const named = textOf(env, 'WXDI_AUTH_TYPE')?.toLowerCase();
  if (named !== undefined) {
    const type = types.find((candidate) => candidate === named);
    if (type === undefined) throw wrongVariable('WXDI_AUTH_TYPE', `one of ${types.join(', ')}`);
    return type;
  }
  const key = isSet(env, 'WXDI_APIKEY');
  const token = isSet(env, 'WXDI_BEARER_TOKEN');
  if (key && token)
    throw wrongVariable(
      'WXDI_AUTH_TYPE',
      'iam or bearertoken: WXDI_APIKEY and WXDI_BEARER_TOKEN are both set',
    );
  if (key) return 'iam';
  if (token) return 'bearertoken';
  throw wrongVariable('WXDI_APIKEY', 'an API key, or a token in WXDI_BEARER_TOKEN: no credential is set');
};

/** Checks of secrets. A password may hold anything. */
const refusals: Readonly<Record<string, (text: string) => string | undefined>> = {
  WXDI_APIKEY: lineRefusal,
  WXDI_BEARER_TOKEN: tokenRefusal,
};

/** The origin of the token service. IBM's clients also accept the whole URL of the token request. */
const tokenOrigin = (env: Environment): string | undefined => {
  const url = textOf(env, 'WXDI_AUTH_URL')?.replace(
    /\/(identity\/token|icp4d-api(\/v1\/authorize)?)?\/?$/,
    '',
  );
  return url === undefined ? undefined : originOf('WXDI_AUTH_URL', url);
};

/**
 * Reads the credential from environment variables: WXDI_AUTH_TYPE (`iam`, `bearertoken`, `cp4d`, `zenapikey`, `noauth`),
 * WXDI_APIKEY, WXDI_BEARER_TOKEN, WXDI_USERNAME, WXDI_PASSWORD, WXDI_AUTH_URL. `NAME_FILE` names a file with the
 * secret. Without a type, a key alone means `iam`, and a token alone means `bearertoken`. Rejects with a
 * `WxdiError` of kind `InvalidInput` that names the variable.
 */
export const authFromEnvironment = async (env: Environment, readFile?: ReadFile): Promise<Auth> => {
  const type = typeOf(env);
  const secret = async (name: string): Promise<Secret> => {
    const text = await secretText(env, name, readFile);
    if (text === undefined)
      throw wrongVariable(name, `a value, or a file in ${name}_FILE, for WXDI_AUTH_TYPE=${type}`);
    const refusal = refusals[name]?.(text);
    if (refusal !== undefined)
      throw wrongVariable(textOf(env, name) === undefined ? `${name}_FILE` : name, refusal);
    return new Secret(text);
  };
  const username = (): string => {
    const name = lineOf(env, 'WXDI_USERNAME');
    if (name === undefined) throw wrongVariable('WXDI_USERNAME', `a value, for WXDI_AUTH_TYPE=${type}`);
    return name;
  };
  switch (type) {
    case 'iam':
      return { type, apiKey: await secret('WXDI_APIKEY'), url: tokenOrigin(env) };
    case 'bearertoken':
      return { type, token: await secret('WXDI_BEARER_TOKEN') };
    case 'cp4d': {
      const user = { type, username: username(), url: tokenOrigin(env) };
      const [key, password] = [isSet(env, 'WXDI_APIKEY'), isSet(env, 'WXDI_PASSWORD')];
      if (key && password) throw wrongVariable('WXDI_PASSWORD', 'either a password or WXDI_APIKEY, not both');
      return key
        ? { ...user, apiKey: await secret('WXDI_APIKEY') }
        : { ...user, password: await secret('WXDI_PASSWORD') };
    }
    case 'zenapikey':
      return { type, username: username(), apiKey: await secret('WXDI_APIKEY') };
    case 'noauth':
      return { type };
  }
};
