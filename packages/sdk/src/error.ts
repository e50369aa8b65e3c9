import type { Issue, Outcome, WorkflowError } from '@wxdi/core';

/** The error of every rejected promise of this library. `kind` distinguishes them. */
export class WxdiError extends Error {
  override readonly name = 'WxdiError';
  /** A closed union: a `switch` over it can be exhaustive. */
  readonly kind: WorkflowError['_tag'];
  /** Whether the same call may succeed later. */
  readonly retryable: boolean;
  /**
   * The outcome of the request: not sent, rejected, or unknown (it may have succeeded). `started`: the call failed after
   * its run was started or found; see `runId`.
   */
  readonly outcome: Outcome;
  /** Invalid values, or invalid parts of a document. */
  readonly issues: readonly Issue[];
  /** Method and path of the request; absent if none was sent. */
  readonly method?: string | undefined;
  /** Path with ids, without the query. */
  readonly path?: string | undefined;
  /** Origin of the request, if it was not for the service but for a token. */
  readonly origin?: string | undefined;
  /** Status of the answer, if any. */
  readonly status?: number | undefined;
  /** The service's error code. */
  readonly serviceCode?: string | undefined;
  /** The service's id of the request, for its support. */
  readonly traceId?: string | undefined;
  /** Media type of the answer, if it is not JSON: `text/html` for a page of a proxy or a login. */
  readonly mediaType?: string | undefined;
  /** The steps that failed, innermost first. */
  readonly at: readonly string[];
  /** Key of a start: a start with the same key finds the run if it exists. */
  readonly key?: string | undefined;
  /** The run that exists, with the outcome `started`. */
  readonly runId?: string | undefined;
  /** Ids of the objects that match an ambiguous name. */
  readonly candidates: readonly string[];

  constructor(error: WorkflowError) {
    super(error.message, error.cause === undefined ? undefined : { cause: error.cause });
    this.kind = error._tag;
    this.retryable = error._tag === 'Unavailable';
    this.outcome = error.outcome;
    this.issues = 'issues' in error ? error.issues : [];
    this.candidates = error._tag === 'AmbiguousName' ? error.candidates : [];
    this.at = error.at;
    this.method = error.request?.method;
    this.path = error.request?.path;
    this.origin = error.request?.origin;
    this.mediaType = error.request?.mediaType;
    this.status = error.request?.status;
    this.serviceCode = error.request?.serviceCode;
    this.traceId = error.request?.traceId;
    this.key = error.key;
    this.runId = error.runId;
  }
}

/** A bug of the library, or of a function of the caller: what was sent is not known. */
export const unexpected = (cause: unknown): WxdiError =>
  new WxdiError({
    _tag: 'OutcomeUnknown',
    message: `unexpected error: ${cause instanceof Error ? cause.message : String(cause)}`,
    outcome: 'unknown',
    at: ['unexpected'],
    cause,
  });
