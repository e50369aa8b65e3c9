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
  let isRounded = false;
  for (const { context, value } of errors) {
    const at = context.findLastIndex(({ actual }) => typeof actual === 'object' && actual !== null);
    const container = context[at]?.actual as Record<string, unknown> | undefined;
    const key = context[at + 1]?.key;
    if (typeof value !== 'bigint' || container === undefined || key === undefined) continue;
    container[key] = Number(value);
    isRounded = true;
  }
  return isRounded;
};
