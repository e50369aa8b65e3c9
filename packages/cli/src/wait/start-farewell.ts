import type { Client } from '@wxdi/sdk';
import type { Farewell } from '../interrupts.js';
import type { Session } from '../session.js';
import { isKind, isUnsent } from '../failure.js';
import { farewell, type OnInterrupt, type RunInWords } from './farewell.js';

/**
 * What the first signal does to a start that is under way: it is given up, which takes no time, and what is then known
 * of it is said. A request whose answer did not come may have been carried out, whoever asked for it.
 */
export const startFarewell =
  (
    session: Session,
    client: Client,
    { job, word }: Omit<RunInWords, 'run'>,
    starting: Promise<{ readonly runId: string }>,
    policy: OnInterrupt | undefined,
  ): Farewell =>
  (signal, stop) => {
    const { say } = session;
    say.last('interrupted while a run was being started', { jobId: job });
    stop();
    return starting.then(
      async ({ runId }) => {
        await farewell(session, client, { job, run: runId, word }, policy)(signal, stop);
      },
      (error: unknown) => {
        if (isUnsent(error)) {
          say.last('this command started no run');
          return;
        }
        const key = isKind(error, 'OutcomeUnknown') ? error.key : undefined;
        say.last('whether a run was started is not known', {
          jobId: job,
          ...(key === undefined ? {} : { key }),
        });
        say.last(`  to find out:  wxdi run list ${word} --limit 5`);
        if (key !== undefined)
          say.last(`  or the same start with --key ${key}, which finds its run and starts no second one`);
      },
    );
  };
