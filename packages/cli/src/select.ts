import type { JobRun } from '@wxdi/sdk';
import type { Session } from './session.js';
import { eachAtOnce } from './each-at-once.js';
import { hinting } from './errors.js';
import { glob } from './input/glob.js';
import { idIn } from './input/id.js';
import { jobTarget, runIdOf, targetOf, type ByName, type JobTarget } from './target.js';

/** A job among several. */
export interface SelectedJob extends JobTarget {
  /** As it was typed, or its name. */
  readonly label: string;
}

interface Selection extends ByName {
  /** `--job GLOB`: instead of words, all jobs whose names match. */
  readonly job?: string | undefined;
}

/** The jobs that the words or `--job` name, each once. All are looked up first: a wrong one costs nothing. */
export const selectedJobs = async (
  session: Session,
  flags: Selection,
  words: readonly string[],
): Promise<readonly SelectedJob[]> => {
  const client = await session.client();
  const { signal } = session;
  const found: SelectedJob[] = [];
  if (flags.job !== undefined) {
    const jobs = await client.jobs.list({ name: glob(flags.job), signal }).toArray();
    for (const { id, name } of jobs) found.push({ ...targetOf(client, name, id), label: name });
  }
  for (const word of words) found.push({ ...(await jobTarget(session, flags, [word])), label: word });
  const selected = [...new Map(found.map((one) => [one.job, one])).values()];
  // The id of a single job is checked by the request about it.
  const isId = ({ label }: SelectedJob): boolean => flags.byName !== true && idIn('JOB', label) !== undefined;
  const unseen = found.length > 1 && flags.job === undefined ? selected.filter(isId) : [];
  await eachAtOnce(unseen, ({ job }) =>
    hinting(client.jobs.get(job, { signal }), { NotFound: 'wxdi job list' }),
  );
  return selected;
};

/** The runs that the words name, each once and as they are now. */
export const selectedRuns = async (
  session: Session,
  target: JobTarget,
  words: readonly string[],
): Promise<readonly JobRun[]> => {
  const { client, job, word } = target;
  const ids = new Set<string>();
  for (const run of words) ids.add(await runIdOf(session, target, run));
  return await hinting(
    eachAtOnce([...ids], (run) => client.runs.get(job, run, { signal: session.signal })),
    { NotFound: `wxdi run list ${word}` },
  );
};
