import type { RawConnection, RawRequest, RawServer, RawServerOptions } from './raw-server.js';
import type { Fault, FaultAnswer } from './fault.js';
import { setTimeout as wait } from 'node:timers/promises';
import { startRawServer } from './raw-server.js';
import { meet, nameOf, scripted } from './fault.js';
import { send } from './wire.js';

/** Answers the requests that meet no scripted answer, e.g. a simulator. */
export type Upstream = (request: RawRequest) => FaultAnswer | Promise<FaultAnswer>;

export interface FaultServerOptions extends RawServerOptions {
  /** If a request meets several faults, the first one acts. */
  readonly script?: readonly Fault[];
  /** Default: a request that meets no fault fails the test. */
  readonly upstream?: Upstream;
}

/** One request as received, and how it was handled. */
export interface LedgerEntry {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Number of its connection, starting at 1. */
  readonly connection: number;
  /** Whether the upstream received it. */
  readonly processed: boolean;
  /** The fault that it met. */
  readonly fault?: Fault;
}

export interface FaultServer extends Pick<RawServer, 'url' | 'connections' | 'open' | 'closed'> {
  /** Every request so far, in order. */
  readonly ledger: readonly LedgerEntry[];
  /** Throws if a scripted fault met no request, or if a request met neither fault nor upstream. */
  readonly verify: () => void;
  /** Ends all connections, then verifies. */
  readonly close: () => Promise<void>;
}

/**
 * An HTTP server on loopback with scripted faults of the network and of the service. Every fault of the script must
 * occur: a fault that met no request fails the test when the server closes.
 *
 * @example
 * const server = await startFaultServer({
 *   upstream: simulator,
 *   // The run is started, and the answer is lost.
 *   script: [{ method: 'POST', route: '/v2/jobs/:job/runs', processed: true, wire: { reset: 'start' } }],
 * });
 */
export const startFaultServer = async (options: FaultServerOptions = {}): Promise<FaultServer> => {
  const { upstream, script: faults = [], ...raw } = options;
  const script = faults.map(scripted);
  const ledger: LedgerEntry[] = [];
  const unexpected: string[] = [];

  const answerTo = async (request: RawRequest, fault: Fault | undefined, processed: boolean) => {
    const real = processed ? await upstream?.(request) : undefined;
    const answer: FaultAnswer | undefined = fault?.answer ?? real;
    if (answer !== undefined || fault !== undefined) return answer ?? { status: 200 };
    unexpected.push(`${request.method} ${request.target}`);
    return { status: 599 };
  };

  const serve = async ({ socket, number, request: next }: RawConnection): Promise<void> => {
    for (let request = await next(); request !== undefined; request = await next()) {
      const fault = meet(script, request);
      const processed = upstream !== undefined && (fault === undefined || reachesUpstream(fault));
      ledger.push({ ...request, connection: number, processed, ...(fault === undefined ? {} : { fault }) });
      if (fault?.delayMs !== undefined) await wait(fault.delayMs);
      const answer = await answerTo(request, fault, processed);
      if (!(await send(socket, request.method, answer, fault?.wire))) return;
    }
  };

  const server = await startRawServer(serve, raw);
  const verify = (): void => {
    const unused = script.filter(({ used }) => used === 0).map(nameOf);
    if (unused.length > 0) throw new Error(`scripted faults that met no request:\n${unused.join('\n')}`);
    if (unexpected.length > 0)
      throw new Error(`requests that met neither fault nor upstream: ${unexpected.join(', ')}`);
  };
  const { url, connections, open, closed } = server;
  return {
    url,
    connections,
    open,
    closed,
    ledger,
    verify,
    close: async () => {
      await server.close();
      verify();
    },
  };
};

/** Without a scripted answer, the upstream's answer is sent, unless the fault hides all of it. */
const reachesUpstream = ({ processed, answer, wire = {} }: Fault): boolean =>
  processed ??
  (answer === undefined &&
    wire.raw === undefined &&
    ![wire.reset, wire.close, wire.stall].some((cut) => cut === 'start'));
