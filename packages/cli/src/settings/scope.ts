import type { Attempt } from '@wxdi/sdk';
import type { Context } from '../context.js';
import type { Connection } from './connection.js';
import { findProject, findSpace, isUuid } from '@wxdi/sdk';
import { hinting } from '../errors.js';

interface Looking {
  readonly context: Context;
  readonly signal: AbortSignal;
  readonly onAttempt?: ((attempt: Attempt) => void) | undefined;
}

/** The connection with the id of its project or space, where that is set by its name. The id has the shape of a UUID. */
export const inScope = async (
  { context, signal, onAttempt }: Looking,
  connection: Connection,
): Promise<Connection> => {
  const { project, space, network, url, region, auth, retry } = connection;
  const name = project ?? space ?? '';
  if (isUuid(name)) return connection;
  const transport = await context.openTransport(network);
  const options = { url, region, auth, retry, transport: transport.send, onAttempt };
  try {
    const found =
      project === undefined ? findSpace(name, options, { signal }) : findProject(name, options, { signal });
    const id = await hinting(found, {
      NotFound:
        'the exact name or the id, as in the address of the project in the browser; wxdi doctor shows where it is set',
      AmbiguousName: 'use one of these ids instead of the name',
    });
    return { ...connection, ...(project === undefined ? { space: id } : { project: id }) };
  } finally {
    transport.close();
  }
};
