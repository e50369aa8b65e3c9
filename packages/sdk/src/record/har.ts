import type { FailureKind, HttpRequest, TransportOutcome } from '../http/transport.js';
import { isFailure } from '../http/transport.js';
import { isJsonObject } from '@wxdi/core';
import { mask, maskedBody, maskedHeaders, type Redact } from './redact.js';

/** A header, or a member of a query. */
interface Pair {
  readonly name: string;
  readonly value: string;
}

/** One request and its answer, as HAR 1.2 writes them. */
export interface HarEntry {
  readonly startedDateTime: string;
  readonly time: number;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly httpVersion: string;
    readonly cookies: readonly never[];
    readonly headers: readonly Pair[];
    readonly queryString: readonly Pair[];
    readonly headersSize: number;
    readonly bodySize: number;
    readonly postData?: { readonly mimeType: string; readonly text: string };
  };
  readonly response: {
    readonly status: number;
    readonly statusText: string;
    readonly httpVersion: string;
    readonly cookies: readonly never[];
    readonly headers: readonly Pair[];
    readonly content: { readonly size: number; readonly mimeType: string; readonly text: string };
    readonly redirectURL: string;
    readonly headersSize: number;
    readonly bodySize: number;
    /** Why there is no complete answer; the status is that of its head, or 0. */
    readonly _failure?: { readonly kind: FailureKind; readonly message: string };
  };
  readonly cache: Readonly<Record<string, never>>;
  readonly timings: { readonly send: number; readonly wait: number; readonly receive: number };
}

const size = (text: string): number => new TextEncoder().encode(text).length;

const httpVersion = 'HTTP/1.1';

/** The entry of an exchange, redacted. */
export const entryOf = (
  { method, url, headers, body }: HttpRequest,
  outcome: TransportOutcome,
  { startedAt, time, redact }: { readonly startedAt: number; readonly time: number; readonly redact: Redact },
): HarEntry => {
  const sent = body === undefined ? '' : maskedBody(body, redact);
  const address = maskedUrl(url, redact);
  const wait = Math.round(time * 1_000) / 1_000;
  return {
    startedDateTime: new Date(startedAt).toISOString(),
    time: wait,
    request: {
      method,
      url: address.href,
      httpVersion,
      cookies: [],
      headers: maskedHeaders(headers, redact),
      queryString: [...address.searchParams].map(([name, value]) => ({ name, value })),
      headersSize: -1,
      bodySize: size(sent),
      ...(body === undefined ? {} : { postData: { mimeType: redact(mediaTypeOf(headers)), text: sent } }),
    },
    response: responseOf(outcome, redact),
    cache: {},
    timings: { send: 0, wait, receive: 0 },
  };
};

const responseOf = (outcome: TransportOutcome, redact: Redact): HarEntry['response'] => {
  const failed = isFailure(outcome);
  const { status = 0 } = outcome;
  const headers = failed ? {} : outcome.headers;
  const text = failed ? '' : maskedBody(outcome.body, redact);
  return {
    status,
    statusText: '',
    httpVersion,
    cookies: [],
    headers: maskedHeaders(headers, redact),
    content: { size: size(text), mimeType: redact(mediaTypeOf(headers)), text },
    redirectURL: '',
    headersSize: -1,
    bodySize: size(text),
    ...(failed && { _failure: { kind: outcome.failure, message: redact(outcome.message) } }),
  };
};

const mediaTypeOf = (headers: Readonly<Record<string, string>>): string =>
  Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';

/** The address without values of anything named like a secret. */
const maskedUrl = (url: URL, redact: Redact): URL => {
  const masked = new URL(url.origin);
  masked.pathname = redact(url.pathname);
  masked.search = redact(url.search.slice(1));
  return masked;
};

/** Begin and end of a file; the entries are between them. */
export const harHead = `{"log":{"version":"1.2","creator":{"name":"wxdi","version":"1"},"comment":"Secrets are masked: ${mask}","entries":[\n`;
export const harTail = '\n]}}\n';

/** The entries of a HAR; `undefined` if it is none. */
export const entriesOf = (document: unknown): readonly HarEntry[] | undefined => {
  const log = isJsonObject(document) ? document['log'] : undefined;
  const entries = isJsonObject(log) ? log['entries'] : undefined;
  if (!Array.isArray(entries)) return undefined;
  return entries.every(isEntry) ? (entries as readonly HarEntry[]) : undefined;
};

const isEntry = (entry: unknown): boolean => {
  const { request, response } = isJsonObject(entry) ? entry : {};
  return (
    isJsonObject(request) &&
    typeof request['method'] === 'string' &&
    typeof request['url'] === 'string' &&
    URL.canParse(request['url']) &&
    isJsonObject(response) &&
    typeof response['status'] === 'number' &&
    isJsonObject(response['content'])
  );
};
