import type { Issue } from '@wxdi/core';
import type { Operation } from '@wxdi/bindings';
import type { HttpResponse } from '../http/transport.js';
import { formatErrors } from '@wxdi/bindings';
import { parseJson } from '@wxdi/core';
import { decode } from './decode.js';
import { withReadableRows } from './readable-rows.js';

/** The decoded body of a 2xx, or why it cannot be used. */
export type Answer =
  | { readonly _tag: 'Usable'; readonly body: unknown }
  | { readonly _tag: 'Unusable'; readonly message: string; readonly issues: readonly Issue[] };

/** Decodes the 2xx answers to an operation. */
export const answerReader = (operation: Operation): ((response: HttpResponse) => Answer) => {
  const isBodiless = hasNoBody(operation);
  return (response) => readAnswer(operation, isBodiless, response);
};

const readAnswer = (operation: Operation, isBodiless: boolean, { status, body }: HttpResponse): Answer => {
  let document: unknown;
  try {
    document = body === '' ? undefined : parseJson(body);
  } catch {
    // An answer that is declared without a body may have any content.
    document = undefined;
    if (operation.responses[status] !== null) return unusable(`the answer (${status}) is not JSON`);
  }
  // Any 2xx is accepted: a service may begin to process requests asynchronously.
  if (isBodiless) return { _tag: 'Usable', body: null };
  const read = decode(operation, status, document);
  switch (read._tag) {
    case 'Success':
      return { _tag: 'Usable', body: read.body };
    case 'Undecodable': {
      const page = withReadableRows(operation, status, document);
      return page === undefined
        ? unusable(`the answer (${status}) does not match the API description`, formatErrors(read.errors))
        : { _tag: 'Usable', body: page };
    }
    case 'Undeclared':
    case 'Failure':
      return unusable(`the service answered ${status}, which the API does not describe for ${operation.id}`);
  }
};

/** Whether every declared success of the operation is without a body. */
const hasNoBody = ({ responses }: Operation): boolean =>
  Object.entries(responses).every(([status, codec]) => !status.startsWith('2') || codec === null);

const unusable = (message: string, issues: readonly Issue[] = []): Answer => ({
  _tag: 'Unusable',
  message,
  issues,
});
