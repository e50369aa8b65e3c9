import type { Client } from '@wxdi/sdk';
import type { Session } from '../session.js';
import { UsageError } from '../errors.js';
import { showState } from '../render/run-state.js';
import { visible } from '../render/visible.js';
import { jobTarget } from '../target.js';
import { choose, type Choice } from './choose.js';

/** Number of jobs and runs to choose from. */
const mostJobs = 2_000;
const mostRuns = 30;

/** Lets the user pick the missing arguments: a JOB, a RUN, or both. */
export const pickMissing = async (
  session: Session,
  names: readonly string[],
  given: readonly string[],
): Promise<readonly string[]> => {
  const client = await session.client();
  const args = [...given];
  for (const name of names) {
    if (name === 'JOB') args.push(await pickJob(session, client));
    else args.push(await pickRun(session, client, args[0] ?? ''));
  }
  return args;
};

const pickJob = async (session: Session, client: Client): Promise<string> => {
  const jobs = await client.jobs.list({ signal: session.signal }).toArray({ limit: mostJobs });
  if (jobs.length === 0) throw new UsageError('no jobs to choose from', 'wxdi job create --help');
  const choices = jobs.map(({ id, name, type }): Choice => ({
    value: id,
    text: visible(name),
    label: `${visible(name)}  ${visible(type)}`,
  }));
  return await choose(session, 'job', choices);
};

const pickRun = async (session: Session, client: Client, job: string): Promise<string> => {
  const { job: id } = await jobTarget(session, {}, [job]);
  const runs = await client.runs.list(id, { signal: session.signal }).toArray({ limit: mostRuns });
  if (runs.length === 0) throw new UsageError('the job has no runs to choose from', 'wxdi job start --help');
  const choices = runs.map((run): Choice => {
    const label = `${visible(run.createdAt ?? '')}  ${showState(visible(run.state), session.stderrStyle)}  ${visible(run.name)}`;
    return { value: run.id, text: visible(`${run.name} ${run.state}`), label };
  });
  return await choose(session, 'run', choices);
};
