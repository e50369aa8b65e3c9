import type { Issue, Outcome, WorkflowError } from '@wxdi/core';

/** What every promise of this library rejects with. `kind` says which sort of trouble it is. */
export class WxdiError extends Error {
  override readonly name = 'WxdiError';
  /** Closed: a `switch` over it can be exhaustive. */
  readonly kind: WorkflowError['_tag'];
  /** Whether the same call may succeed later. */
  readonly retryable: boolean;
  /** What became of the request: not taken up, refused, or perhaps carried out. */
  readonly outcome: Outcome;
  /** The places in a document or the values that are wrong. */
  readonly issues: readonly Issue[];
  readonly method?: string;
  /** Path with ids filled in, without the query. */
  readonly path?: string;
  readonly status?: number;
  /** The service's own error code. */
  readonly serviceCode?: string;
  /** The service's id of the request, for its support. */
  readonly traceId?: string;
  /** The steps that failed, innermost first. */
  readonly at: readonly string[];
  /** Key of a start whose outcome is unknown: starting again with it finds the run if there is one. */
  readonly key?: string;
  /** Ids of the things that an ambiguous name may mean. */
  readonly candidates: readonly string[];

  constructor(error: WorkflowError) {
    super(error.message, error.cause === undefined ? undefined : { cause: error.cause });
    this.kind = error._tag;
    this.retryable = error._tag === 'Unavailable';
    this.outcome = error.outcome;
    this.issues = 'issues' in error ? error.issues : [];
    this.candidates = error._tag === 'AmbiguousName' ? error.candidates : [];
    this.at = error.at;
    const { method, path, status, serviceCode, traceId } = error.request ?? {};
    if (error._tag === 'OutcomeUnknown' && error.key !== undefined) this.key = error.key;
    if (method !== undefined) this.method = method;
    if (path !== undefined) this.path = path;
    if (status !== undefined) this.status = status;
    if (serviceCode !== undefined) this.serviceCode = serviceCode;
    if (traceId !== undefined) this.traceId = traceId;
  }
}
