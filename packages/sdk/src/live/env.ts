import type { HasClock, HasJournal, HasRandom, HasRetry, JobsApi } from '@wxdi/core';
import type { Attempt, ClientOptions } from '../client/options.js';
import type { AttemptReport } from '../http/with-retry.js';
import type { NodeTransport } from '../http/node-transport.js';
import type { Tracer } from '../http/with-tracing.js';
import type { Scrub } from './scrub/scrubber.js';
import { credentialOf } from '../auth/credential-of.js';
import { withAuth } from '../auth/with-auth.js';
import { settingsOf, wrong } from '../client/settings.js';
import { liveClock } from '../clock.js';
import { createNodeTransport } from '../http/node-transport.js';
import { chooseProxy } from '../http/proxy/choose.js';
import { isFailure } from '../http/transport.js';
import { withRateLimit } from '../http/with-rate-limit.js';
import { withRedirects } from '../http/with-redirects.js';
import { withRetry } from '../http/with-retry.js';
import { withTracing } from '../http/with-tracing.js';
import { fileJournal } from '../journal/file-journal.js';
import { memoryJournal } from '../journal/memory-journal.js';
import { liveJobsApi } from './jobs-api.js';
import { scrubber } from './scrub/scrubber.js';

/** The live record: what core's programs run over, less the wish to stop, which is each call's own. */
export interface LiveEnv
  extends HasClock, HasJournal, HasRandom, HasRetry, Pick<ClientOptions, 'poll' | 'settle'> {
  readonly api: JobsApi;
}

/** Builds the live record: the one place that knows which parts a client is made of. */
export const liveEnv = (options: ClientOptions): { readonly env: LiveEnv; readonly close: () => void } => {
  const { origin, scope } = settingsOf(options);
  const clock = options.clock ?? liveClock;
  const random = options.random ?? Math.random;
  const { onAttempt, trace, rateLimit, retry } = options;

  const network = networkOf(options);
  // Below authentication, so that requests for tokens are traced and count as well.
  const limited = rateLimit === undefined ? network.send : withRateLimit(rateLimit, clock)(network.send);
  const known: (() => readonly string[])[] = [() => secretsOf(options)];
  const scrub = scrubber(() => known.flatMap((secrets) => secrets()));
  const wire = trace === undefined ? limited : withTracing(discreet(trace, scrub), clock)(limited);
  const credential = credentialOf(options.auth, { origin, send: wire, clock });
  known.push(credential.secrets);
  const send = withRetry({
    ...(retry === undefined ? {} : { retry }),
    clock,
    random,
    ...(onAttempt === undefined ? {} : { onAttempt: (report) => onAttempt(attemptOf(report, scrub)) }),
  })(withAuth(credential, origin)(withRedirects()(wire)));
  const api = liveJobsApi({ origin, scope, send, scrub });
  const journal = options.journal === undefined ? memoryJournal() : fileJournal(options.journal.folder);
  const { poll, settle } = options;
  const env = {
    api,
    clock,
    journal,
    random,
    ...(retry === undefined ? {} : { retry }),
    ...(poll === undefined ? {} : { poll }),
    ...(settle === undefined ? {} : { settle }),
  };
  return { env, close: network.close };
};

const networkOf = ({ transport, limits, tls, proxy }: ClientOptions): NodeTransport => {
  if (transport === undefined) {
    return createNodeTransport({
      ...(limits === undefined ? {} : { limits }),
      ...(tls === undefined ? {} : { tls }),
      ...(proxy === undefined ? {} : { proxy }),
    });
  }
  // What would be ignored without a word is refused.
  for (const [name, value] of Object.entries({ limits, tls, proxy })) {
    if (value !== undefined) throw wrong(name, 'nothing: the transport that is given decides', 'a value');
  }
  return { send: transport, close: () => undefined };
};

/** Secrets of the options that are no credential for the service. */
const secretsOf = ({ proxy }: ClientOptions): readonly string[] => {
  if (proxy === undefined) return [];
  const choose = chooseProxy({ ...proxy, noProxy: '' });
  return ['https://service.invalid', 'http://service.invalid'].flatMap(
    (url) => choose(new URL(url))?.secrets ?? [],
  );
};

/** The same tracer, told of no secret. */
const discreet =
  (tracer: Tracer, scrub: Scrub): Tracer =>
  (start) => {
    const span = tracer({ ...start, path: scrub(start.path) });
    const { end } = span ?? {};
    if (span === undefined || end === undefined) return span;
    return {
      ...span,
      end: ({ failure, ...rest }) =>
        end(
          failure === undefined
            ? rest
            : { ...rest, failure: { ...failure, message: scrub(failure.message) } },
        ),
    };
  };

const attemptOf = (
  { request, attempt, durationMs, outcome, retryInMs }: AttemptReport,
  scrub: Scrub,
): Attempt => ({
  method: request.method,
  path: scrub(request.url.pathname),
  attempt,
  durationMs,
  ...(outcome.status === undefined ? {} : { status: outcome.status }),
  ...(isFailure(outcome) ? { failure: scrub(outcome.message) } : {}),
  ...(retryInMs === undefined ? {} : { retryInMs }),
});
