import type { Client } from '@wxdi/sdk';
import type { PgBoss } from 'pg-boss';
import { succeeded } from '@wxdi/sdk';

/** One run to start: the data of a job of pg-boss. */
export interface Order {
  /** Id of the job of the service. */
  readonly job: string;
  readonly parameters?: Readonly<Record<string, string>>;
}

export const queue = 'wxdi-runs';

/**
 * Runs the orders of a queue, eight at once. pg-boss delivers an order again if its worker died or its run failed: the id
 * of the order is the key of the start, so that a run that was started before is found, and a failed one is repeated.
 */
export const work = (boss: PgBoss, client: Client): Promise<string> =>
  boss.work<Order, { readonly run: string }>(
    queue,
    { localConcurrency: 8, pollingIntervalSeconds: 0.5 },
    async ([order]) => {
      if (order === undefined) throw new Error('pg-boss delivers one order at a time');
      const { id, data, signal, retryCount } = order;
      const parameters = Object.entries(data.parameters ?? {}).map(([name, value]) => ({ name, value }));
      const handle = await client.jobs.start(
        data.job,
        { parameters },
        { key: `order-${id}`, retryFailed: retryCount > 0, signal },
      );
      const { run } = await handle.wait({ signal });
      // pg-boss delivers an order again if its handler throws.
      if (!succeeded(run.state)) throw new Error(`run ${run.id} ended ${run.state}`);
      return { run: run.id };
    },
  );
