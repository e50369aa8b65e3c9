import type { Auth, ClientOptions, Limits } from '@wxdi/sdk';
import type { Fault, FaultServer } from '@wxdi/simulator/faults';
import type { Between, Circumstances, End, Place, Service, Setting } from '@wxdi/testkit';
import { createClient, WxdiError } from '@wxdi/sdk';
import { startFaultServer } from '@wxdi/simulator/faults';
import { faultRoutes, jobId, simulated, virtualClock } from '@wxdi/testkit';
import { onTestFinished } from 'vitest';

/**
 * Short limits for faults that wait, so that they pass quickly on real sockets; for other faults, limits that even a slow
 * machine never reaches. Waits between attempts pass on the virtual clock.
 */
const limitsFor = (script: readonly Fault[]): Partial<Limits> => {
  const waits = script.some(({ wire }) => wire?.stall !== undefined || wire?.latencyMs !== undefined);
  return waits ? { headersMs: 200, idleMs: 200, bodyBytes: 20_000 } : { bodyBytes: 20_000 };
};

/** A call that is safe to repeat, and one that must never be repeated blindly. */
export const calls = { get: faultRoutes.read, start: faultRoutes.start } as const;

export interface World {
  readonly client: ReturnType<typeof createClient>;
  /** Another client of the same service, as in another process. */
  readonly another: (options?: Partial<ClientOptions>) => ReturnType<typeof createClient>;
  readonly clock: ReturnType<typeof virtualClock>;
  readonly server: FaultServer;
  readonly service: Service;
  /** How many times a call was sent. */
  readonly sent: (call: keyof typeof calls) => number;
  /** Whether requests reach the service. */
  readonly reachable: boolean;
  /** Number of attempts, including those that reach no server. */
  readonly attempts: () => number;
  /** Closes everything before the test ends. */
  readonly close: () => Promise<void>;
}

/** Options of a world, in addition to its script. */
export interface WorldOptions {
  readonly options?: Partial<ClientOptions>;
  /** Where the client sends its requests, given the URL of the service; default: to the service. */
  readonly place?: NonNullable<Setting['place']>;
  /** Default: a valid token. */
  readonly auth?: (url: string) => Auth;
  readonly service?: Circumstances;
  /** Whether it is allowed that a fault meets no request. */
  readonly unusedFaults?: boolean;
  /** What is between the fault server and the service. */
  readonly between?: Between;
}

const wayTo = ({ url, proxy, ca }: Place): Partial<ClientOptions> => ({
  url,
  ...(proxy === undefined ? {} : { proxy: { httpsProxy: proxy } }),
  ...(ca === undefined ? {} : { tls: { ca } }),
});

/** A client with the real transport, and a service with faults. */
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
      project: '0191d1a0-7b1e-7000-8000-0000000000f1',
      auth: auth(server.url),
      limits: limitsFor(script),
      clock,
      random: () => 0.5,
      onAttempt: () => (attempts += 1),
      // Virtual time stands still while a request is on a real socket.
      trace: () => ({ end: clock.hold() }),
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
      if (!unusedFaults || !String(error).includes('met no request')) throw error;
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

/** How a call ended: `ok`, or its error. */
export const endOf = async (call: Promise<unknown>): Promise<'ok' | WxdiError> =>
  call.then(
    () => 'ok' as const,
    (error: unknown) => {
      if (error instanceof WxdiError) return error;
      throw error;
    },
  );

/** The end of a call as the table states it: `ok`, or kind and outcome. */
export const inWords = (end: 'ok' | WxdiError): End =>
  end === 'ok' ? 'ok' : (`${end.kind}, ${end.outcome}` as End);
