import type { Interrupt, OnInterrupt } from '../interrupts.js';
import type { Session } from '../session.js';
import type { WaitFlags } from './options.js';
import { isKind, isUnsent, wxdiErrorIn } from '../errors.js';
import { withRun, type JobTarget, type RunTarget } from '../target.js';
import { visible } from '../render/visible.js';

type Policies = Pick<WaitFlags, 'onInterrupt' | 'onTimeout'>;

/** How long the service may take to accept a cancellation. */
const acceptMs = 10_000;

/**
 * What the first signal or the time limit does to a wait: detach, and print how to come back, or cancel the run. At the
 * limit the error prints how to come back.
 */
export const onWaitInterrupt =
  ({ say }: Session, { client, job, run, words }: RunTarget, policies: Policies): OnInterrupt =>
  (by) => {
    const policy = by === 'timeout' ? policies.onTimeout : policies.onInterrupt;
    if (policy !== 'cancel') {
      if (by === 'timeout') return undefined;
      say.last('detached: the run continues', { jobId: job, runId: run });
      say.last(`  to wait for it:  wxdi run wait ${words}`);
      say.last(`  to cancel it:    wxdi run cancel ${words}`);
      return undefined;
    }
    say.last(`canceling the run; ${another(by)} to exit at once`);
    return client.runs.cancel(job, run, { timeoutMs: acceptMs, isActive: true }).then(
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

const another = (by: Interrupt): string => {
  if (by === 'timeout') return 'Ctrl-C';
  return by === 'SIGINT' ? 'Ctrl-C again' : `${by} again`;
};

/**
 * What the first signal does to a start: it is abandoned at once, and its known outcome is printed. A request without
 * an answer may have been carried out. At the time limit the error of the start prints it.
 */
export const onStartInterrupt =
  (
    session: Session,
    target: JobTarget,
    starting: Promise<{ readonly runId: string }>,
    policies: Policies,
  ): OnInterrupt =>
  (by, stop) => {
    const { say } = session;
    const { job, word } = target;
    if (by !== 'timeout') say.last('interrupted while a run was being started', { jobId: job });
    stop();
    return starting.then(
      async ({ runId }) => {
        await onWaitInterrupt(session, withRun(target, runId), policies)(by, stop);
      },
      (error: unknown) => {
        if (by === 'timeout') return;
        if (isUnsent(error)) return say.last('this command started no run');
        const key = isKind(error, 'OutcomeUnknown') ? wxdiErrorIn(error)?.key : undefined;
        say.last('it is unknown whether a run was started', { jobId: job, key });
        say.last(`  to find out:  wxdi run list ${word} --limit 5`);
        if (key !== undefined)
          say.last(`  or repeat the start with --key ${key}: it finds the run and starts no second one`);
      },
    );
  };
