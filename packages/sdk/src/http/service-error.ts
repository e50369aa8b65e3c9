import type { Issue } from '@wxdi/core';
import type { HttpResponse } from './transport.js';

/** What the service says of an error, read leniently: four shapes of body are known, one of them not JSON. */
export interface ServiceError {
  readonly message: string;
  readonly code?: string;
  readonly traceId?: string;
  readonly issues: readonly Issue[];
}

type Json = { readonly [member: string]: unknown };

const isObject = (u: unknown): u is Json => typeof u === 'object' && u !== null && !Array.isArray(u);

const textOf = (...candidates: readonly unknown[]): string | undefined => {
  for (const candidate of candidates) {
    if (typeof candidate === 'number') return String(candidate);
    if (typeof candidate === 'string' && candidate !== '') return candidate;
  }
  return undefined;
};

export const readServiceError = ({ status, headers, body }: HttpResponse): ServiceError => {
  const document = parse(body);
  const items =
    isObject(document) && Array.isArray(document['errors']) ? document['errors'].filter(isObject) : [];
  const flat = isObject(document) ? document : {};
  const messages = items.map((item) => textOf(item['message'])).filter((message) => message !== undefined);
  const message =
    messages.length > 0
      ? messages.join('; ')
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
    message: message === '' ? wordless(status, withKind(headers, body)) : message,
    ...(code === undefined ? {} : { code }),
    ...(traceId === undefined ? {} : { traceId }),
    issues: items.flatMap(issueOf),
  };
};

const parse = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};

/** The message of an answer that holds none. Of a 401 it is known what it means, whoever wrote the page with it. */
const wordless = (status: number, kind: string): string =>
  status === 401 ? `the credential was not accepted (401${kind})` : `the service answered ${status}${kind}`;

/** A body that is no JSON is not shown: it is a page for a browser, written by something in between. */
const withKind = (headers: Readonly<Record<string, string>>, body: string): string => {
  if (body === '') return ' with an empty body';
  const kind = headers['content-type']?.split(';')[0]?.trim();
  return kind === undefined || kind.endsWith('json') ? '' : ` with ${kind}`;
};

const issueOf = (item: Json): readonly Issue[] => {
  const target = item['target'];
  if (!isObject(target)) return [];
  const path = textOf(target['name']);
  if (path === undefined) return [];
  return [
    { path, expected: textOf(item['message']) ?? 'another value', received: textOf(target['type']) ?? '' },
  ];
};
