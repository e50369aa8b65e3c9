import type { Attempt, AttemptReport, Client, ClientOptions, Transport } from '@wxdi/sdk';
import type { Context } from '../context.js';
import type { Messages } from '../output/messages.js';
import type { DryRun } from '../dry-run.js';
import { redactedPairs } from '../render/redact.js';
import { visible } from '../render/visible.js';
import { connectionOf, type Connection, type World } from './connection.js';
import { nameCache } from './name-cache.js';
import { inScope } from './scope.js';
import { journalOf } from './journal.js';

/** What a client needs of a session. */
export interface Connecting extends World {
  /** Aborts on the first signal, or at the time limit. Pass it to every call. */
  readonly signal: AbortSignal;
  readonly say: Messages;
  readonly dryRun: DryRun | undefined;
  /** Keeps the response bodies of the service, with --raw. */
  readonly raw: string[] | undefined;
  /** Reports an attempt of a request. */
  readonly onAttempt: (attempt: Attempt) => void;
}

/** The connection of a session. Warns each time that certificates are not verified. */
export const connectionFor = async (session: World & Pick<Connecting, 'say'>): Promise<Connection> => {
  const connection = await connectionOf(session);
  if (connection.insecure)
    session.say.warn('TLS certificates are not verified (WXDI_INSECURE): others can read the traffic');
  return connection;
};

/** The client of a session, and the project or space that it is for. */
export interface Connected {
  readonly client: Client;
  /** Absent for an archive. */
  readonly scope?: Pick<Connection, 'project' | 'space'>;
}

export const connect = async (session: Connecting): Promise<Connected> => {
  const { context, globals, say, dryRun, raw } = session;
  const connection = await inScope(session, await connectionFor(session));
  const { network, origin } = connection;
  const { journal, closeJournal } = await journalOf(session);
  const options = {
    onAttempt: session.onAttempt,
    journal,
    // A recording must have the requests that find a name: where it is replayed, no name is known.
    names: globals.record === undefined ? await nameCache(context, connection) : undefined,
  };
  const { project, space } = connection;
  const scope = { project, space };
  if (dryRun === undefined && raw === undefined && globals.record === undefined && say.verbosity < 2)
    return { client: closing(await openClient(context, connection, options), closeJournal), scope };
  const opened = await context.openTransport(network);
  const tapped = dryRun === undefined ? opened.send : dryRun.tap(opened.send);
  const transport = raw === undefined ? tapped : keeping(tapped, origin, raw);
  const client = await openClient(context, connection, { ...options, transport });
  const close = (): void => {
    opened.close();
    closeJournal();
  };
  return { client: closing(client, close), scope };
};

/** A client whose `close` ends what was opened for it. */
const closing = (client: Client, others: () => void): Client => {
  const close = (): void => {
    client.close();
    others();
  };
  return { ...client, close, [Symbol.asyncDispose]: async () => close() };
};

/** The client of a connection. A transport of the caller replaces the network settings. */
export const openClient = async (
  context: Pick<Context, 'connect'>,
  { network, origin: _origin, insecure: _insecure, ...settings }: Connection,
  options: Partial<ClientOptions>,
): Promise<Client> =>
  await context.connect({ ...settings, ...(options.transport === undefined && network), ...options });

/** Keeps the bodies of successful responses of the service, but not those of the token service. */
const keeping =
  (send: Transport, origin: string, bodies: string[]): Transport =>
  async (request) => {
    const outcome = await send(request);
    const isService = request.url.origin === origin && request.url.pathname.startsWith('/v2/');
    if (isService && !('failure' in outcome) && outcome.status < 300 && /^\s*[{[]/.test(outcome.body))
      bodies.push(outcome.body);
    return outcome;
  };

/** Reports an attempt at a request without a client as a client does. */
export const reportOf =
  (onAttempt: Connecting['onAttempt']) =>
  ({ request: { method, url }, outcome: { status, ...rest }, ...attempt }: AttemptReport): void =>
    onAttempt({
      method,
      path: url.pathname,
      query: url.search,
      status,
      failure: 'message' in rest ? rest.message : undefined,
      ...attempt,
    });

/** Prints an attempt of a request on stderr. */
export const printAttempt = (say: Messages, attempt: Attempt): void => {
  const { method, path, status, failure, durationMs, retryInMs } = attempt;
  const query = redactedPairs(attempt.query);
  const answer = visible(String(status ?? failure ?? 'no response'));
  const retry = retryInMs === undefined ? '' : `; retrying in ${Math.round(retryInMs)} ms`;
  const request = `${method} ${visible(path + query)}`;
  say.detail(`${request} → ${answer} (${Math.round(durationMs)} ms${retry})`, { ...attempt, query });
};
