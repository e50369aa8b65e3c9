import type { HttpRequest, Transport } from '@wxdi/sdk';

/** A request that would have been sent. */
export interface Unsent {
  readonly method: string;
  readonly url: URL;
  readonly body: unknown;
}

/** Lets reads pass, and keeps what would change something. */
export interface DryRun {
  readonly unsent: Unsent[];
  readonly tap: (send: Transport, origin: string) => Transport;
  /** Does a step of several: in a dry run the next one is still of interest. */
  step<A>(work: () => Promise<A>): Promise<A | undefined>;
}

/** What the network answers instead: the sdk takes it for a wish to stop, and asks for nothing more. */
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
