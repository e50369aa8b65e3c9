import type { Messages } from './output/messages.js';
import type { Secrets } from './output/secrets.js';
import { parseJson, printJson, scrubber, type HttpRequest, type Transport } from '@wxdi/sdk';
import { printDocument, wantsDocument, type Printing } from './output/document.js';
import { linesTo } from './output/lines.js';
import { redacted } from './render/redact.js';
import { visible, visibleLines } from './render/visible.js';

/** A request that would have been sent. */
interface Unsent {
  readonly method: string;
  readonly path: string;
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
      const { method, url } = request;
      unsent.push({ method, path: `${url.pathname}${url.search}`, body: bodyOf(request) });
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
    return parseJson(body);
  } catch {
    return body;
  }
};

/** Prints the requests of a dry run: method, path and body, without secrets. */
export const printUnsent = async (
  session: Printing & { readonly say: Messages; readonly secrets: Secrets },
  unsent: readonly Unsent[],
): Promise<void> => {
  const { context, secrets, say } = session;
  const lines = linesTo(context.stdout);
  const scrub = scrubber(secrets);
  const requests = unsent.map((request) => ({ ...request, body: redacted(request.body, scrub) }));
  if (wantsDocument(session)) await printDocument({ ...session, lines }, requests);
  else {
    for (const { method, path, body } of requests) {
      await lines.push(`${method} ${visible(path)}`);
      if (body !== undefined) await lines.push(visibleLines(printJson(body, 2)));
    }
  }
  await lines.send();
  const what = unsent.length === 1 ? '1 request' : `${unsent.length} requests`;
  say.note(unsent.length === 0 ? 'dry run: nothing would be sent' : `dry run: ${what} not sent`);
};
