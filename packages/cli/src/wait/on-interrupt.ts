import type { OnInterrupt } from '../interrupts.js';
import type { Session } from '../session.js';
import type { WaitFlags } from './options.js';
import { isKind, isUnsent, wxdiErrorIn } from '../errors.js';
import { withRun, type JobTarget, type RunTarget } from '../target.js';
import { visible } from '../render/visible.js';

type Policy = WaitFlags['onInterrupt'];

/** What the first signal does to a wait: detach and print how to come back, or cancel the run. */
export const onWaitInterrupt =
  ({ say }: Session, { client, job, run, words }: RunTarget, policy: Policy): OnInterrupt =>
  (signal) => {
    if (signal === 'SIGTERM' || policy !== 'cancel') {
      say.last('detached: the run continues', { jobId: job, runId: run });
      say.last(`  to wait for it:  wxdi run wait ${words}`);
      say.last(`  to cancel it:    wxdi run cancel ${words}`);
      return undefined;
    }
    say.last('canceling the run; Ctrl-C again to exit at once');
    return client.runs.cancel(job, run).then(
      ({ run: after }) => {
        say.last(`the run is ${visible(after.state)}`);
      },
      (error: unknown) => {
        const why = visible(error instanceof Error ? error.message : String(error));
        const what = isUnsent(error) ? 'canceling failed' : 'it is unknown whether the run was canceled';
        say.last(`${what} (${why}); wxdi run cancel ${words}`);
      },
    );
  };

/**
 * What the first signal does to a start: it is given up at once, and what is known about it is printed. A request
 * without an answer may have been carried out.
 */
export const onStartInterrupt =
  (
    session: Session,
    target: JobTarget,
    starting: Promise<{ readonly runId: string }>,
    policy: Policy,
  ): OnInterrupt =>
  (signal, stop) => {
    const { say } = session;
    const { job, word } = target;
    say.last('interrupted while a run was being started', { jobId: job });
    stop();
    return starting.then(
      async ({ runId }) => {
        await onWaitInterrupt(session, withRun(target, runId), policy)(signal, stop);
      },
      (error: unknown) => {
        if (isUnsent(error)) return say.last('this command started no run');
        const key = isKind(error, 'OutcomeUnknown') ? wxdiErrorIn(error)?.key : undefined;
        say.last('it is unknown whether a run was started', { jobId: job, key });
        say.last(`  to find out:  wxdi run list ${word} --limit 5`);
        if (key !== undefined)
          say.last(`  or the same start with --key ${key}, which finds its run and starts no second one`);
      },
    );
  };
