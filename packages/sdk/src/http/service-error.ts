import type { Issue, JsonObject } from '@wxdi/core';
import type { Scrubber } from '../secrets/scrubber.js';
import type { HttpResponse } from './transport.js';
import { isJsonObject } from '@wxdi/core';
import { describeBody, mediaTypeOf, redirectTarget } from './page.js';
import { parseBody } from './parse-body.js';

/** The details of a failed request. */
export interface ErrorDetails {
  readonly message: string;
  readonly issues: readonly Issue[];
  readonly status?: number | undefined;
  readonly code?: string | undefined;
  readonly traceId?: string | undefined;
  readonly mediaType?: string | undefined;
  readonly cause?: unknown;
}

/** What an answer says about a failure. */
export interface Complaint extends Pick<ErrorDetails, 'issues' | 'code' | 'traceId' | 'mediaType'> {
  /** The message in a JSON body. */
  readonly message?: string | undefined;
  /** The same, or words about the body, to follow "answered 403". */
  readonly words: string;
}

const textOf = (...candidates: readonly unknown[]): string | undefined => {
  for (const candidate of candidates) {
    if (typeof candidate === 'number') return String(candidate);
    if (typeof candidate === 'string' && candidate !== '') return candidate;
  }
  return undefined;
};

/** An answer may have thousands of errors. */
const mostMessages = 20;

/** Statuses that servers send before they read a request, often without a body. */
const meanings: Readonly<Record<number, string>> = {
  413: 'the body of the request is too large',
  414: 'the URL of the request is too long',
  431: 'the headers of the request are too large; the largest is the token',
};

/**
 * Reads an error leniently: the errors of the service and of its gateways, of the token services (IAM, Cloud Pak for
 * Data), problem details (RFC 9457), plain text, HTML pages and redirects.
 */
export const readComplaint = (
  response: HttpResponse,
  scrub: Scrubber,
  document: unknown = parseBody(response.body),
): Complaint => {
  const { status, headers } = response;
  const flat: JsonObject = isJsonObject(document) ? document : {};
  const items = Array.isArray(flat['errors']) ? flat['errors'].filter(isJsonObject) : [];
  const inner = isJsonObject(flat['error']) ? flat['error'] : {};
  const context = isJsonObject(flat['context']) ? flat['context'] : {};
  const messages = items.map(messageOf).filter((message) => message !== undefined);
  const message =
    messages.length > 0 ? messages.slice(0, mostMessages).join('; ') : (messageOf(flat) ?? messageOf(inner));
  const type = mediaTypeOf(response);
  const location = status >= 300 && status < 400 ? headers['location'] : undefined;
  const words = [
    message,
    location === undefined ? undefined : `a redirect to ${redirectTarget(location)}`,
    type === 'text/plain' && response.body.trim() !== '' ? undefined : meanings[status],
  ].find((text) => text !== undefined);
  return {
    message,
    words: words === undefined ? describeBody(response, scrub) : `: ${words}`,
    code: textOf(
      items[0]?.['code'],
      flat['code'],
      flat['errorCode'],
      inner['code'],
      flat['_messageCode_'],
      flat['_statusCode_'],
    ),
    traceId: textOf(
      flat['trace'],
      flat['trace_id'],
      flat['traceId'],
      context['requestId'],
      headers['x-global-transaction-id'],
      headers['transaction-id'],
      headers['x-request-id'],
    ),
    mediaType: document === undefined && type?.endsWith('json') !== true ? type : undefined,
    issues: items.flatMap(issueOf),
  };
};

/** The message of an error, by the names that it has in the shapes of errors that are known. */
const messageOf = (error: JsonObject): string | undefined => {
  const { title, detail } = error;
  const problem = [title, detail].filter((text) => typeof text === 'string' && text !== '').join(': ');
  return textOf(
    error['message'],
    error['errorMessage'],
    error['error_description'],
    problem,
    error['exception'],
    error['moreInformation'],
    error['httpMessage'],
    error['reason'],
    error['error'],
  );
};

/** The details in an answer that is not a success. A 401 has the same meaning whichever server sent it. */
export const readServiceError = (
  response: HttpResponse,
  scrub: Scrubber,
  document?: unknown,
): ErrorDetails => {
  const { status } = response;
  const { message, words, ...rest } = readComplaint(response, scrub, document);
  const is401 = words.startsWith(' ')
    ? `the credential was not accepted (401${words})`
    : `the credential was not accepted (401)${words}`;
  return { ...rest, status, message: message ?? (status === 401 ? is401 : answered(status, words)) };
};

const answered = (status: number, words: string): string => `the service answered ${status}${words}`;

/** The message about an HTML page that was sent with a 2xx; `undefined` for any other answer. */
export const pageInstead = (response: HttpResponse, scrub: Scrubber): string | undefined =>
  mediaTypeOf(response) === 'text/html'
    ? answered(response.status, describeBody(response, scrub))
    : undefined;

const issueOf = (item: JsonObject): readonly Issue[] => {
  const target = item['target'];
  if (!isJsonObject(target)) return [];
  const path = textOf(target['name']);
  if (path === undefined) return [];
  return [
    { path, expected: textOf(item['message']) ?? 'another value', received: textOf(target['type']) ?? '' },
  ];
};
