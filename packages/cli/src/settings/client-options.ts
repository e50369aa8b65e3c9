import type { Attempt, ClientOptions, NodeTransport, Transport } from '@wxdi/sdk';
import type { Context } from '../context.js';
import type { Say } from '../output/say.js';
import type { Connection } from './connection.js';
import { visible } from '../render/visible.js';

/** Stands between the client and the network. */
export type Tap = (send: Transport, origin: string) => Transport;

export interface TappedOptions {
  readonly options: ClientOptions;
  /** The network below the taps, which the client does not close. */
  readonly network?: NodeTransport;
}

/** The options of a client for this connection. Taps make a transport of our own necessary. */
export const clientOptions = async (
  context: Pick<Context, 'openTransport'>,
  { network, origin, insecure: _insecure, ...options }: Connection,
  say: Say,
  taps: readonly Tap[],
): Promise<TappedOptions> => {
  const told = { ...options, ...(say.detailed ? { onAttempt: tellOf(say) } : {}) };
  if (taps.length === 0) return { options: { ...told, ...network } };
  const opened = await context.openTransport(network);
  const transport = taps.reduce((send, tap) => tap(send, origin), opened.send);
  return { options: { ...told, transport }, network: opened };
};

/** Says each attempt on stderr. */
const tellOf =
  (say: Say) =>
  (attempt: Attempt): void => {
    const { method, path, status, failure, durationMs, retryInMs } = attempt;
    const answer = visible(String(status ?? failure ?? 'no answer'));
    const again = retryInMs === undefined ? '' : `; again in ${Math.round(retryInMs)} ms`;
    say.detail(`${method} ${visible(path)} → ${answer} (${Math.round(durationMs)} ms${again})`, attempt);
  };
