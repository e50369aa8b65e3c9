import type { HttpRequest, Transport, TransportOutcome } from '../http/transport.js';
import { callHook } from '../hook.js';
import { isFailure } from '../http/transport.js';
import { scrubberOf } from '../secrets/scrubber.js';
import { entryOf } from './har.js';
import { redactor, secretsInBody, secretsInHeaders } from './redact.js';

/** Where entries go. It never throws. */
export interface Sink {
  readonly write: (entry: string) => void;
}

export interface RecorderOptions {
  /** Further secrets to remove, such as that of a profile. Read before each entry is written. */
  readonly secrets?: Iterable<string> | undefined;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Milliseconds from an arbitrary origin. */
  readonly monotonic: () => number;
}

/**
 * A transport that passes requests on, and writes each exchange, redacted, to a sink. The secrets of all requests and
 * answers so far are removed, wherever they appear.
 */
export const recording = (
  sink: Sink,
  { secrets = [], now, monotonic }: RecorderOptions,
): ((send: Transport) => Transport) => {
  const seen = new Set<string>();
  const redact = redactor(
    scrubberOf({
      *[Symbol.iterator]() {
        yield* secrets;
        yield* seen;
      },
    }),
  );
  const learn = (found: readonly string[]): void => {
    for (const secret of found) seen.add(secret);
  };
  const write = (request: HttpRequest, outcome: TransportOutcome, startedAt: number, time: number): void => {
    if (!isFailure(outcome)) learn([...secretsInHeaders(outcome.headers), ...secretsInBody(outcome.body)]);
    sink.write(JSON.stringify(entryOf(request, outcome, { startedAt, time, redact })));
  };
  return (send) => async (request) => {
    const startedAt = now();
    const since = monotonic();
    callHook(() => {
      learn(secretsInHeaders(request.headers));
      learn(secretsInBody(request.body ?? ''));
    });
    const outcome = await send(request);
    callHook(() => write(request, outcome, startedAt, monotonic() - since));
    return outcome;
  };
};
