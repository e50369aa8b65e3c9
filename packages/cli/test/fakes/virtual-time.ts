import type { HttpRequest, HttpResponse, Transport, TransportFailure } from '@wxdi/sdk';
import type { VirtualClock } from '@wxdi/testkit';
import type { World } from './context.js';
import { createClient } from '@wxdi/sdk';
import { virtualClock } from '@wxdi/testkit';

type Outcome = HttpResponse | TransportFailure;

/** An answer to a request; `hangs` never comes, and ends when the request is aborted. */
export type Answer = Outcome | 'hangs';

export const answer = (status: number, body: unknown, headers: Record<string, string> = {}): Outcome => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

export interface VirtualWorld {
  readonly clock: VirtualClock;
  readonly world: World;
  /** Methods and paths of all requests. */
  readonly sent: readonly string[];
}

/** A world in virtual time, whose service answers as stated. */
export const virtualWorld = (answerTo: (request: HttpRequest) => Answer, more: World = {}): VirtualWorld => {
  const clock = virtualClock();
  const sent: string[] = [];
  const network: Transport = async (request) => {
    sent.push(`${request.method} ${request.url.pathname}`);
    const outcome = answerTo(request);
    if (outcome !== 'hangs') return outcome;
    const { signal } = request;
    return await new Promise((resolve) => {
      const stop = (): void =>
        resolve({ failure: 'aborted', message: 'the request was aborted', cause: signal?.reason });
      if (signal?.aborted === true) stop();
      else signal?.addEventListener('abort', stop);
    });
  };
  const world: World = {
    now: clock.now,
    sleep: async (ms, signal) => await clock.sleep(ms, signal ?? new AbortController().signal)(),
    after: (ms, run) => {
      const stop = new AbortController();
      void clock
        .sleep(ms, stop.signal)()
        .then(() => {
          if (!stop.signal.aborted) run();
        });
      return () => stop.abort();
    },
    network,
    connect: async (options) => createClient({ transport: network, ...options, clock, random: () => 0.5 }),
    ...more,
  };
  return { clock, world, sent };
};
