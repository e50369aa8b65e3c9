import type { HttpRequest, HttpResponse, Transport, TransportFailure } from '@wxdi/sdk';
import type { Run } from '../args/declaration.js';
import type { api } from '../declarations/tools.js';
import type { Session } from '../session.js';
import type { Connection } from '../settings/connection.js';
import { credentialOf, errorOf, withAuth, withRedirects, withRetry } from '@wxdi/sdk';
import { valueOf } from '../args/document.js';
import { checkPath, methodOf, refused } from '../api/request.js';
import { exitCode } from '../exit-code.js';
import { printDocument, wantsDocument } from '../output/document.js';
import { harmless } from '../render/json.js';
import { visible, visibleLines } from '../render/visible.js';
import { connectionFor } from '../settings/connect.js';
import { UsageError } from '../usage-error.js';
import { underWay } from '../wait/under-way.js';

export const run: Run<typeof api.flags> = async (session, flags, [method = '', path = '']) => {
  const verb = methodOf(method);
  checkPath(path);
  const headers = Object.fromEntries(flags.header.map(headerOf));
  const body = flags.body === undefined ? undefined : await valueOf(session.context, '--body', flags.body);
  const connection = await connectionFor(session);
  const { send, close } = await sender(session, connection);
  const effect = verb === 'GET' || verb === 'HEAD' ? 'read' : 'write';
  const request: HttpRequest = {
    method: verb,
    effect,
    url: scoped(new URL(path, connection.origin), connection, flags['no-scope']),
    headers: {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    freshConnection: effect === 'write',
    signal: session.signal,
  };
  if (effect === 'write')
    underWay(
      session,
      visible(`${verb} ${path} may have been carried out`),
      'wxdi api GET, with the path of what it changes',
    );
  const outcome = await send(request);
  close();
  const error = errorOf(request, outcome, [...session.secrets]);
  if (error !== undefined) throw error;
  if (effect === 'write') session.remember({ what: `${verb} ${path} was answered well` });
  if ('body' in outcome) await print(session, outcome);
  return exitCode.done;
};

/** The credential, retries and what a dry run wants, over the network. */
const sender = async (
  { context, dryRun, globals, secrets }: Session,
  { auth, origin, retry, network }: Connection,
): Promise<{ readonly send: Transport; readonly close: () => void }> => {
  const opened = await context.openTransport(network);
  const wire = dryRun === undefined ? opened.send : dryRun.tap(opened.send, origin);
  const credential = credentialOf(auth, { origin, send: wire });
  const retrying = withRetry(globals['max-retries'] === undefined || retry === undefined ? {} : { retry });
  const send = retrying(withAuth(credential, origin)(withRedirects()(wire)));
  return {
    send: async (request): Promise<HttpResponse | TransportFailure> => {
      const outcome = await send(request);
      for (const secret of credential.secrets()) secrets.add(secret);
      return outcome;
    },
    close: opened.close,
  };
};

const scoped = (url: URL, { project, space }: Connection, bare: boolean): URL => {
  if (bare || url.searchParams.has('project_id') || url.searchParams.has('space_id')) return url;
  if (project !== undefined) url.searchParams.set('project_id', project);
  if (space !== undefined) url.searchParams.set('space_id', space);
  return url;
};

const headerOf = (text: string): readonly [string, string] => {
  const [, name = '', value = ''] = /^([\w-]+):\s*([\t -~]*)$/.exec(text) ?? [];
  if (name === '') throw new UsageError('--header takes "Name: value"');
  if (/^(?:authorization|host|cookie|content-length|transfer-encoding)$/i.test(name)) {
    throw refused(`--header cannot set ${name}`);
  }
  return [name.toLowerCase(), value];
};

const print = async (session: Session, { body }: HttpResponse): Promise<void> => {
  const { lines } = session;
  if (body.trim() === '') return;
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    await lines.push(visibleLines(body.trimEnd()));
    await lines.send();
    return;
  }
  if (wantsDocument(session)) await printDocument(session, value);
  else {
    await lines.push(harmless(body.trimEnd()));
    await lines.send();
  }
};
