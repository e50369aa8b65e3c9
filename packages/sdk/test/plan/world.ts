import type { Client, HttpRequest, Plan, Transport } from '@wxdi/sdk';
import type { ModelOptions, Quirks } from '@wxdi/simulator';
import { virtualService } from '../reliability/virtual-service.js';
import { assets } from './documents.js';
import { createClient } from '@wxdi/sdk';
import { random, virtualClock } from '@wxdi/testkit';

/** Where the client of a call ends: at a request, before or after the service gets it. */
export interface Kill {
  readonly at: number;
  readonly before: boolean;
}

/** A service with switches, and clients of it. The ledger has every request that was sent. */
export const world = (
  quirks: Partial<Quirks> = {},
  known: ModelOptions = assets,
  wrap: (send: Transport) => Transport = (send) => send,
) => {
  const clock = virtualClock();
  const service = virtualService(clock, { ...known, quirks });
  const ledger: HttpRequest[] = [];
  const clientOver = (send: Transport): Client =>
    createClient({
      url: 'https://service.example',
      project: 'p',
      auth: { type: 'bearertoken', token: 't' },
      clock,
      random: random(1),
      transport: async (request) => {
        ledger.push(request);
        return await send(request);
      },
    });
  return {
    service,
    clock,
    client: clientOver(wrap(service.transport)),
    /** A client of others: not wrapped. */
    other: clientOver(service.transport),
    /** A client whose lists have everything that a single read of a job has. */
    whole: clientOver(async (request) => {
      const answer = await service.transport(request);
      if (request.url.pathname !== '/v2/jobs' || request.method !== 'GET' || 'failure' in answer)
        return answer;
      const page = JSON.parse(answer.body) as { results: { metadata: { asset_id: string } }[] };
      const results = page.results.map(({ metadata }): unknown =>
        JSON.parse(service.read(`/v2/jobs/${metadata.asset_id}`).body),
      );
      return { ...answer, body: JSON.stringify({ ...page, results }) };
    }),
    /** The requests that may change something. */
    writes: () => ledger.filter(({ method, url }) => method !== 'GET' && !url.pathname.endsWith('/search')),
    ledger,
    /** A client whose process is killed at a request; nothing is sent after it. */
    killed: ({ at, before }: Kill): { readonly client: Client; readonly signal: AbortSignal } => {
      const controller = new AbortController();
      let count = 0;
      const client = clientOver(async (request) => {
        count += 1;
        if (count < at) return await service.transport(request);
        if (count === at && !before) await service.transport({ ...request, signal: undefined });
        controller.abort();
        return { failure: 'lost', message: 'killed' };
      });
      return { client, signal: controller.signal };
    },
    names: () =>
      [...service.state().jobs.values()]
        .filter(({ goneAt }) => goneAt === undefined || goneAt > clock.now())
        .map(({ name }) => name)
        .toSorted(),
  };
};

/** Whether a plan changes nothing. */
export const isEmpty = ({ counts }: Plan): boolean =>
  counts.create + counts.update + counts.delete + counts.refused === 0;
