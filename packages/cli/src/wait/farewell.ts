import type { Client } from '@wxdi/sdk';
import type { Farewell } from '../interrupts.js';
import type { Session } from '../session.js';
import { isUnsent } from '../failure.js';
import { quoted } from '../hints.js';
import { visible } from '../render/visible.js';

export type OnInterrupt = 'detach' | 'cancel';

/** A run, and its job as it is called in a command to copy. */
export interface RunInWords {
  readonly job: string;
  readonly run: string;
  readonly word: string;
}

/** What the first signal does to a wait: the run goes on and one learns how to come back, or it is cancelled first. */
export const farewell =
  (
    { say }: Session,
    client: Client,
    { job, run, word }: RunInWords,
    policy: OnInterrupt = 'detach',
  ): Farewell =>
  (signal) => {
    const words = visible(`${word} ${quoted(run)}`);
    if (signal === 'SIGTERM' || policy === 'detach') {
      say.last('detached: the run goes on', { jobId: job, runId: run });
      say.last(`  to wait on:  wxdi run wait ${words}`);
      say.last(`  to stop it:  wxdi run cancel ${words}`);
      return undefined;
    }
    say.last('cancelling the run; Ctrl-C again to leave at once');
    return client.runs.cancel(job, run).then(
      ({ run: after }) => {
        say.last(`the run is ${visible(after.state)}`);
      },
      (error: unknown) => {
        const why = error instanceof Error ? error.message : String(error);
        const what = isUnsent(error) ? 'cancelling failed' : 'whether the run was cancelled is not known';
        say.last(`${what} (${visible(why)}); wxdi run cancel ${words}`);
      },
    );
  };
