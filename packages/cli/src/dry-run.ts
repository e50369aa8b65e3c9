import type { Messages } from './output/messages.js';
import type { Secrets } from './output/secrets.js';
import { isSecretName, parseJson, printJson, scrubber, type HttpRequest, type Transport } from '@wxdi/sdk';
import { isObject } from './input/object.js';
import { printDocument, wantsDocument, type Printing } from './output/document.js';
import { linesTo, pushAll } from './output/lines.js';
import { toJson } from './render/json.js';
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
  const { context, output, query, secrets, say } = session;
  const lines = linesTo(context.stdout);
  const requests = unsent.map((request) => ({ ...request, body: redacted(request.body, secrets) }));
  if (output === 'jsonl' && query === undefined) await pushAll(lines, requests, (request) => toJson(request));
  else if (wantsDocument(session)) await printDocument({ lines, output, query }, requests);
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

/** A request body that may be shown: without the values of environment variables and of anything named like a secret. */
const redacted = (value: unknown, secrets: Secrets): unknown => {
  if (typeof value === 'string') return scrubber(secrets)(value);
  if (Array.isArray(value)) return value.map((item) => redacted(item, secrets));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      isHidden(value, name) ? hidden(name, member) : redacted(member, secrets),
    ]),
  );
};

const isHidden = (members: Readonly<Record<string, unknown>>, name: string): boolean => {
  if (name === 'env_variables' || isSecretName(name)) return true;
  if (name !== 'value') return false;
  // `{ name: 'password', value }` of a parameter, `{ path: '/…/env_variables', value }` of a patch.
  const labels = [members['name'], members['path']].filter((label) => typeof label === 'string');
  return labels.some((label) => isSecretName(label) || label.endsWith('/env_variables'));
};

/** The names of variables may be shown, their values not. */
const hidden = (name: string, value: unknown): unknown => {
  if (!Array.isArray(value)) return value === null ? null : '***';
  return value.map((item: unknown) =>
    typeof item === 'string' && (name === 'env_variables' || item.includes('='))
      ? `${item.split('=', 1)[0] ?? ''}=***`
      : '***',
  );
};
