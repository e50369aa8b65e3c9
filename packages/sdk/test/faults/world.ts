import type { Auth, ClientOptions, Limits } from '@wxdi/sdk';
import type { Between, Circumstances, Fault, FaultServer, Place, Service, Setting } from '@wxdi/testkit';
import { createClient, WxdiError } from '@wxdi/sdk';
import { faultRoutes, jobId, simulated, startFaultServer, virtualClock } from '@wxdi/testkit';
import { onTestFinished } from 'vitest';

/**
 * Limits for faults that wait, which real sockets reach soon, and for all others, which no slow machine reaches. Waits
 * between attempts pass on the injected clock.
 */
const limitsFor = (script: readonly Fault[]): Partial<Limits> => {
  const waits = script.some(({ wire }) => wire?.stall !== undefined || wire?.latencyMs !== undefined);
  return waits ? { headersMs: 200, idleMs: 200, bodyBytes: 20_000 } : { bodyBytes: 20_000 };
};

/** The two calls of the tables: one that is safe to repeat, and one that must never be. */
export const calls = { get: faultRoutes.read, start: faultRoutes.start } as const;

export interface World {
  readonly client: ReturnType<typeof createClient>;
  /** Another client of the same service, as in another process. */
  readonly another: (options?: Partial<ClientOptions>) => ReturnType<typeof createClient>;
  readonly clock: ReturnType<typeof virtualClock>;
  readonly server: FaultServer;
  readonly service: Service;
  /** How often a call was sent. */
  readonly sent: (call: keyof typeof calls) => number;
  /** Whether calls get to the service. */
  readonly reachable: boolean;
  /** Attempts at calls, also those that reach nobody. */
  readonly attempts: () => number;
  /** Ends it before the test does. */
  readonly close: () => Promise<void>;
}

/** What a world is made with, beside its script. */
export interface WorldOptions {
  readonly options?: Partial<ClientOptions>;
  /** Where the client is sent, given the URL of the service; default: to the service. */
  readonly place?: NonNullable<Setting['place']>;
  /** Default: a token that is taken. */
  readonly auth?: (url: string) => Auth;
  readonly service?: Circumstances;
  /** Whether faults may meet no call. */
  readonly unusedFaults?: boolean;
  /** What stands between the fault server and the service. */
  readonly between?: Between;
}

const wayTo = ({ url, proxy, ca }: Place): Partial<ClientOptions> => ({
  url,
  ...(proxy === undefined ? {} : { proxy: { httpsProxy: proxy } }),
  ...(ca === undefined ? {} : { tls: { ca } }),
});

/** A client over the real transport, before a service with faults. */
export const world = async (
  script: readonly Fault[],
  {
    options = {},
    auth = () => ({ type: 'bearertoken', token: 'token-1' }),
    service: circumstances,
    unusedFaults = false,
    place: placeOf,
    between,
  }: WorldOptions = {},
): Promise<World> => {
  const clock = virtualClock();
  const service = simulated(clock, circumstances);
  const upstream = between?.(service, clock) ?? service.upstream;
  const server = await startFaultServer({ script, upstream });
  const place = await placeOf?.(server.url);
  if (place !== undefined) onTestFinished(place.close);
  const clients: ReturnType<typeof createClient>[] = [];
  let attempts = 0;
  const another: World['another'] = (more = {}) => {
    const client = createClient({
      url: server.url,
      project: 'project-1',
      auth: auth(server.url),
      limits: limitsFor(script),
      clock,
      random: () => 0.5,
      onAttempt: () => (attempts += 1),
      ...(place === undefined ? {} : wayTo(place)),
      ...options,
      ...more,
    });
    clients.push(client);
    return client;
  };
  const client = another();
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => {
    for (const each of clients) each.close();
    closed ??= server.close().catch((error: unknown) => {
      if (!unusedFaults || !String(error).includes('met no call')) throw error;
    });
    return closed;
  };
  onTestFinished(close);
  const sent = (call: keyof typeof calls): number =>
    server.ledger.filter(
      ({ method, target }) =>
        method === calls[call].method &&
        (call === 'get' ? target.includes(`${jobId}?`) : /\/runs\?/.test(target)),
    ).length;
  return {
    client,
    another,
    clock,
    server,
    service,
    sent,
    reachable: place?.leadsOn ?? place === undefined,
    attempts: () => attempts,
    close,
  };
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
