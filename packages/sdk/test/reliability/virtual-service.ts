import type { HttpRequest, HttpResponse, Transport, TransportFailure } from '@wxdi/sdk';
import type { ModelOptions, SimRequest, SimState } from '@wxdi/simulator';
import type { VirtualClock } from '@wxdi/testkit';
import { createState, step } from '@wxdi/simulator';

/** What happens to the next request. */
export type Mishap =
  | { readonly kind: 'lost before' | 'lost after' | 'cut body' | 'html' | 'unsent' | 'throttled' }
  | { readonly kind: 'status before' | 'status after'; readonly status: number }
  /** No answer is received; the request arrives later. */
  | { readonly kind: 'late'; readonly ms: number };

export interface VirtualService {
  readonly transport: Transport;
  readonly state: () => SimState;
  /** Reads a path without a mishap. */
  readonly read: (path: string) => HttpResponse;
  /** The mishaps of the next requests, in order; `undefined` for none. */
  readonly mishaps: (Mishap | undefined)[];
  /** Number of mishaps that were applied to a request. */
  readonly met: () => number;
}

const token = 't';
const project_id = 'p';

/** A body as it is sent: text unchanged, any other value as JSON. */
const textOf = (body: unknown): string => {
  if (body === undefined) return '';
  return typeof body === 'string' ? body : JSON.stringify(body);
};

/** The simulator's model behind a transport: no sockets, virtual time, and the requested mishaps. */
export const virtualService = (clock: VirtualClock, options: ModelOptions): VirtualService => {
  let state = createState({ ...options, token, projectId: project_id }, clock.now());
  const mishaps: (Mishap | undefined)[] = [];
  const pending: { readonly at: number; readonly request: SimRequest }[] = [];
  let met = 0;

  const take = (request: SimRequest, at: number): HttpResponse => {
    const { state: next, response } = step(state, request, at);
    state = next;
    const { status, headers, body } = response;
    return { status, headers, body: textOf(body) };
  };
  const arrivals = (): void => {
    for (const due of pending.filter(({ at }) => at <= clock.now())) {
      pending.splice(pending.indexOf(due), 1);
      take(due.request, due.at);
    }
  };

  const apply = (mishap: Mishap, request: SimRequest): HttpResponse | TransportFailure => {
    const now = clock.now();
    const lost: TransportFailure = { failure: 'lost', message: 'the connection was lost' };
    switch (mishap.kind) {
      case 'unsent':
        return { failure: 'no-connection', message: 'refused' };
      case 'throttled':
        return { status: 429, headers: { 'retry-after': '2' }, body: '' };
      case 'lost before':
        return lost;
      case 'lost after':
        take(request, now);
        return lost;
      case 'late':
        pending.push({ at: now + mishap.ms, request });
        return lost;
      case 'cut body':
        return { failure: 'body-lost', message: 'the body was truncated', status: take(request, now).status };
      case 'html':
        return { status: 200, headers: {}, body: '<html>' };
      case 'status before':
        return { status: mishap.status, headers: {}, body: '' };
      case 'status after':
        take(request, now);
        return { status: mishap.status, headers: {}, body: '' };
    }
  };

  const transport: Transport = async ({ method, url, headers, body, signal }: HttpRequest) => {
    if (signal?.aborted === true) return { failure: 'aborted', message: 'stopped', unsent: true };
    arrivals();
    clock.advance(20);
    const query = Object.fromEntries(url.searchParams);
    const parsed: unknown = body === undefined ? undefined : JSON.parse(body);
    const request: SimRequest = { method, path: url.pathname, query, headers, body: parsed };
    const mishap = mishaps.shift();
    if (mishap === undefined) return take(request, clock.now());
    met += 1;
    return apply(mishap, request);
  };
  return {
    transport,
    state: () => {
      arrivals();
      return state;
    },
    read: (path) => {
      arrivals();
      const headers = { authorization: `Bearer ${token}` };
      const request = { method: 'GET', path, query: { project_id, limit: '100' }, headers, body: undefined };
      const { status, headers: answered, body } = step(state, request, clock.now()).response;
      return { status, headers: answered, body: JSON.stringify(body) };
    },
    mishaps,
    met: () => met,
  };
};
