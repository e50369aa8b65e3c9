import type { Issue, JsonObject } from '@wxdi/core';
import type { HttpResponse } from './transport.js';
import { isJsonObject } from '@wxdi/core';

/** The details of a failed request. */
export interface ErrorDetails {
  readonly message: string;
  readonly issues: readonly Issue[];
  readonly status?: number | undefined;
  readonly code?: string | undefined;
  readonly traceId?: string | undefined;
  readonly cause?: unknown;
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

/** Reads an error of the service leniently: four shapes of body are known, one of them not JSON. */
export const readServiceError = (
  { status, headers, body }: HttpResponse,
  document: unknown = parseBody(body),
): ErrorDetails => {
  const items =
    isJsonObject(document) && Array.isArray(document['errors'])
      ? document['errors'].filter(isJsonObject)
      : [];
  const flat: JsonObject = isJsonObject(document) ? document : {};
  const messages = items.map((item) => textOf(item['message'])).filter((message) => message !== undefined);
  const message =
    messages.length > 0
      ? messages.slice(0, mostMessages).join('; ')
      : (textOf(flat['message'], flat['reason'], flat['error']) ?? '');
  const code = textOf(items[0]?.['code'], flat['code']);
  const traceId = textOf(
    flat['trace'],
    flat['trace_id'],
    flat['traceId'],
    headers['x-global-transaction-id'],
    headers['x-request-id'],
  );
  return {
    message: message === '' ? defaultMessage(status, withKind(headers, body)) : message,
    status,
    code,
    traceId,
    issues: items.flatMap(issueOf),
  };
};

/** The document in a body; `undefined` if it is not JSON. */
export const parseBody = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};

/** The message for an answer without one. A 401 has the same meaning whichever server sent it. */
const defaultMessage = (status: number, kind: string): string =>
  status === 401 ? `the credential was not accepted (401${kind})` : `the service answered ${status}${kind}`;

/** A body that is not JSON is not shown: it is a page for a browser, from a server in between. */
const withKind = (headers: Readonly<Record<string, string>>, body: string): string => {
  if (body === '') return ' with an empty body';
  const kind = headers['content-type']?.split(';')[0]?.trim();
  return kind === undefined || kind.endsWith('json') ? '' : ` with ${kind}`;
};

const issueOf = (item: JsonObject): readonly Issue[] => {
  const target = item['target'];
  if (!isJsonObject(target)) return [];
  const path = textOf(target['name']);
  if (path === undefined) return [];
  return [
    { path, expected: textOf(item['message']) ?? 'another value', received: textOf(target['type']) ?? '' },
  ];
};
