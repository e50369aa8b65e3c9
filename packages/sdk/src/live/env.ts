import type {
  HasClock,
  HasJournal,
  HasNames,
  HasPoll,
  HasRandom,
  HasRetry,
  HasScope,
  HasSettle,
  HasThrottle,
  JobsApi,
  Journal,
} from '@wxdi/core';
import type { Credential } from '../auth/credential.js';
import type { Attempt, ClientOptions } from '../options/client-options.js';
import type { AttemptReport } from '../http/with-retry.js';
import type { NodeTransport } from '../http/node-transport.js';
import type { Tracer } from '../http/with-tracing.js';
import type { Scrub } from '../secrets/scrubber.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { credentialOf } from '../auth/credential-of.js';
import { withAuth } from '../auth/with-auth.js';
import { checkOptions, clientRule } from '../checks/options.js';
import { settingsOf } from '../options/settings.js';
import { liveClock } from '../clock.js';
import { wrongOption } from '../option-error.js';
import { chooseProxy } from '../http/proxy/choose.js';
import { foreignTransport } from '../http/foreign-transport.js';
import { isFailure } from '../http/transport.js';
import { throttleOf } from '../http/throttle.js';
import { withRateLimit } from '../http/with-rate-limit.js';
import { withRedirects } from '../http/with-redirects.js';
import { judgedRetry } from '../http/with-retry.js';
import { withTracing } from '../http/with-tracing.js';
import { boundJournal } from '../journal/bound-journal.js';
import { ownJournal } from '../journal/own-journal.js';
import { defaultNetwork, fileJournal } from '../platform/platform.js';
import { memoryJournal } from '../journal/memory-journal.js';
import { liveJobsApi } from './jobs-api.js';
import { ownNames } from '../options/own-names.js';
import { scrubberOf } from '../secrets/scrubber.js';

/** The live record of core's ports, without the signal, which each call has of its own. */
export interface LiveEnv
  extends HasClock, HasJournal, HasNames, HasPoll, HasRandom, HasRetry, HasScope, HasSettle, HasThrottle {
  /** The service, in the scope of the client. */
  readonly api: JobsApi;
}

/** Builds the live record: the only place that connects the parts of a client. */
export const liveEnv = (options: ClientOptions): { readonly env: LiveEnv; readonly close: () => void } => {
  checkOptions(clientRule, options);
  const { origin, scope } = settingsOf(options);
  const clock = options.clock ?? liveClock;
  const random = options.random ?? Math.random;
  const { onAttempt, trace, rateLimit, retry, poll, settle } = options;

  const network = networkOf(options);
  // Below authentication, so that token requests are limited and traced too.
  const limited = rateLimit === undefined ? network.send : withRateLimit(rateLimit, clock)(network.send);
  const credentials: Credential[] = [];
  const scrub = scrubberOf({
    *[Symbol.iterator]() {
      yield* secretsOf(options);
      for (const { secrets } of credentials) yield* secrets();
    },
  });
  const wire = trace === undefined ? limited : withTracing(withoutSecrets(trace, scrub), clock)(limited);
  const credential = credentialOf(options.auth, { origin, send: wire, clock });
  credentials.push(credential);
  const throttle = throttleOf(clock);
  const send = judgedRetry({
    retry,
    clock,
    random,
    throttle,
    onAttempt: onAttempt && ((report) => onAttempt(attemptOf(report, scrub))),
  })(withAuth(credential, origin)(withRedirects()(wire)));
  const api = liveJobsApi({ origin, scope, send, scrub });
  const journal = boundJournal(journalOf(options), origin, ...Object.entries(scope).flat());
  const names = options.names && ownNames(options.names);
  return {
    env: {
      api,
      clock,
      journal,
      names,
      random,
      retry,
      poll,
      scope,
      settle,
      onThrottled: throttle.onThrottled,
    },
    close: network.close,
  };
};

const journalOf = ({ journal }: ClientOptions): Journal => {
  if (journal === undefined) return memoryJournal();
  if (!('folder' in journal)) return ownJournal(journal);
  const inFolder = fileJournal(journal.folder);
  return journal.readOnly === true ? { ...inFolder, swap: () => TE.right(true) } : inFolder;
};

const networkOf = ({ transport, limits, tls, proxy, maxSockets }: ClientOptions): NodeTransport => {
  if (transport === undefined) {
    return defaultNetwork({ limits, tls, proxy, maxSockets });
  }
  // Options that would be ignored are refused.
  for (const [name, value] of Object.entries({ limits, tls, proxy, maxSockets })) {
    if (value !== undefined) throw wrongOption(name, 'no value: the given transport decides', 'a value');
  }
  return { send: foreignTransport(transport), close: () => undefined };
};

/** Secrets in the options other than the credential. */
const secretsOf = ({ proxy }: ClientOptions): readonly string[] => {
  if (proxy === undefined) return [];
  const choose = chooseProxy({ ...proxy, noProxy: '' });
  return ['https://service.invalid', 'http://service.invalid'].flatMap(
    (url) => choose(new URL(url))?.secrets ?? [],
  );
};

/** A tracer that receives no secrets. */
const withoutSecrets =
  (tracer: Tracer, scrub: Scrub): Tracer =>
  (start) => {
    const span = tracer({ ...start, path: scrub(start.path) }) ?? undefined;
    if (span?.end === undefined) return span;
    return {
      headers: span.headers,
      end: ({ failure, ...rest }) =>
        span.end?.({ ...rest, failure: failure && { ...failure, message: scrub(failure.message) } }),
    };
  };

const attemptOf = (
  { request, attempt, durationMs, outcome, retryInMs }: AttemptReport,
  scrub: Scrub,
): Attempt => ({
  method: request.method,
  path: scrub(request.url.pathname),
  query: scrub(request.url.search),
  attempt,
  durationMs,
  status: outcome.status,
  failure: isFailure(outcome) ? scrub(outcome.message) : undefined,
  retryInMs,
});
