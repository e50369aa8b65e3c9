import type { Credential, HttpRequest, HttpResponse, Transport } from '@wxdi/sdk';
import type { Session } from '../session.js';
import {
  credentialOf,
  errorOf,
  isHtmlPage,
  parseJson,
  printJson,
  scrubber,
  segmentRefusal,
  withAuth,
  withRedirects,
  withRetry,
  isSecretName,
} from '@wxdi/sdk';
import { pageUrls } from './api-pages.js';
import { inProgress } from './change.js';
import { command } from './command.js';
import { nonEmpty, several } from '../command-line/options.js';
import { UsageError } from '../errors.js';
import { valueOf } from '../input/document.js';
import { didYouMean } from '../input/nearest.js';
import { printDocument, wantsDocument } from '../output/document.js';
import { harmless } from '../render/json.js';
import { visible, visibleLines } from '../render/visible.js';
import { connectionFor, reportOf } from '../settings/connect.js';
import { scopedUrl, type Connection } from '../settings/connection.js';
import { inScope } from '../settings/scope.js';

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

export const api = command({
  name: 'api',
  summary: 'Send one request to the service, with authentication and retries',
  details: [
    'Prints the response body. The project or space is added to the query unless PATH contains one. A request that changes something is sent once; if its response is lost, the exit code is 9. An HTML page (a login page or a proxy?) is an error, unless --header Accept asks for HTML.',
    '--paginate follows `next` and `bookmark` of a list, and prints its pages one after another; with -o json, yaml or --query, they are one array. -i prints status and headers, also of an error; with -o json, jsonl or yaml, it prints objects {status, headers, body}.',
  ],
  mutates: true,
  examples: [
    ['send a GET request', "wxdi api GET '/v2/jobs?limit=1'"],
    [
      'print the names on all pages of a list',
      "wxdi api GET /v2/jobs --paginate --query '[].results[].metadata.name'",
    ],
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
      .option('--paginate', 'read all pages of a list; GET only')
      .option('-i, --include', 'print the status and the headers of the response too')
      .option('--no-scope', 'do not add project_id or space_id to the query'),
  run: async (session, flags, [word = '', path = '']) => {
    const method = methodOf(word);
    checkPath(path);
    if (flags.paginate === true && method !== 'GET') throw refused('--paginate requires METHOD GET');
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
      unusable: (response) => (!wantsHtml(headers) && isHtmlPage(response) ? 'an HTML page' : undefined),
    };
    if (!reads) {
      const what = visible(`${method} ${path} may have been carried out`);
      inProgress(session, what, 'wxdi api GET, with the path of what it changes');
    }
    const { context, secrets } = session;
    const opened = await context.openTransport(connection.network);
    const include = flags.include === true;
    const print = responsePrinter(session, { include, many: flags.paginate === true });
    const { credential, send } = sending(session, connection, opened.send);
    const read = async (page: HttpRequest): Promise<HttpResponse> => {
      const outcome = await send(page);
      for (const secret of credential.secrets()) secrets.add(secret);
      const error = errorOf(page, outcome, [...secrets]);
      if ('failure' in outcome) throw error ?? new Error(outcome.message);
      if (error === undefined && !reads) session.remember({ what: `${method} ${path} succeeded` });
      if (error === undefined || include) await print.page(outcome);
      if (error === undefined) return outcome;
      await print.end();
      throw error;
    };
    try {
      let response = await read(request);
      if (flags.paginate === true) {
        const { after } = pageUrls(request.url);
        for (let url = after(request.url, response); url !== undefined; url = after(url, response))
          response = await read({ ...request, url });
      }
    } finally {
      opened.close();
    }
    await print.end();
  },
});

/** Sends requests with authentication and retries; a dry run only keeps those that change something. */
const sending = (
  { dryRun, onAttempt }: Session,
  { auth, origin, retry }: Connection,
  opened: Transport,
): { readonly credential: Credential; readonly send: Transport } => {
  const wire = dryRun === undefined ? opened : dryRun.tap(opened);
  const credential = credentialOf(auth, { origin, send: wire });
  const send = withRetry({ retry, onAttempt: reportOf(onAttempt) })(
    withAuth(credential, origin)(withRedirects()(wire)),
  );
  return { credential, send };
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

const wantsHtml = ({ accept = '' }: Readonly<Record<string, string>>): boolean =>
  /\b(?:text\/html|application\/xhtml|text\/\*)|\*\/\*/i.test(accept);

interface Shown {
  /** Whether to print status and headers too. */
  readonly include: boolean;
  /** Whether there may be several responses. */
  readonly many: boolean;
}

/** Prints responses as they arrive; those of one document at the end. */
const responsePrinter = (session: Session, { include, many }: Shown) => {
  const { lines, output } = session;
  const isDocument = wantsDocument(session);
  const values: unknown[] = [];
  const page = async (response: HttpResponse): Promise<void> => {
    const text = response.body.trimEnd();
    const value = jsonIn(text);
    const head = { status: response.status, headers: headersToShow(session, response) };
    if (isDocument && include) values.push({ ...head, body: value ?? text });
    else if (isDocument && value !== undefined) values.push(value);
    else {
      if (include) {
        await lines.push(`HTTP/1.1 ${head.status}`);
        for (const [name, header] of Object.entries(head.headers))
          await lines.push(visible(`${name}: ${header}`));
        await lines.push('');
      }
      if (text !== '') await lines.push(value === undefined ? visibleLines(text) : harmless(text));
    }
    if (output === 'jsonl') for (const one of values.splice(0)) await printDocument(session, one);
    await lines.send();
  };
  const end = async (): Promise<void> => {
    if (values.length > 0) await printDocument(session, many ? values : values[0]);
  };
  return { page, end };
};

/** `undefined` for text that is not JSON. */
const jsonIn = (text: string): unknown => {
  try {
    return text === '' ? undefined : parseJson(text);
  } catch {
    return undefined;
  }
};

const headersToShow = ({ secrets }: Session, { headers }: HttpResponse): HttpResponse['headers'] => {
  const scrub = scrubber(secrets);
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      isSecretName(name) || /cookie|auth/i.test(name) ? '***' : scrub(value),
    ]),
  );
};
