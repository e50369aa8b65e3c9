/** Options of every call. */
export interface CallOptions {
  /** Aborts the call, not the run: the promise rejects with kind `Aborted`, also for `AbortSignal.timeout`. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Time limit of the whole call, in milliseconds, from its start: the token, every request, retries and waits. The
   * promise then rejects with kind `DeadlineExceeded`; a run continues. A start that may have been carried out stays
   * kind `OutcomeUnknown`, with its key. Default: no limit.
   */
  readonly timeoutMs?: number | undefined;
}

/**
 * The rows of a listing, read page by page on demand. Iterating twice lists twice, and each iteration has the whole
 * `timeoutMs`. A row that does not match the API description is passed to the filter's `onUnreadable`; without it, the
 * listing rejects with kind `Undecodable` after all other rows.
 */
export interface Listing<Row> extends AsyncIterable<Row> {
  /** The rows in the service's pages. */
  byPage(): AsyncIterable<readonly Row[]>;
  /** All rows, or the first `limit`: a total, never a page size. */
  toArray(options?: { readonly limit?: number | undefined }): Promise<readonly Row[]>;
}
