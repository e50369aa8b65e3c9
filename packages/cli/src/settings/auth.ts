import type { Auth } from '@wxdi/sdk';
import type { Context } from '../context.js';
import type { Secrets } from '../output/scrub.js';
import { UsageError } from '../usage-error.js';

type World = Pick<Context, 'env' | 'readFile'>;

const built = ['iam', 'bearertoken', 'noauth'] as const;
const later = ['cp4d', 'zenapikey'];

/** The credential, from the environment or from a file that the environment names: never from a flag. */
export const authOf = async (world: World, secrets: Secrets): Promise<Auth> => {
  const { env } = world;
  const type = typeOf(env);
  if (type === 'noauth') return { type };
  if (type === 'bearertoken') {
    return { type, token: await secret(world, secrets, 'WXDI_BEARER_TOKEN', type) };
  }
  const url = env['WXDI_AUTH_URL'];
  return { type, apiKey: await secret(world, secrets, 'WXDI_APIKEY', type), ...(url ? { url } : {}) };
};

const typeOf = (env: World['env']): (typeof built)[number] => {
  const named = env['WXDI_AUTH_TYPE'];
  if (named !== undefined && named !== '') {
    const type = built.find((candidate) => candidate === named);
    if (type !== undefined) return type;
    if (later.includes(named))
      throw new UsageError(`WXDI_AUTH_TYPE=${named} is not built yet: use ${built.join(', ')}`);
    throw new UsageError(`WXDI_AUTH_TYPE takes one of ${built.join(', ')}, not "${named}"`);
  }
  const key = isGiven(env, 'WXDI_APIKEY');
  const token = isGiven(env, 'WXDI_BEARER_TOKEN');
  if (key && token) {
    throw new UsageError(
      'both WXDI_APIKEY and WXDI_BEARER_TOKEN are set: say which with WXDI_AUTH_TYPE=iam or bearertoken',
    );
  }
  if (key) return 'iam';
  if (token) return 'bearertoken';
  throw new UsageError(
    'no credential: set WXDI_APIKEY (IBM Cloud API key) or WXDI_BEARER_TOKEN, or name a file in WXDI_APIKEY_FILE or WXDI_BEARER_TOKEN_FILE',
    'wxdi help',
  );
};

const isGiven = (env: World['env'], name: string): boolean =>
  Boolean(env[name]) || Boolean(env[`${name}_FILE`]);

const secret = async (
  { env, readFile }: World,
  secrets: Secrets,
  name: string,
  type: string,
): Promise<string> => {
  const value = env[name];
  const file = env[`${name}_FILE`];
  if (value && file) throw new UsageError(`both ${name} and ${name}_FILE are set: unset one`);
  if (value) return value;
  if (!file) throw new UsageError(`WXDI_AUTH_TYPE=${type} needs ${name} or ${name}_FILE`);
  let text: string;
  try {
    text = (await readFile(file)).trim();
  } catch (cause) {
    throw new UsageError(
      `cannot read ${name}_FILE ${file}: ${cause instanceof Error ? cause.message : String(cause)}`,
    );
  }
  if (text === '') throw new UsageError(`${name}_FILE ${file} is empty`);
  secrets.add(text);
  return text;
};
