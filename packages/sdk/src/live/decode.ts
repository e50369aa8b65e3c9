import type { Answer, Operation } from '@wxdi/bindings';
import type { Errors } from 'io-ts';
import { fromResponse } from '@wxdi/bindings';

/** Decodes a document as the answer to an operation. */
export const decode = (operation: Operation, status: number, document: unknown): Answer<unknown> => {
  const read = fromResponse(operation, status, document);
  return read._tag === 'Undecodable' && roundDeclaredNumbers(read.errors)
    ? fromResponse(operation, status, document)
    : read;
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
