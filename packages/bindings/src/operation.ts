import type * as t from 'io-ts';

/**
 * What a generated operation is: plain data. Nothing here or in the generated files performs a request;
 * a caller turns an operation and a request value into `RequestParts`, sends them by any means, and gives the
 * status and the parsed body back to `fromResponse`.
 */
export interface Operation<Id extends string = string, Req = unknown, Ok = unknown> {
  readonly id: Id;
  readonly method: Method;
  /** Path template with `{name}` placeholders, from the root of the service: `/v2/jobs/{job_id}`. */
  readonly path: string;
  /** In the order in which the document declares them, which is the order on the wire. */
  readonly parameters: readonly Parameter[];
  /** Absent when the operation takes no body. */
  readonly body?: RequestBody;
  /** Keyed by status (`'200'`), by class (`'4XX'`) or `default`; a `null` codec is an answer without a decodable body. */
  readonly responses: Readonly<Record<string, t.Mixed | null>>;
  /** Never present at run time: carries the types of the request and of the 2xx body. */
  readonly _types?: { readonly request: Req; readonly ok: Ok };
}

export type Method = 'GET' | 'PUT' | 'POST' | 'DELETE' | 'OPTIONS' | 'HEAD' | 'PATCH' | 'TRACE';

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  /** How a list is written: `comma` is `a,b`, `repeat` is `x=a&x=b`. Absent for a single value. */
  readonly list?: 'comma' | 'repeat';
}

export interface RequestBody {
  readonly required: boolean;
  readonly mediaType: string;
  readonly codec: t.Mixed;
}
