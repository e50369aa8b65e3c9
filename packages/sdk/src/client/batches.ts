import type { BatchEvent, BatchItem, BatchOptions, BatchOrder } from '@wxdi/core';
import type { CallOptions } from './calls.js';
import type { LiveEnv } from '../live/env.js';
import { batchStatus, cancelBatch, jobId, previewBatch, rule, runBatch } from '@wxdi/core';
import { WxdiError } from '../error.js';
import { callRule, checked, openRule } from './checked.js';
import { run } from './run-program.js';

/** One start of a batch; `job` is the id of a job. */
export interface BatchRunOrder extends Omit<BatchOrder, 'job'> {
  readonly job: string;
}

/** What became of an order. */
export interface BatchReport extends Omit<BatchItem, 'error' | 'job' | 'run'> {
  readonly job: string;
  readonly run?: string | undefined;
  /** Why the start or the wait failed. */
  readonly error?: WxdiError | undefined;
}

/** What happens to an order. */
export interface BatchProgress {
  readonly type: BatchEvent['type'];
  readonly item: BatchReport;
  /** Whether the run existed before. Set for `started`. */
  readonly adopted?: boolean | undefined;
}

/** How a batch is run. */
export interface BatchRunOptions extends Omit<BatchOptions, 'onEvent'>, Pick<CallOptions, 'signal'> {
  /** Called for each start, end and failure. An exception that it throws is ignored. */
  readonly onEvent?: ((event: BatchProgress) => void) | undefined;
}

/**
 * Lists of starts that can be stopped and continued. The journal of the client has the only record of a batch: use a
 * folder or a database, or it is lost with the process.
 */
export interface Batches {
  /**
   * Starts each order at most once and waits for its run, eight at once, and returns what became of each, in the order of
   * the list. A failed run is a result. The same call, here or on a machine that shares the journal, goes on where it
   * stopped, and sends nothing for orders that have ended; with `retryFailed`, those that failed before this call are started again. After
   * an abort, orders that were not started are `pending`. Kind `InvalidInput`, before anything is sent, if ids of orders
   * are doubled, or differ from those recorded for this batch.
   */
  run(
    batch: string,
    orders: readonly BatchRunOrder[],
    options?: BatchRunOptions,
  ): Promise<readonly BatchReport[]>;
  /** The orders that `run` would start or continue, as they are now. Nothing is recorded or sent. */
  preview(
    batch: string,
    orders: readonly BatchRunOrder[],
    options?: BatchRunOptions,
  ): Promise<readonly BatchReport[]>;
  /**
   * What became of the orders of a batch, by their ids: from the journal, and for active runs from the service. Kind
   * `NotFound` if the journal does not have the batch.
   */
  status(batch: string, options?: CallOptions): Promise<readonly BatchReport[]>;
  /** Requests the cancellation of the active runs of a batch, and reports each. */
  cancel(
    batch: string,
    options?: CallOptions,
  ): Promise<{ readonly canceled: readonly BatchReport[]; readonly failed: readonly BatchReport[] }>;
}

const order = rule.members({ id: rule.someText, job: rule.someText, draft: rule.anything }, ['id', 'job']);

/** Core's programs about batches, as methods that return promises. */
export const batchesOf = (env: LiveEnv): Batches =>
  checked<Batches>(
    {
      run: [rule.text, rule.list(order), openRule],
      preview: [rule.text, rule.list(order), openRule],
      status: [rule.text, callRule],
      cancel: [rule.text, callRule],
    },
    {
      run: async (batch, orders, { signal, onEvent, ...options } = {}) => {
        const given = orders.map(orderOf);
        const tell = onEvent && ((event: BatchEvent) => onEvent({ ...event, item: reportOf(event.item) }));
        const items = await run(env, runBatch(batch, given, { ...options, onEvent: tell }), { signal });
        return items.map(reportOf);
      },
      preview: async (batch, orders, { signal, onEvent: _, ...options } = {}) =>
        (await run(env, previewBatch(batch, orders.map(orderOf), options), { signal })).map(reportOf),
      status: async (batch, options) => (await run(env, batchStatus(batch), options)).map(reportOf),
      cancel: async (batch, options) => {
        const { canceled, failed } = await run(env, cancelBatch(batch), options);
        return {
          canceled: canceled.map(reportOf),
          failed: failed.map(({ item, error }) => reportOf({ ...item, error })),
        };
      },
    },
  );

const orderOf = (one: BatchRunOrder): BatchOrder => ({ ...one, job: jobId(one.job) });

const reportOf = ({ error, ...item }: BatchItem): BatchReport => ({
  ...item,
  ...(error === undefined ? {} : { error: new WxdiError(error) }),
});
