import type { JobId, RunId } from '../domain/ids.js';
import type { RunReason } from '../domain/job-run.js';
import type { FinishedRunState } from '../domain/run-state.js';
import type { Issue } from '../errors/api-error.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import type { JournalEntry } from '../ports/journal.js';
import type { RunDraft } from '../wire/requests.js';
import { isRunKey } from '../domain/run-key.js';

/** One start of a batch. */
export interface BatchOrder {
  /** Its name in the batch: letters, digits, `.`, `_` and `-`. */
  readonly id: string;
  readonly job: JobId;
  readonly draft?: RunDraft | undefined;
}

/** What became of an order, as far as it is known. */
export interface BatchItem {
  readonly id: string;
  /** Key of its start. */
  readonly key: string;
  readonly job: JobId;
  /**
   * `pending`: not sent. `unknown`: a start may have happened, and no run was found. `refused`: the start failed.
   * `active`: its run had not ended when it was last seen. `ended`: see `ended`.
   */
  readonly state: 'pending' | 'unknown' | 'refused' | 'active' | 'ended';
  readonly run?: RunId | undefined;
  readonly attempt?: number | undefined;
  /** The state that the run ended in. */
  readonly ended?: FinishedRunState | undefined;
  /** Why the run failed, as the service says; absent if the run was not read. */
  readonly reasons?: readonly RunReason[] | undefined;
  /** Why the start or the wait failed. */
  readonly error?: WorkflowError | undefined;
}

/** What happens to an order. */
export type BatchEvent =
  | { readonly type: 'started'; readonly item: BatchItem; readonly adopted: boolean }
  | { readonly type: 'ended' | 'failed'; readonly item: BatchItem };

/** A batch id: letters, digits, `_` and `-`, so that the `.` before the id of an order is the first of a key. */
const batchShape = /^[A-Za-z0-9_-]{1,40}$/;

/** The key of the start of an order: `BATCH.ORDER`. */
export const batchKey = (batch: string, order: string): string => `${batch}.${order}`;

/** The beginning of all keys of a batch. */
export const batchPrefix = (batch: string): string => batchKey(batch, '');

/** What is wrong with the id of a batch. */
export const batchIdIssues = (batch: string): readonly Issue[] =>
  batchShape.test(batch)
    ? []
    : [{ path: 'batch', expected: '1 to 40 letters, digits, "_" or "-"', received: batch || 'nothing' }];

/** What is wrong with the ids of orders: each must be a part of a key, and occur once. */
export const orderIssues = (batch: string, orders: readonly Pick<BatchOrder, 'id'>[]): readonly Issue[] => {
  const seen = new Set<string>();
  return orders.flatMap(({ id }, at): readonly Issue[] => {
    const path = `orders[${at}].id`;
    if (id === '' || !isRunKey(batchKey(batch, id)))
      return [
        {
          path,
          expected: `1 to ${63 - batch.length} letters, digits, ".", "_" or "-"`,
          received: id || 'nothing',
        },
      ];
    if (seen.has(id)) return [{ path, expected: 'each id once', received: `"${id}" twice` }];
    seen.add(id);
    return [];
  });
};

/** An order as the journal knows it. */
export const itemOf = (batch: string, entry: JournalEntry): BatchItem => ({
  id: entry.key.slice(batchPrefix(batch).length),
  key: entry.key,
  job: entry.jobId as JobId,
  state: stateOf(entry),
  run: entry.runId as RunId | undefined,
  attempt: entry.attempt,
  ended: entry.ended,
});

const stateOf = ({ state, ended }: JournalEntry): BatchItem['state'] => {
  switch (state) {
    case 'pending':
    case 'refused':
      return state;
    case 'sending':
      return 'unknown';
    case 'started':
      return ended === undefined ? 'active' : 'ended';
  }
};
