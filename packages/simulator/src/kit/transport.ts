import { parsedBody, parsedTarget } from '../http/parse.js';
import { textOf } from './answers.js';
import { never, type Cancel } from './clock.js';
import type { Service } from './service.js';

/** A request, as far as the simulator reads it. A request of @wxdi/sdk is one. */
export interface TransportRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  readonly signal?: Cancel | undefined;
}

/** An answer, or why there is none, as `Transport` of @wxdi/sdk returns it. */
export type TransportResult =
  | { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string }
  | {
      readonly failure: 'lost' | 'body-lost' | 'aborted';
      readonly message: string;
      readonly status?: number;
      readonly unsent?: boolean;
    };

/** Sends requests to the simulator without a network. It is a `Transport` of @wxdi/sdk. */
export type SimulatorTransport = (request: TransportRequest) => Promise<TransportResult>;

/** The service as a transport. Any origin is the service, that of a token service too. */
export const transportOf =
  (service: Service): SimulatorTransport =>
  async ({ method, url, headers, body = '', signal = never }) => {
    if (signal.aborted) return { failure: 'aborted', message: 'the request was aborted', unsent: true };
    const lower = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
    );
    const request = {
      method,
      ...parsedTarget(url.pathname + url.search),
      headers: lower,
      ...parsedBody(body, lower['content-type']),
    };
    const { response, entry, loss } = await service.exchange(request, signal);
    if (isAborted(signal)) return { failure: 'aborted', message: 'the request was aborted' };
    switch (loss) {
      case 'request':
        return { failure: 'lost', message: 'the connection ended without an answer (simulated)' };
      case 'answer':
        return { failure: 'lost', message: 'the answer was lost (simulated)' };
      case 'body': {
        const message = 'the body of the answer ended early (simulated)';
        return { failure: 'body-lost', message, status: response.status };
      }
      case undefined:
        return {
          status: response.status,
          headers: { ...response.headers, date: new Date(entry.at).toUTCString() },
          body: textOf(response.body),
        };
    }
  };

/** Read again after a wait. */
const isAborted = (signal: Cancel): boolean => signal.aborted;
