import type { Clock, HasClock, HasRandom, JobsApi } from '@wxdi/core';
import type { Attempt, Auth, ClientOptions } from '../client/options.js';
import type { Credential } from '../auth/credential.js';
import type { Transport } from '../http/transport.js';
import type { AttemptReport } from '../http/with-retry.js';
import { defaultRetry, retryPolicy } from '@wxdi/core';
import { bearerToken } from '../auth/bearer-token.js';
import { noCredential } from '../auth/credential.js';
import { iam, iamUrl } from '../auth/iam.js';
import { withAuth } from '../auth/with-auth.js';
import { originOf, settingsOf } from '../client/settings.js';
import { liveClock } from '../clock.js';
import { createNodeTransport } from '../http/node-transport.js';
import { isFailure } from '../http/transport.js';
import { withRetry } from '../http/with-retry.js';
import { liveJobsApi } from './jobs-api.js';

/** The live record: what core's programs run over, less the wish to stop, which is each call's own. */
export interface LiveEnv extends HasClock, HasRandom {
  readonly api: JobsApi;
}

/** Builds the live record: the one place that knows which parts a client is made of. */
export const liveEnv = (options: ClientOptions): { readonly env: LiveEnv; readonly close: () => void } => {
  const { origin, scope } = settingsOf(options);
  const clock = options.clock ?? liveClock;
  const random = options.random ?? Math.random;
  const network =
    options.transport === undefined
      ? createNodeTransport({ limits: options.limits ?? {} })
      : { send: options.transport, close: () => undefined };
  const credential = credentialOf(options.auth, network.send, clock);
  const { onAttempt } = options;
  const send = withRetry({
    policy: retryPolicy({ ...defaultRetry, ...options.retry }),
    clock,
    random,
    ...(onAttempt === undefined ? {} : { onAttempt: (report) => onAttempt(attemptOf(report)) }),
  })(withAuth(credential)(network.send));
  const api = liveJobsApi({ origin, scope, send, scrub: scrubber(credential) });
  return { env: { api, clock, random }, close: network.close };
};

const credentialOf = (auth: Auth, send: Transport, clock: Clock): Credential => {
  switch (auth.type) {
    case 'iam':
      return iam({ apiKey: auth.apiKey, url: originOf('auth.url', auth.url ?? iamUrl), send, clock });
    case 'bearertoken':
      return bearerToken(auth.token);
    case 'noauth':
      return noCredential;
  }
};

/** Takes every known secret out of a text, longest first, so that none hides inside another. */
const scrubber = (credential: Credential) => (text: string) =>
  [...credential.secrets()]
    .filter((secret) => secret !== '')
    .sort((a, b) => b.length - a.length)
    .reduce((clean, secret) => clean.replaceAll(secret, '[secret]'), text);

const attemptOf = ({ request, attempt, durationMs, outcome, retryInMs }: AttemptReport): Attempt => ({
  method: request.method,
  path: request.url.pathname,
  attempt,
  durationMs,
  ...(outcome.status === undefined ? {} : { status: outcome.status }),
  ...(isFailure(outcome) ? { failure: outcome.message } : {}),
  ...(retryInMs === undefined ? {} : { retryInMs }),
});
