import type { Client, JobRun } from '@wxdi/sdk';
import { command, JOB, RUN, type CommandDefinition } from '../command.js';
import { hinting } from '../../errors.js';
import { printOne } from '../../output/print.js';
import { runView } from '../../render/views.js';
import { byName, runTarget, type ByName } from '../../target.js';
import { inProgress } from '../../wait/in-progress.js';

/** Requests another state of a run and prints the run as it is then. */
export const changingState =
  (
    request: (client: Client, job: string, run: string, signal: AbortSignal) => Promise<JobRun>,
    next: readonly [what: string, command: string],
  ): CommandDefinition<ByName>['run'] =>
  async (session, flags, args) => {
    const { client, job, run, word, words } = await runTarget(session, flags, args);
    const look = `wxdi run get ${words}`;
    inProgress(session, 'the state of the run may have changed', look);
    const after = await hinting(request(client, job, run, session.signal), {
      NotFound: `wxdi run list ${word}`,
      Refused: look,
      OutcomeUnknown: look,
    });
    session.remember({ what: `run ${run} is ${after.state}`, look });
    await printOne(session, runView, after);
    session.say.next(next[0], `${next[1]} ${words}`);
  };

export const runPause = command({
  name: 'pause',
  summary: 'Pause a run',
  details: ['Prints the run after the change. Not every engine can pause.'],
  raw: true,
  mutates: true,
  examples: [['pause the active run', "wxdi run pause 'Click stream' @active"]],
  args: [JOB, RUN],
  options: byName,
  run: changingState(
    (client, job, run, signal) => client.runs.pause(job, run, { signal }),
    ['to resume it', 'wxdi run resume'],
  ),
});
