import type * as t from 'io-ts';

/**
 * A generated operation: plain data. Neither the runtime nor the generated files send requests. The caller converts an
 * operation and a request value to `RequestParts` with `toRequest`, sends them with any HTTP client, and passes the
 * status and the parsed body to `fromResponse`.
 */
export interface Operation<Id extends string = string, Req = unknown, Ok = unknown> {
  readonly id: Id;
  readonly method: Method;
  /** Path template with `{name}` placeholders, from the root of the service: `/v2/jobs/{job_id}`. */
  readonly path: string;
  /** In the order of the document, which is also the order on the wire. */
  readonly parameters: readonly Parameter[];
  /** Absent if the operation has no request body. */
  readonly body?: RequestBody;
  /** Keyed by status (`'200'`), by class (`'4XX'`) or `default`; a `null` codec is a response without a decodable body. */
  readonly responses: Readonly<Record<string, t.Mixed | null>>;
  /** Never present at run time: holds the types of the request and of the 2xx body. */
  readonly _types?: { readonly request: Req; readonly ok: Ok };
}

export type Method = 'GET' | 'PUT' | 'POST' | 'DELETE' | 'OPTIONS' | 'HEAD' | 'PATCH' | 'TRACE';

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  /** The format of a list: `comma` is `a,b`, `repeat` is `x=a&x=b`. Absent for a single value. */
  readonly list?: 'comma' | 'repeat';
}

export interface RequestBody {
  readonly required: boolean;
  readonly mediaType: string;
  readonly codec: t.Mixed;
}
