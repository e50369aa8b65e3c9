import * as E from 'fp-ts/lib/Either.js';
import type * as t from 'io-ts';
import type { Operation } from './operation.js';

/** A response of the service, interpreted for an operation. */
export type Answer<Ok> = Success<Ok> | Failure | Undecodable | Undeclared;

/** A declared 2xx. The body is the given value itself, including unknown properties. */
export interface Success<Ok> {
  readonly _tag: 'Success';
  readonly status: number;
  /** `null` for a response without a body, such as 204. */
  readonly body: Ok;
}

/** A declared status other than 2xx. */
export interface Failure {
  readonly _tag: 'Failure';
  readonly status: number;
  /** The body as received. An invalid error body must not hide the error. */
  readonly body: unknown;
  /** True if the body matches the document. */
  readonly decoded: boolean;
}

/** A declared 2xx whose body does not match the document. */
export interface Undecodable {
  readonly _tag: 'Undecodable';
  readonly status: number;
  readonly errors: t.Errors;
}

/** A status that the document does not declare. */
export interface Undeclared {
  readonly _tag: 'Undeclared';
  readonly status: number;
}

const isSuccess = (status: number): boolean => status >= 200 && status < 300;

/** Interprets a status and a parsed body, with the codec that the operation declares for the status. */
export const fromResponse = <Ok>(
  operation: Operation<string, unknown, Ok>,
  status: number,
  body: unknown,
): Answer<Ok> => {
  const codec = codecFor(operation.responses, status);
  if (codec === undefined) return { _tag: 'Undeclared', status };
  if (!isSuccess(status)) return { _tag: 'Failure', status, body, decoded: codec?.is(body) ?? false };
  // The codecs are untyped; the operation's type parameter is the type that they decode to.
  if (codec === null) return { _tag: 'Success', status, body: null as Ok };
  const decoded = codec.decode(body);
  if (E.isLeft(decoded)) return { _tag: 'Undecodable', status, errors: decoded.left };
  return { _tag: 'Success', status, body: decoded.right as Ok };
};

/** By status, then by class, then `default`. `default` describes errors and is never used for a 2xx. */
const codecFor = (responses: Operation['responses'], status: number): t.Mixed | null | undefined => {
  const exact = own(responses, String(status));
  if (exact !== undefined) return exact;
  const ofClass = own(responses, `${Math.floor(status / 100)}XX`);
  return ofClass !== undefined || isSuccess(status) ? ofClass : own(responses, 'default');
};

const own = (responses: Operation['responses'], key: string): t.Mixed | null | undefined =>
  Object.hasOwn(responses, key) ? responses[key] : undefined;
