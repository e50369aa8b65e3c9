import * as E from 'fp-ts/lib/Either.js';
import { pathSegment, text, type Refusal } from './parameter.js';
import type { Method, Operation, Parameter } from './operation.js';

/** The general form of a request value; the generated input types describe what each operation takes. */
export interface RequestValue {
  readonly path?: object;
  readonly query?: object;
  readonly headers?: object;
  readonly body?: unknown;
}

/** A request to the service, for any transport. */
export interface RequestParts {
  readonly method: Method;
  /** Encoded, with a leading slash. */
  readonly path: string;
  /** Encoded, without a question mark; empty if there are no query parameters. */
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The given value: the transport serializes it according to `mediaType`. */
  readonly body?: unknown;
  readonly mediaType?: string;
}

/** A parameter that cannot be sent. Does not contain the value, which may be a secret. */
export interface InvalidParameter {
  readonly name: string;
  readonly in: Parameter['in'] | 'body';
  readonly reason: Refusal;
}

const groups = { path: 'path', query: 'query', header: 'headers' } as const;

/** Converts a request value to a request, or returns every parameter that cannot be sent. Sends nothing. */
export const toRequest = <Req extends RequestValue>(
  operation: Operation<string, Req>,
  request: Req,
): E.Either<readonly InvalidParameter[], RequestParts> => {
  const invalid: InvalidParameter[] = [];
  const query: string[] = [];
  const headers: Record<string, string> = {};
  let path = operation.path;
  for (const parameter of operation.parameters) {
    const value = valueOf(request, parameter);
    if (value === undefined || value === null) {
      if (parameter.required) invalid.push(refused(parameter, 'missing'));
      continue;
    }
    const written = write(parameter, value);
    if (E.isLeft(written)) invalid.push(refused(parameter, written.left));
    else if (written.right.length === 0) {
      // An empty list has no form of its own.
      if (parameter.required) invalid.push(refused(parameter, 'empty'));
    } else if (parameter.in === 'path')
      path = path.replaceAll(`{${parameter.name}}`, () => written.right.join());
    else if (parameter.in === 'header') headers[parameter.name] = written.right.join();
    else for (const text of written.right) query.push(`${encodeURIComponent(parameter.name)}=${text}`);
  }
  const { body } = operation;
  if (body?.required && request.body === undefined)
    invalid.push({ name: 'body', in: 'body', reason: 'missing' });
  if (invalid.length > 0) return E.left(invalid);
  const parts = { method: operation.method, path, query: query.join('&'), headers };
  return E.right(
    body && request.body !== undefined ? { ...parts, body: request.body, mediaType: body.mediaType } : parts,
  );
};

const refused = (parameter: Parameter, reason: Refusal): InvalidParameter => ({
  name: parameter.name,
  in: parameter.in,
  reason,
});

const valueOf = (request: RequestValue, parameter: Parameter): unknown => {
  const group = request[groups[parameter.in]] as Readonly<Record<string, unknown>> | undefined;
  return group && Object.hasOwn(group, parameter.name) ? group[parameter.name] : undefined;
};

const writers = {
  path: pathSegment,
  query: (value: unknown): E.Either<Refusal, string> => {
    const written = text(value);
    return E.isLeft(written) ? written : E.right(encodeURIComponent(written.right));
  },
  header: text,
} as const;

/** The encoded values of a parameter: none for an empty list, several for a list that repeats the name. */
const write = (parameter: Parameter, value: unknown): E.Either<Refusal, readonly string[]> => {
  const values = parameter.list && Array.isArray(value) ? (value as readonly unknown[]) : [value];
  const encoded: string[] = [];
  for (const item of values) {
    const written = writers[parameter.in](item);
    if (E.isLeft(written)) return written;
    encoded.push(written.right);
  }
  return E.right(parameter.list === 'comma' && encoded.length > 0 ? [encoded.join()] : encoded);
};
