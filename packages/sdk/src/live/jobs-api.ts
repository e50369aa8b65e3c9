import type { Operation, RequestParts } from '@wxdi/bindings';
import type { ApiError, Cancel, JobsApi, OperationId, RequestInfo } from '@wxdi/core';
import type { HttpRequest, HttpResponse, Transport, TransportFailure } from '../http/transport.js';
import type { Scrub } from './scrub/scrubber.js';
import { operations, toRequest } from '@wxdi/bindings';
import { effectOf } from '@wxdi/core';
import * as E from 'fp-ts/lib/Either.js';
import { isFailure } from '../http/transport.js';
import { apiErrorOf, invalidRequest, stoppedBeforehand } from './api-error.js';
import { answerReader } from './read-answer.js';
import { alsoScrubbing } from './scrub/scrubber.js';
import { environmentValues } from './scrub/variables.js';

/** What all requests of one client share. */
export interface Target {
  readonly origin: string;
  readonly scope: { readonly project_id: string } | { readonly space_id: string };
  readonly send: Transport;
  readonly scrub: Scrub;
}

/** Any operation with its types taken away: the interpreter is the same for all. */
type AnyOperation = Operation<OperationId, AnyRequest, unknown>;
interface AnyRequest {
  readonly query?: object;
  readonly body?: unknown;
}

/** Operations that make something new each time: a stale connection must not swallow their requests. */
const makesAnew: ReadonlySet<OperationId> = new Set(['createJob', 'startRun']);

/** The service over HTTP. Operations are data, so one interpreter serves them all. */
export const liveJobsApi = (target: Target): JobsApi =>
  Object.fromEntries(
    Object.entries(operations).map(([id, operation]) => [
      id,
      interpret(target, operation as unknown as AnyOperation),
    ]),
  ) as unknown as JobsApi;

const interpret =
  (target: Target, operation: AnyOperation) =>
  (request: AnyRequest, cancel: Cancel) =>
  async (): Promise<E.Either<ApiError, unknown>> => {
    const built = toRequest(operation, { ...request, query: { ...target.scope, ...request.query } });
    if (E.isLeft(built)) return E.left(invalidRequest(infoOf(operation, operation.path), built.left));
    const { path } = built.right;
    if (cancel.aborted) return E.left(stoppedBeforehand(infoOf(operation, path), cancel.reason));

    const read = answerReader(operation);
    const http = httpRequest(target.origin, operation.id, built.right, cancel, (response) => {
      const answer = read(response);
      return answer._tag === 'Unusable' ? answer.message : undefined;
    });
    const outcome = await target.send(http);
    const answer =
      !isFailure(outcome) && outcome.status >= 200 && outcome.status < 300 ? read(outcome) : undefined;
    if (answer?._tag === 'Usable') return E.right(answer.body);
    const scrub = alsoScrubbing(target.scrub, variablesOf(request, outcome));
    return E.left(apiErrorOf({ request: infoOf(operation, path), http, outcome, answer, scrub }));
  };

const infoOf = ({ id, method }: AnyOperation, path: string): RequestInfo => ({ operation: id, method, path });

/** Values of environment variables that the request carried or the answer shows. */
const variablesOf = ({ body }: AnyRequest, outcome: HttpResponse | TransportFailure): readonly string[] => {
  const sent = environmentValues(body);
  if (isFailure(outcome) || !outcome.body.includes('env_variables')) return sent;
  try {
    return [...sent, ...environmentValues(JSON.parse(outcome.body))];
  } catch {
    return sent;
  }
};

const httpRequest = (
  origin: string,
  id: OperationId,
  parts: RequestParts,
  cancel: Cancel,
  unusable: (response: HttpResponse) => string | undefined,
): HttpRequest => {
  const { method, path, query, headers, body, mediaType = 'application/json' } = parts;
  const request = {
    method,
    effect: effectOf[id],
    // An origin and a path make a whole URL; to resolve one against the other would parse two.
    url: new URL(query === '' ? origin + path : `${origin}${path}?${query}`),
    headers: { ...headers, accept: 'application/json' },
    signal: cancel,
    unusable,
  };
  if (body === undefined) return makesAnew.has(id) ? { ...request, freshConnection: true } : request;
  return {
    ...request,
    headers: { ...request.headers, 'content-type': mediaType },
    body: JSON.stringify(body),
    ...(makesAnew.has(id) ? { freshConnection: true } : {}),
  };
};
