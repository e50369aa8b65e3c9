import type { Client, ClientOptions, Transport } from '@wxdi/sdk';
import type { Session } from '../session.js';
import type { Connection } from './connection.js';
import { clientOptions, type Tap } from './client-options.js';
import { connectionOf } from './connection.js';
import { stateFolder } from './state-folder.js';

/** The connection of a session; that anybody is trusted is said each time. */
export const connectionFor = async (session: Session): Promise<Connection> => {
  const connection = await connectionOf(session);
  if (connection.insecure)
    session.say.warn(
      'TLS certificates are not checked (WXDI_INSECURE): anybody between here and there can read along',
    );
  return connection;
};

/** The client of a session. */
export const connect = async (session: Session): Promise<Client> => {
  const { context, say, dryRun, raw } = session;
  const connection = await connectionFor(session);
  const taps: readonly Tap[] = [
    ...(dryRun === undefined ? [] : [dryRun.tap]),
    ...(raw === undefined ? [] : [keeping(raw)]),
  ];
  const { options, network } = await clientOptions(context, connection, say, taps);
  const client = await context.connect({ ...options, ...journalOf(session) });
  if (network === undefined) return client;
  const close = (): void => {
    client.close();
    network.close();
  };
  return { ...client, close };
};

/** Where starts are written down before they are sent. What a dry run does not send is not written down either. */
const journalOf = ({ context: { env }, dryRun }: Session): Pick<ClientOptions, 'journal'> => {
  const folder = stateFolder(env);
  return folder === undefined || dryRun !== undefined ? {} : { journal: { folder } };
};

/** Keeps the bodies of good answers of the service: never those of the token service. */
const keeping =
  (bodies: string[]): Tap =>
  (send: Transport, origin) =>
  async (request) => {
    const outcome = await send(request);
    const isService = request.url.origin === origin && request.url.pathname.startsWith('/v2/');
    if (isService && !('failure' in outcome) && outcome.status < 300 && /^\s*[{[]/.test(outcome.body)) {
      bodies.push(outcome.body);
    }
    return outcome;
  };
