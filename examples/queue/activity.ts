import type { Client, RunHandle } from '@wxdi/sdk';
import { isFinished, succeeded } from '@wxdi/sdk';

/** What an activity uses of `Context.current()` of @temporalio/activity. */
interface Activity {
  readonly info: {
    readonly workflowExecution: { readonly workflowId: string };
    readonly activityId: string;
    readonly attempt: number;
    readonly heartbeatDetails: unknown;
  };
  readonly cancellationSignal: AbortSignal;
  heartbeat(details: unknown): void;
}

/**
 * Starts a run and waits for it. Temporal repeats an activity whose worker died or that failed. The text of the handle is
 * the detail of the heartbeat, so the next attempt continues the wait; a run that failed is started again. If no detail
 * was recorded, the key finds the run.
 */
export const runJob = async (activity: Activity, client: Client, job: string): Promise<string> => {
  const { info, cancellationSignal: signal } = activity;
  const key = `${info.workflowExecution.workflowId}-${info.activityId}`;
  const handle =
    (await goingOn(client, info.heartbeatDetails)) ??
    (await client.jobs.start(job, {}, { key, retryFailed: info.attempt > 1, signal }));
  for await (const event of handle.follow({ signal })) {
    activity.heartbeat(String(handle));
    if (event.type !== 'result') continue;
    if (succeeded(event.run.state)) return event.run.id;
    throw new Error(`run ${event.run.id} ended ${event.run.state}`);
  }
  throw new Error('the run has no result');
};

/** The run of an earlier attempt, unless it has failed. */
const goingOn = async (client: Client, details: unknown): Promise<RunHandle | undefined> => {
  if (typeof details !== 'string') return undefined;
  const handle = client.runs.handle(details);
  const { state } = await handle.get();
  return isFinished(state) && !succeeded(state) ? undefined : handle;
};
