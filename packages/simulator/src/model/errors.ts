import type { ErrorItem, ServiceError } from '@wxdi/bindings';
import type { Quirks } from './quirks.js';
import type { SimResponse } from './wire.js';

/**
 * An error response of a handler. The `code` values of the service are unknown; those used here are invented, and clients
 * must not rely on them.
 */
export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly target?: { readonly type: 'field' | 'parameter' | 'header'; readonly name: string } | undefined;
}

const problem =
  (status: number, code: string) =>
  (message: string, target?: Problem['target']): Problem => ({
    status,
    code,
    message,
    target,
  });

export const badRequest = problem(400, 'bad_request');
export const unauthorized = problem(401, 'unauthorized');
export const notFound = problem(404, 'not_found');

/** An error whose status is a switch. */
export const rejection = (status: number, message: string): Problem =>
  problem(status, codes[status] ?? 'error')(message);

const codes: Readonly<Record<number, string>> = {
  400: 'bad_request',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  405: 'method_not_allowed',
  409: 'conflict',
  413: 'too_large',
  422: 'unprocessable',
  500: 'internal_error',
};

export const json = (status: number, body: unknown): SimResponse => ({
  status,
  headers: { 'content-type': 'application/json' },
  body,
});

export const empty = (status: number): SimResponse => ({ status, headers: {}, body: undefined });

/** The two formats of error bodies: the platform's list, and the flat one of the published description. */
export const problemResponse = (p: Problem, quirks: Quirks, trace: string): SimResponse => {
  const error: ErrorItem = {
    code: p.code,
    message: p.message,
    ...(p.target === undefined ? {} : { target: p.target }),
  };
  const body: ServiceError =
    quirks.errorShape === 'flat'
      ? error
      : { errors: [error], [quirks.traceMember]: trace, status_code: p.status };
  return json(p.status, body);
};
