import type { Client } from '@wxdi/sdk';
import type { Session } from '../../session.js';
import { exitCode } from '../../exit-code.js';
import { quoted } from '../../hints.js';
import { printIds } from '../../output/print.js';
import { visible } from '../../render/visible.js';
import { underWay } from '../../wait/under-way.js';

/** Deletes finished runs and prints the ids of those that are gone; the first failure is the command's. */
export const removeRuns = async (
  session: Session,
  client: Client,
  job: string,
  runs: readonly string[],
): Promise<number> => {
  const { signal, dryRun, say } = session;
  if (dryRun !== undefined) {
    for (const run of runs) await dryRun.step(() => client.runs.delete(job, run, { signal }));
    return exitCode.done;
  }
  underWay(session, 'some of the runs may have been deleted', `wxdi run list ${quoted(job)}`);
  const { deleted, failed } = await client.runs.deleteMany(job, runs, { signal });
  await printIds(session, deleted);
  if (failed[0] === undefined) return exitCode.done;
  for (const { run, error } of failed)
    say.note(
      `run ${visible(run)} ${error.outcome === 'unknown' ? 'may still be' : 'is still'} there: ${visible(error.message)}`,
    );
  throw failed[0].error;
};
