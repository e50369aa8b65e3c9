import type { Session } from '../session.js';
import { UsageError } from '../errors.js';
import { showState } from '../render/run-state.js';
import { visible } from '../render/visible.js';
import { fit } from '../render/width.js';
import { jobTarget } from '../target.js';

/** Number of runs to choose from; jobs are all read. */
const mostRuns = 30;

/** Lets the user pick the missing arguments: a JOB, a RUN, or both. */
export const pickMissing = async (
  session: Session,
  names: readonly string[],
  given: readonly string[],
): Promise<readonly string[]> => {
  const args = [...given];
  for (const name of names) args.push(await (name === 'JOB' ? pickJob(session) : pickRun(session, args)));
  return args;
};

const pickJob = async (session: Session): Promise<string> => {
  const client = await session.client();
  const jobs = await client.jobs.list({ signal: session.signal, onUnreadable: () => undefined }).toArray();
  if (jobs.length === 0) throw new UsageError('no jobs to choose from', 'wxdi job create --help');
  const choices = jobs.map(({ id, name, type }) => {
    const text = visible(name);
    return { value: id, text, label: `${text}  ${visible(type)}` };
  });
  return await choose(session, 'job', choices);
};

const pickRun = async (session: Session, args: readonly string[]): Promise<string> => {
  const { client, job } = await jobTarget(session, {}, args);
  const runs = await client.runs
    .list(job, { signal: session.signal, onUnreadable: () => undefined })
    .toArray({ limit: mostRuns });
  if (runs.length === 0) throw new UsageError('the job has no runs to choose from', 'wxdi job start --help');
  const choices = runs.map(({ id, name, state, createdAt = '' }) => ({
    value: id,
    text: visible(`${name} ${state}`),
    label: `${visible(createdAt)}  ${showState(visible(state), session.stderrStyle)}  ${visible(name)}`,
  }));
  return await choose(session, 'run', choices, runs.length < mostRuns ? '' : ` (of the newest ${mostRuns})`);
};

interface Choice {
  readonly value: string;
  /** The answer is compared with this. */
  readonly text: string;
  readonly label: string;
}

const mostLines = 15;

/**
 * Shows a numbered list on stderr and reads a number, or a part of a name, which narrows the list. Plain questions and
 * answers work in every terminal and with every screen reader.
 */
const choose = async (
  session: Session,
  what: string,
  all: readonly Choice[],
  searched = '',
): Promise<string> => {
  const { stderr, stdin } = session.context;
  const say = (line: string): void => {
    stderr.write(`${line}\n`)?.catch(() => undefined);
  };
  let left = all;
  for (;;) {
    for (const [at, { label }] of left.slice(0, mostLines).entries()) {
      say(`${String(at + 1).padStart(3)}  ${fit(label, Math.max(10, stderr.columns - 7))}`);
    }
    if (left.length > mostLines) say(`     … and ${left.length - mostLines} more`);
    const answer = (await stdin.ask(`Which ${what}? (number, or part of a name) `)).trim();
    if (answer === '') throw new UsageError(`no ${what} was chosen`);
    const numbered = /^[1-9]\d{0,3}$/.test(answer) ? left.slice(0, mostLines)[Number(answer) - 1] : undefined;
    if (numbered !== undefined) return numbered.value;
    const exact = all.filter(({ text }) => text === answer);
    const found = all.filter(({ text }) => text.toLowerCase().includes(answer.toLowerCase()));
    const [only, ...others] = exact.length === 1 ? exact : found;
    if (only !== undefined && others.length === 0) return only.value;
    if (only === undefined) say(`no ${what} name contains "${visible(answer)}"${searched}`);
    else left = found;
  }
};
