import type { Operation, RequestParts } from '@wxdi/bindings';
import type { ApiError, Cancel, JobsApi, OperationId, RequestInfo } from '@wxdi/core';
import type { HttpRequest, HttpResponse } from '../http/transport.js';
import type { Judged } from '../http/verdict.js';
import type { Scrubber } from '../secrets/scrubber.js';
import { operations, toRequest } from '@wxdi/bindings';
import { effectOf, printJson } from '@wxdi/core';
import * as E from 'fp-ts/lib/Either.js';
import { parseBody } from '../http/parse-body.js';
import { isFailure } from '../http/transport.js';
import { abortedBefore, apiErrorOf, invalidRequest } from '../http/api-error.js';
import { answerReader, type Answer } from './read-answer.js';
import { alsoScrubbing } from '../secrets/scrubber.js';
import { environmentValues } from '../secrets/environment-values.js';

/** What all requests of a client share. */
export interface Target {
  readonly origin: string;
  readonly scope: { readonly project_id: string } | { readonly space_id: string };
  readonly send: (request: HttpRequest) => Promise<Judged>;
  readonly scrub: Scrubber;
}

/** Any operation, untyped: one interpreter serves all. */
type AnyOperation = Operation<OperationId, AnyRequest, unknown>;
interface AnyRequest {
  readonly query?: object;
  readonly body?: unknown;
}

/** Operations that create an object per request: they need a fresh connection, since a stale one may lose a request. */
const createsNew: ReadonlySet<OperationId> = new Set(['createJob', 'startRun']);

/** The service over HTTP: operations are data, and one interpreter serves all of them. */
export const liveJobsApi = (target: Target): JobsApi =>
  Object.fromEntries(
    Object.entries(operations).map(([id, operation]) => [
      id,
      interpret(target, operation as unknown as AnyOperation),
    ]),
  ) as unknown as JobsApi;

const interpret = (target: Target, operation: AnyOperation) => {
  const readAnswer = answerReader(operation);
  return (request: AnyRequest, cancel: Cancel) => async (): Promise<E.Either<ApiError, unknown>> => {
    const built = toRequest(operation, { ...request, query: { ...target.scope, ...request.query } });
    if (E.isLeft(built)) return E.left(invalidRequest(infoOf(operation, operation.path), built.left));
    const info = infoOf(operation, built.right.path);
    if (cancel.aborted) return E.left(abortedBefore(info, cancel.reason));

    let answer: Answer | undefined;
    const unusable = (response: HttpResponse): string | undefined => {
      answer = readAnswer(response);
      return answer._tag === 'Unusable' ? answer.message : undefined;
    };
    const { outcome, verdict } = await target.send(
      httpRequest(target.origin, operation.id, built.right, cancel, unusable),
    );
    if (verdict === undefined) return E.right(answer?._tag === 'Usable' ? answer.body : undefined);
    const why = !isFailure(outcome) && answer?._tag === 'Unusable' ? answer : undefined;
    const document = why === undefined && !isFailure(outcome) ? parseBody(outcome.body) : undefined;
    const values = [...environmentValues(request.body), ...environmentValues(document)];
    const isTooMuch = values.length > mostValues;
    const failed = {
      request: info,
      outcome,
      verdict,
      unusable: why,
      document: isTooMuch ? withheld : document,
      scrub: isTooMuch ? target.scrub : alsoScrubbing(target.scrub, values),
    };
    return E.left(apiErrorOf(failed));
  };
};

/** The most values of environment variables that are searched in an error. */
const mostValues = 500;

/** Takes the place of an answer that has too many values to search. */
const withheld = {
  message: `the message of the service is withheld: it may contain values of environment variables, and more than ${mostValues} were sent or received`,
};

const infoOf = ({ id, method }: AnyOperation, path: string): RequestInfo => ({ operation: id, method, path });

const httpRequest = (
  origin: string,
  id: OperationId,
  { method, path, query, headers, body, mediaType = 'application/json' }: RequestParts,
  cancel: Cancel,
  unusable: HttpRequest['unusable'],
): HttpRequest => ({
  method,
  effect: effectOf[id],
  url: new URL(query === '' ? origin + path : `${origin}${path}?${query}`),
  headers: {
    ...headers,
    accept: 'application/json',
    ...(body === undefined ? {} : { 'content-type': mediaType }),
  },
  body: body === undefined ? undefined : printJson(body),
  freshConnection: createsNew.has(id),
  signal: cancel,
  unusable,
});
