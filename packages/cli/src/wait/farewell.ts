import type { Client } from '@wxdi/sdk';
import type { Farewell } from '../interrupts.js';
import type { Session } from '../session.js';
import { quoted } from '../hints.js';
import { wantsJson } from '../output/say.js';
import { toJson } from '../render/json.js';
import { visible } from '../render/visible.js';

/** What the first signal does to a wait: the run goes on and one learns how to come back, or it is cancelled first. */
export const farewell =
  (session: Session, client: Client, job: string, run: string, policy: 'detach' | 'cancel'): Farewell =>
  (signal) => {
    const words = `${quoted(job)} ${quoted(run)}`;
    const { stderr } = session.context;
    // Said even with --quiet: who stops waiting must know that the run did not stop.
    const say = (message: string, data?: object): void => {
      const text = visible(message);
      const line = wantsJson(session.output)
        ? toJson({ level: 'info', message: text.trim(), ...data })
        : text;
      stderr.write(`${line}\n`)?.catch(() => undefined);
    };
    if (signal === 'SIGTERM' || policy === 'detach') {
      say('detached: the run goes on', { jobId: job, runId: run });
      say(`  to wait on:  wxdi run wait ${words}`);
      say(`  to stop it:  wxdi run cancel ${words}`);
      return undefined;
    }
    say('cancelling the run; Ctrl-C again to leave at once');
    return client.runs.cancel(job, run).then(
      ({ run: after }) => {
        say(`the run is ${after.state}`);
      },
      (error: unknown) => {
        say(
          `cancelling failed (${error instanceof Error ? error.message : String(error)}); wxdi run cancel ${words}`,
        );
      },
    );
  };
