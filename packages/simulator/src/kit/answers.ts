import { printJson } from '../model/json.js';
import type { Quirks } from '../model/quirks.js';
import type { SimResponse } from '../model/wire.js';

const failure = (status: number, code: string, message: string): SimResponse => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: { errors: [{ code, message }] },
});

export const tooLarge = failure(413, 'too_large', 'The body is too long.');

/** The response to an internal error of the simulator. */
export const crashed = (error: unknown): SimResponse =>
  failure(500, 'simulator_defect', error instanceof Error ? (error.stack ?? error.message) : String(error));

/** The page of a proxy or a gateway, in place of the service. */
export const htmlPage: SimResponse = {
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: '<!DOCTYPE html><html><head><title>Sign in</title></head><body><h1>Sign in</h1></body></html>',
};

export const withRetryAfter = (
  response: SimResponse,
  ms: number | undefined,
  { retryAfter }: Quirks,
  now: number,
): SimResponse => {
  if (ms === undefined) return response;
  const seconds = Math.ceil(ms / 1_000);
  const value = retryAfter === 'seconds' ? String(seconds) : new Date(now + ms).toUTCString();
  return { ...response, headers: { ...response.headers, 'retry-after': value } };
};

/** The text of a body. */
export const textOf = (body: unknown): string =>
  body === undefined ? '' : typeof body === 'string' ? body : printJson(body);
