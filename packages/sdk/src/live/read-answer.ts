import type { Issue } from '@wxdi/core';
import type { Operation } from '@wxdi/bindings';
import type { Errors } from 'io-ts';
import type { HttpResponse } from '../http/transport.js';
import { formatErrors, fromResponse } from '@wxdi/bindings';
import { parseJson } from '@wxdi/core';

/** The decoded body of a 2xx, or why it cannot be used. */
export type Answer =
  | { readonly _tag: 'Usable'; readonly body: unknown }
  | { readonly _tag: 'Unusable'; readonly message: string; readonly issues: readonly Issue[] };

/** Decodes a 2xx answer to an operation. */
export const readAnswer = (operation: Operation, { status, body }: HttpResponse): Answer => {
  let document: unknown;
  try {
    document = body === '' ? undefined : parseJson(body);
  } catch {
    // An answer that is declared without a body may have any content.
    document = undefined;
    if (operation.responses[status] !== null) return unusable(`the answer (${status}) is not JSON`);
  }
  let read = fromResponse(operation, status, document);
  if (read._tag === 'Undecodable' && roundDeclaredNumbers(read.errors))
    read = fromResponse(operation, status, document);
  switch (read._tag) {
    case 'Success':
      return { _tag: 'Usable', body: read.body };
    case 'Undecodable':
      return unusable(`the answer (${status}) does not match the API description`, formatErrors(read.errors));
    case 'Undeclared':
    case 'Failure':
      return unusable(`the service answered ${status}, which the API does not describe for ${operation.id}`);
  }
};

/**
 * Rounds the integers beyond 2^53 that stand where the API declares a number, as its type says; free-form values keep
 * their digits. Changes the document that the errors are about; false if nothing was rounded.
 */
const roundDeclaredNumbers = (errors: Errors): boolean => {
  const found = errors.filter(({ value }) => typeof value === 'bigint');
  for (const { context, value } of found) {
    const at = context.findLastIndex(({ actual }) => typeof actual === 'object');
    const container = context[at]?.actual as Record<string, unknown>;
    container[context[at + 1]?.key as string] = Number(value);
  }
  return found.length > 0;
};

const unusable = (message: string, issues: readonly Issue[] = []): Answer => ({
  _tag: 'Unusable',
  message,
  issues,
});
