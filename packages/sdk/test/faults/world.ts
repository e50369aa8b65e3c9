import type { ClientOptions, Limits } from '@wxdi/sdk';
import type { Fault, FaultServer, Upstream } from '@wxdi/testkit';
import { createClient, WxdiError } from '@wxdi/sdk';
import { startFaultServer, virtualClock } from '@wxdi/testkit';
import { onTestFinished } from 'vitest';
import { jobBody, runBody } from '../support/fake-network.js';

/**
 * Limits for faults that wait, which real sockets reach soon, and for all others, which no slow machine reaches. Waits
 * between attempts pass on the injected clock.
 */
const limitsFor = (script: readonly Fault[]): Partial<Limits> => {
  const waits = script.some(({ wire }) => wire?.stall !== undefined || wire?.latencyMs !== undefined);
  return waits ? { headersMs: 200, idleMs: 200, bodyBytes: 20_000 } : { bodyBytes: 20_000 };
};

const json = { 'content-type': 'application/json' };

/** The service on a good day: one job, and no run until one is started. */
export const service: Upstream = ({ method, target }) => {
  const [path] = target.split('?');
  if (method === 'POST') return { status: 201, headers: json, body: JSON.stringify(runBody('Starting')) };
  const body = path?.endsWith('/runs') === true ? { results: [] } : jobBody();
  return { status: 200, headers: json, body: JSON.stringify(body) };
};

const jobRoute = '/v2/jobs/:job';
const runsRoute = '/v2/jobs/:job/runs';

/** The two calls of the tables: one that is safe to repeat, and one that must never be. */
export const calls = {
  get: { method: 'GET', route: jobRoute },
  start: { method: 'POST', route: runsRoute },
} as const;

export interface World {
  readonly client: ReturnType<typeof createClient>;
  readonly clock: ReturnType<typeof virtualClock>;
  readonly server: FaultServer;
  /** How often a call was sent. */
  readonly sent: (call: keyof typeof calls) => number;
}

/** A client over the real transport, before a service with faults. */
export const world = async (
  script: readonly Fault[],
  options: Partial<ClientOptions> = {},
  upstream: Upstream = service,
): Promise<World> => {
  const server = await startFaultServer({ script, upstream });
  const clock = virtualClock();
  const client = createClient({
    url: server.url,
    project: 'project-1',
    auth: { type: 'bearertoken', token: 'token-1' },
    limits: limitsFor(script),
    clock,
    random: () => 0.5,
    ...options,
  });
  onTestFinished(async () => {
    client.close();
    await server.close();
  });
  const sent = (call: keyof typeof calls): number =>
    server.ledger.filter(
      ({ method, target }) =>
        method === calls[call].method && (call === 'get' ? /jobs\/job-1\?/ : /\/runs\?/).test(target),
    ).length;
  return { client, clock, server, sent };
};

/** How a call ended: `well`, or its error. */
export const endOf = async (call: Promise<unknown>): Promise<'well' | WxdiError> =>
  call.then(
    () => 'well' as const,
    (error: unknown) => {
      if (error instanceof WxdiError) return error;
      throw error;
    },
  );

/** The end of a call in a few words: `well`, or kind and outcome. */
export const inWords = (end: 'well' | WxdiError): string =>
  end === 'well' ? end : `${end.kind}, ${end.outcome}`;
