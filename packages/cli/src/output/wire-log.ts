import type { Messages } from './messages.js';
import type { Secrets } from './secrets.js';
import { parseJson, printJson, type HttpRequest, type HttpResponse, type Transport } from '@wxdi/sdk';
import { redacted, redactedPairs } from '../render/redact.js';
import { visible, visibleLines } from '../render/visible.js';

/** Headers whose values may be printed. Any other may contain a credential or a cookie. */
const printable =
  /^(?:accept|age|cache-control|connection|keep-alive|content-(?:encoding|length|type)|date|etag|retry-after|server|traceparent|transfer-encoding|user-agent|vary|via|x-ratelimit-.*|(?:x-)?(?:correlation|request|trace|transaction|global-transaction)-?id)$/i;

/** Most characters of a body. */
const mostBody = 20_000;

type Headers = Readonly<Record<string, string>>;

/** The values of headers that are not known to be harmless are masked. */
const maskedHeaders = (headers: Headers): Headers =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, printable.test(name) ? value : '***']),
  );

/** Prints each request and its response with their headers and, at verbosity 3, their bodies. */
export const wireLog =
  (say: Messages, secrets: Secrets) =>
  (send: Transport): Transport =>
  async (request) => {
    // From here on, no output contains the token, not even a body that repeats it.
    for (const [name, value] of Object.entries(request.headers))
      if (/^authorization$/i.test(name)) secrets.add(value.replace(/^\w+ /, ''));
    const outcome = await send(request);
    const { method, url } = request;
    const bodies = say.verbosity > 2;
    const partOf = ({ headers, body }: HttpRequest | HttpResponse) => ({
      headers: maskedHeaders(headers),
      body: bodies && body ? bodyText(body) : undefined,
    });
    const target = `${url.host}${url.pathname}${redactedPairs(url.search)}`;
    const sent = partOf(request);
    const failed = 'failure' in outcome;
    const answer = failed ? outcome.message : String(outcome.status);
    const received = failed ? undefined : partOf(outcome);
    const message = `${method} ${visible(target)}`;
    if (say.json) say.detail(`${message} → ${answer}`, { request: sent, response: received });
    else say.detail([...block('>', message, sent), ...block('<', visible(answer), received)].join('\n'));
    return outcome;
  };

type Part = { readonly headers: Headers; readonly body: string | undefined } | undefined;

const block = (mark: string, title: string, part: Part): readonly string[] => {
  const { headers = {}, body } = part ?? {};
  const lines = Object.entries(headers).map(([name, value]) => visible(`${name}: ${value}`));
  const text = body === undefined ? [] : visibleLines(body).split('\n');
  return [title, ...lines, ...text].map((line) => `${mark} ${line}`);
};

/** A body that may be printed. */
const bodyText = (body: string): string => {
  let text: string;
  try {
    text = printJson(redacted(parseJson(body)));
  } catch {
    text = redactedPairs(body);
  }
  const rest = text.length - mostBody;
  return rest <= 0 ? text : `${text.slice(0, mostBody)}… (${rest} more characters)`;
};
