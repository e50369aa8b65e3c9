import type { HttpRequest, HttpResponse } from '@wxdi/sdk';
import type { Session } from '../session.js';
import {
  credentialOf,
  errorOf,
  parseJson,
  printJson,
  segmentRefusal,
  withAuth,
  withRedirects,
  withRetry,
} from '@wxdi/sdk';
import { inProgress } from './change.js';
import { command } from './command.js';
import { nonEmpty, several } from '../command-line/options.js';
import { UsageError } from '../errors.js';
import { valueOf } from '../input/document.js';
import { didYouMean } from '../input/nearest.js';
import { printDocument, wantsDocument } from '../output/document.js';
import { harmless } from '../render/json.js';
import { visible, visibleLines } from '../render/visible.js';
import { connectionFor } from '../settings/connect.js';
import { scopedUrl, type Connection } from '../settings/connection.js';
import { inScope } from '../settings/scope.js';

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

export const api = command({
  name: 'api',
  summary: 'Send one request to the service, with authentication and retries',
  details: [
    'Prints the response body. The project or space is added to the query unless PATH contains one. A request that changes something is sent once; if its response is lost, the exit code is 9.',
  ],
  mutates: true,
  examples: [
    ['send a GET request', "wxdi api GET '/v2/jobs?limit=1'"],
    ['send a request with a body', 'wxdi api POST /v2/jobs/ID/runs --body @run.json'],
  ],
  args: [
    { name: 'METHOD', summary: methods.join(', '), choices: methods },
    { name: 'PATH', summary: 'path on the service, with an optional query' },
  ],
  options: (command) =>
    command
      .option('--body <@f>', 'body, from a JSON or YAML file; - reads stdin', nonEmpty)
      .option('--header <N: V>', 'extra header; Authorization is set for you; repeatable', several)
      .option('--no-scope', 'do not add project_id or space_id to the query'),
  run: async (session, flags, [word = '', path = '']) => {
    const method = methodOf(word);
    checkPath(path);
    const headers = Object.fromEntries((flags.header ?? []).map(headerOf));
    const body = flags.body === undefined ? undefined : await valueOf(session.context, '--body', flags.body);
    const connection = await connectionFor(session);
    const reads = method === 'GET' || method === 'HEAD';
    const request: HttpRequest = {
      method,
      effect: reads ? 'read' : 'write',
      url:
        flags.scope === false
          ? new URL(path, connection.origin)
          : scopedUrl(await inScope(session, connection), path),
      headers: {
        accept: 'application/json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : printJson(body),
      freshConnection: !reads,
      signal: session.signal,
    };
    if (!reads) {
      const what = visible(`${method} ${path} may have been carried out`);
      inProgress(session, what, 'wxdi api GET, with the path of what it changes');
    }
    const response = await send(session, connection, request);
    if (!reads) session.remember({ what: `${method} ${path} succeeded` });
    await print(session, response);
  },
});

/** Sends the request with authentication and retries; a dry run only keeps it. */
const send = async (
  { context, dryRun, secrets }: Session,
  { auth, origin, retry, network }: Connection,
  request: HttpRequest,
): Promise<HttpResponse> => {
  const opened = await context.openTransport(network);
  const wire = dryRun === undefined ? opened.send : dryRun.tap(opened.send);
  const credential = credentialOf(auth, { origin, send: wire });
  const outcome = await withRetry({ retry })(withAuth(credential, origin)(withRedirects()(wire)))(request);
  for (const secret of credential.secrets()) secrets.add(secret);
  opened.close();
  const error = errorOf(request, outcome, [...secrets]);
  if (error !== undefined) throw error;
  if ('failure' in outcome) throw new Error(outcome.message);
  return outcome;
};

const refused = (message: string): UsageError => new UsageError(message, 'wxdi api --help');

const methodOf = (word: string): (typeof methods)[number] => {
  const found = methods.find((method) => method === word.toUpperCase());
  if (found !== undefined) return found;
  throw refused(`METHOD must be one of ${methods.join(', ')}${didYouMean(word, methods)}`);
};

/** Refuses a path that could lead to another host or another resource. */
const checkPath = (path: string): void => {
  if (!path.startsWith('/') || path.startsWith('//') || path.includes('\\'))
    throw refused('PATH must begin with one slash: /v2/jobs');
  if (/[#\u0000-\u0020\u007f-\u009f]/.test(path))
    throw refused('PATH contains a space, a # or a control character: encode it');
  const [route = ''] = path.split('?', 1);
  const refusal = route.split('/').filter(Boolean).map(segmentRefusal).find(Boolean);
  if (refusal !== undefined) throw refused(`PATH contains an invalid segment: ${refusal}`);
};

const headerOf = (text: string): readonly [string, string] => {
  const [, name = '', value = ''] = /^([\w-]+):\s*([\t -~]*)$/.exec(text) ?? [];
  if (name === '') throw refused('--header takes "Name: value"');
  if (/^(?:authorization|host|cookie|content-length|transfer-encoding)$/i.test(name))
    throw refused(`--header cannot set ${name}`);
  return [name.toLowerCase(), value];
};

const print = async (session: Session, { body }: HttpResponse): Promise<void> => {
  const { lines } = session;
  const text = body.trimEnd();
  if (text === '') return;
  let value: unknown;
  try {
    value = parseJson(text);
  } catch {
    await lines.push(visibleLines(text));
    return await lines.send();
  }
  if (wantsDocument(session)) await printDocument(session, value);
  else await lines.push(harmless(text));
  await lines.send();
};
