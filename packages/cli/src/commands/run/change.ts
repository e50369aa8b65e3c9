import type { Client, JobRun } from '@wxdi/sdk';
import type { Run } from '../../args/declaration.js';
import type { runPause } from '../../declarations/run-change.js';
import { exitCode } from '../../exit-code.js';
import { hinting } from '../../hints.js';
import { printOne } from '../../output/print.js';
import { runView } from '../../render/views.js';
import { underWay } from '../../wait/under-way.js';
import { targetOf } from './target.js';

type Act = (client: Client, job: string, run: string, signal: AbortSignal) => Promise<JobRun>;

/** A command that asks the service for another state of a run, and prints the run as it is then. */
export const changing =
  (act: Act, next: readonly [what: string, command: string]): Run<typeof runPause.flags> =>
  async (session, flags, args) => {
    const { client, job, run: id, word, words } = await targetOf(session, flags, args);
    underWay(session, 'the run may be in another state', `wxdi run get ${words}`);
    const after = await hinting(act(client, job, id, session.signal), {
      NotFound: `wxdi run list ${word}`,
      Refused: `wxdi run get ${words}`,
      OutcomeUnknown: `wxdi run get ${words}`,
    });
    session.remember({ what: `run ${id} is ${after.state}`, look: `wxdi run get ${words}` });
    await printOne(session, runView, after);
    session.say.next(next[0], `${next[1]} ${words}`);
    client.close();
    return exitCode.done;
  };
