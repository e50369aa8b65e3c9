import type { Issue } from '@wxdi/core';
import type { Operation } from '@wxdi/bindings';
import type { HttpResponse } from '../http/transport.js';
import { formatErrors, fromResponse } from '@wxdi/bindings';

/** A 2xx as the caller wants it, or why it is of no use. */
export type Answer =
  | { readonly _tag: 'Usable'; readonly body: unknown }
  | { readonly _tag: 'Unusable'; readonly message: string; readonly issues: readonly Issue[] };

/**
 * Reads 2xx answers to one operation. The last answer read is remembered: retry looks at it first, the interpreter
 * after, and decoding happens once.
 */
export const answerReader = (operation: Operation) => {
  let last: { readonly response: HttpResponse; readonly answer: Answer } | undefined;
  return (response: HttpResponse): Answer => {
    if (last?.response !== response) last = { response, answer: readAnswer(operation, response) };
    return last.answer;
  };
};

const readAnswer = (operation: Operation, { status, body }: HttpResponse): Answer => {
  let document: unknown;
  try {
    document = body === '' ? undefined : JSON.parse(body);
  } catch {
    // An answer that is declared without a body may carry anything.
    document = undefined;
    if (operation.responses[status] !== null) return unusable(`the answer (${status}) is not JSON`);
  }
  const read = fromResponse(operation, status, document);
  switch (read._tag) {
    case 'Success':
      return { _tag: 'Usable', body: read.body };
    case 'Undecodable':
      return unusable(`the answer (${status}) is not as the API describes it`, formatErrors(read.errors));
    case 'Undeclared':
    case 'Failure':
      return unusable(`the service answered ${status}, which the API does not describe for ${operation.id}`);
  }
};

const unusable = (message: string, issues: readonly Issue[] = []): Answer => ({
  _tag: 'Unusable',
  message,
  issues,
});
