import type { HttpRequest, Transport } from '@wxdi/sdk';

/** A request that would have been sent. */
export interface Unsent {
  readonly method: string;
  readonly url: URL;
  readonly body: unknown;
}

/** Sends reads, and keeps requests that would change something. */
export interface DryRun {
  readonly unsent: Unsent[];
  readonly tap: (send: Transport) => Transport;
  /** Runs one of several steps; a request that was not sent does not stop the next step. */
  step<A>(work: () => Promise<A>): Promise<A | undefined>;
}

/** The answer to a request that was not sent: the sdk stops, as if it was aborted. */
const stopped = { failure: 'aborted', message: 'dry run', unsent: true } as const;

export const createDryRun = (): DryRun => {
  const unsent: Unsent[] = [];
  return {
    unsent,
    tap: (send) => async (request) => {
      if (request.effect === 'read') return await send(request);
      unsent.push({ method: request.method, url: request.url, body: bodyOf(request) });
      return stopped;
    },
    step: async (work) => {
      const before = unsent.length;
      try {
        return await work();
      } catch (error) {
        if (unsent.length === before) throw error;
        return undefined;
      }
    },
  };
};

const bodyOf = ({ body }: HttpRequest): unknown => {
  if (body === undefined) return undefined;
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return body;
  }
};
