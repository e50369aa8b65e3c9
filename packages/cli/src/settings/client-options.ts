import type { Attempt, ClientOptions } from '@wxdi/sdk';
import type { Globals } from '../args/globals.js';
import type { Context } from '../context.js';
import type { Say } from '../output/say.js';
import type { Secrets } from '../output/scrub.js';
import { defaultLimits, regions } from '@wxdi/sdk';
import { visible } from '../render/visible.js';
import { UsageError } from '../usage-error.js';
import { authOf } from './auth.js';

type Env = Context['env'];

/** What the client needs, from flags and environment. What is missing or contradicts itself is exit 2. */
export const clientOptions = async (
  context: Pick<Context, 'env' | 'readFile'>,
  globals: Globals,
  say: Say,
  secrets: Secrets,
): Promise<ClientOptions> => ({
  ...serviceOf(globals, context.env),
  ...scopeOf(globals, context.env),
  auth: await authOf(context, secrets),
  ...limitsOf(globals['http-timeout']),
  ...retryOf(globals['max-retries']),
  ...(say.detailed ? { onAttempt: tellOf(say) } : {}),
});

const tellOf =
  (say: Say) =>
  (attempt: Attempt): void => {
    const { method, path, status, failure, durationMs, retryInMs } = attempt;
    const answer = visible(String(status ?? failure ?? 'no answer'));
    const again = retryInMs === undefined ? '' : `; again in ${Math.round(retryInMs)} ms`;
    say.detail(`${method} ${visible(path)} → ${answer} (${Math.round(durationMs)} ms${again})`, attempt);
  };

/** A flag silences both variables of its pair; two variables contradict each other. */
const pick = <First extends string, Second extends string>(
  env: Env,
  first: readonly [key: First, flag: string | undefined, variable: string],
  second: readonly [key: Second, flag: string | undefined, variable: string],
  missing: string,
): Partial<Record<First | Second, string>> => {
  for (const [key, flag] of [first, second]) {
    if (flag !== undefined) return { [key]: flag } as Partial<Record<First | Second, string>>;
  }
  const set = [first, second].filter(([, , variable]) => Boolean(env[variable]));
  const [chosen, other] = set;
  if (chosen === undefined) throw new UsageError(missing, 'wxdi help');
  if (other !== undefined) {
    throw new UsageError(
      `both ${first[2]} and ${second[2]} are set: unset one, or give --${first[0]} or --${second[0]}`,
    );
  }
  return { [chosen[0]]: env[chosen[2]] } as Partial<Record<First | Second, string>>;
};

const serviceOf = ({ url, region }: Globals, env: Env): Pick<ClientOptions, 'url' | 'region'> => {
  const picked = pick(
    env,
    ['url', url, 'WXDI_URL'],
    ['region', region, 'WXDI_REGION'],
    'which service? set WXDI_URL or WXDI_REGION, or give --url or --region',
  );
  if (picked.region === undefined) return { url: picked.url as string };
  const known = Object.keys(regions) as (keyof typeof regions)[];
  const found = known.find((name) => name === picked.region);
  if (found === undefined)
    throw new UsageError(`WXDI_REGION takes one of ${known.join(', ')}, not "${picked.region}"`);
  return { region: found };
};

const scopeOf = ({ project, space }: Globals, env: Env): Pick<ClientOptions, 'project' | 'space'> =>
  pick(
    env,
    ['project', project, 'WXDI_PROJECT_ID'],
    ['space', space, 'WXDI_SPACE_ID'],
    'which project? set WXDI_PROJECT_ID or WXDI_SPACE_ID, or give --project or --space',
  );

/** Whoever names a limit for the whole request means no other one to end it sooner, but for the connection. */
const limitsOf = (ms: number | undefined): Pick<ClientOptions, 'limits'> =>
  ms === undefined
    ? {}
    : {
        limits: { totalMs: ms, headersMs: ms, idleMs: ms, connectMs: Math.min(defaultLimits.connectMs, ms) },
      };

const retryOf = (retries: number | undefined): Pick<ClientOptions, 'retry'> =>
  retries === undefined
    ? {}
    : {
        retry: {
          transient: { attempts: retries + 1, baseMs: 500, capMs: 20_000 },
          throttled: { attempts: retries + 1, baseMs: 1_000, capMs: 60_000 },
        },
      };
