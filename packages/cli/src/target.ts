import type { Command, OptionValues } from '@commander-js/extra-typings';
import type { Session } from './session.js';
import { isUuid, segmentRefusal, type Client, type Job } from '@wxdi/sdk';
import { explained, hinting, isKind, UsageError, wxdiErrorIn } from './errors.js';
import { asId, idIn, jobOfRunIn, scopeIn } from './input/id.js';
import { didYouMean, nearest } from './input/nearest.js';
import { quoted } from './render/shell.js';
import { isIdPrefix } from './render/short-ids.js';
import { visible } from './render/visible.js';
import { wholeId } from './whole-id.js';

/** The flag of every command that takes JOB. */
export const byName = <Flags extends OptionValues>(command: Command<[], Flags>) =>
  command.option('--by-name', 'treat JOB as a name, even if it looks like an id');

export interface ByName {
  readonly byName?: boolean | undefined;
}

export interface JobTarget {
  readonly client: Client;
  readonly job: string;
  /** The job, if it was read to find it by its name. */
  readonly found?: Job | undefined;
  /** The job in a command to copy. */
  readonly word: string;
  /** The hint if it is not found: the command that lists others of its kind. */
  readonly others: string;
}

export interface RunTarget extends JobTarget {
  readonly run: string;
  /** `JOB RUN` in a command to copy. */
  readonly words: string;
}

/** A word that has the form of an id was taken as one. */
const listOrName = 'wxdi job list; for a job with this name, add --by-name';

export const jobTarget = async (
  session: Session,
  flags: ByName,
  [text = '']: readonly string[],
): Promise<JobTarget> => {
  const client = await session.client();
  const id = flags.byName === true ? undefined : idIn('JOB', text);
  if (id !== undefined) await checkPage(session, 'JOB', text);
  const named = id === undefined ? await jobNamed(session, client, text, flags) : { job: id };
  return {
    ...targetOf(client, text, named.job),
    ...named,
    others: id === undefined ? 'wxdi job list' : listOrName,
  };
};

/** A job that was found by a word. */
export const targetOf = (client: Client, text: string, job: string): JobTarget => ({
  client,
  job,
  word: quoted(jobWord(text, job)),
  others: 'wxdi job list',
});

export const runTarget = async (
  session: Session,
  flags: ByName,
  args: readonly string[],
): Promise<RunTarget> => {
  const target = await jobTarget(session, flags, args);
  return withRun(target, await runIdOf(session, target, args[1] ?? ''));
};

export const withRun = (target: JobTarget, run: string): RunTarget => ({
  ...target,
  run,
  words: `${target.word} ${quoted(visible(run))}`,
  others: `wxdi run list ${target.word}`,
});

/** Refuses a word that could change the meaning of a URL. */
const checkWord = (what: 'JOB' | 'RUN', text: string, hint?: string): void => {
  if (text.trim() === '') throw new UsageError(`${what} is empty`);
  const refusal = idIn(what, text) === undefined ? segmentRefusal(text) : undefined;
  if (refusal === undefined) return;
  if (/^https?:\/\//i.test(text))
    throw new UsageError(
      `${what} "${visible(text)}" is a URL without the id of a ${what.toLowerCase()}`,
      hint,
    );
  const shown = refusal === 'too long' ? what : `${what} "${visible(text)}"`;
  throw new UsageError(`${shown} is not a valid id or name (${refusal})`, hint);
};

/** Refuses the page of a job or run of another project or space, where its id means nothing. */
const checkPage = async (session: Session, what: 'JOB' | 'RUN', text: string): Promise<void> => {
  const page = scopeIn(text);
  const used = page && (await session.scope());
  if (page === undefined || used === undefined || used[page.kind] === page.id) return;
  const own = used.project === undefined ? `space ${used.space ?? ''}` : `project ${used.project}`;
  throw new UsageError(
    `${what} is a page of ${page.kind} ${page.id}, but ${own} is in use`,
    `add --${page.kind} ${page.id}`,
  );
};

const aliases = ['@latest', '@active'];

export const checkRun = (text: string): void => {
  checkWord('RUN', text);
  if (!text.startsWith('@') || aliases.includes(text)) return;
  const near = didYouMean(text, aliases);
  throw new UsageError(`unknown run alias "${visible(text)}"; use @latest or @active${near}`);
};

export const checkJob = (text: string, flags: ByName): void => {
  if (flags.byName !== true) checkWord('JOB', text, 'for a job with this name, add --by-name');
  else if (text === '') throw new UsageError('JOB is empty');
};

/** The id of a job, and the job if it was read. */
const jobNamed = async (
  session: Session,
  client: Client,
  name: string,
  flags: ByName,
): Promise<Pick<JobTarget, 'job' | 'found'>> => {
  try {
    const found = await client.jobs.find(name, { signal: session.signal });
    return { job: found.id, found };
  } catch (error) {
    if (isKind(error, 'AmbiguousName'))
      throw explained(error, { hint: 'use one of these ids instead of the name' });
    if (!isKind(error, 'NotFound')) throw error;
    const isPrefix = flags.byName !== true && isIdPrefix(name);
    const rows = () => client.jobs.list({ signal: session.signal });
    const id = isPrefix ? await wholeId(session, 'job', name, rows()) : undefined;
    if (id !== undefined) return { job: id };
    const near = await nearestJob(session, client, name).catch(() => undefined);
    const hint = near === undefined ? 'wxdi job list' : `did you mean ${quoted(visible(near))}?`;
    throw explained(error, { hint });
  }
};

/** The name of a job that is most like the one that was not found. */
const nearestJob = async ({ signal }: Session, client: Client, name: string): Promise<string | undefined> => {
  const jobs = await client.jobs.list({ signal, onUnreadable: () => undefined }).toArray();
  const names = jobs.map((job) => job.name);
  const startsAlike = (candidate: string): boolean =>
    name.length >= 3 && candidate.toLowerCase().startsWith(name.toLowerCase());
  return nearest(name, names) ?? names.find(startsAlike);
};

/** The job in a command to copy: as it was typed, if that word means it again; otherwise its id. */
const jobWord = (typed: string, id: string): string => {
  const isId = isUuid(typed) || isIdPrefix(typed);
  const isName = segmentRefusal(typed) === undefined && !isId && typed.trim() !== '';
  return isName && !typed.startsWith('-') && visible(typed) === typed ? typed : visible(id);
};

/** The id of a run: the word itself, `@latest`, `@active`, or found by its exact name or the beginning of its id. */
export const runIdOf = async (
  session: Session,
  { client, job, word }: JobTarget,
  text: string,
): Promise<string> => {
  const inWord = idIn('RUN', text);
  if (inWord !== undefined) {
    await checkPage(session, 'RUN', text);
    const owner = jobOfRunIn(text);
    if (owner === undefined || owner === asId(job)) return inWord;
    throw new UsageError(
      `RUN is the page of a run of another job: ${owner}`,
      'use that id, or the same URL, as JOB',
    );
  }
  const { signal } = session;
  const find = async (): Promise<string> => {
    if (text === '@latest') return (await client.runs.latest(job, { signal }).catch(neverRan(word))).id;
    if (text === '@active') return (await client.runs.active(job, { signal }).catch(severalActive)).id;
    try {
      return (await client.runs.find(job, text, { signal })).id;
    } catch (error) {
      if (!isKind(error, 'NotFound') || !isIdPrefix(text)) throw error;
      const id = await wholeId(session, 'run', text, client.runs.list(job, { signal }));
      if (id === undefined) throw error;
      return id;
    }
  };
  return await hinting(find(), {
    NotFound: `wxdi run list ${word}`,
    AmbiguousName: `use one of these ids; wxdi run list ${word} shows their states`,
  });
};

/** A job without runs: its list of runs would be empty. */
const neverRan =
  (word: string) =>
  (error: unknown): never => {
    const exists = wxdiErrorIn(error)?.status === undefined;
    throw isKind(error, 'NotFound') && exists ? explained(error, { hint: `wxdi job start ${word}` }) : error;
  };

/** Several active runs, which the library calls several runs named "@active". */
export const severalActive = (error: unknown): never => {
  const count = wxdiErrorIn(error)?.candidates.length ?? 0;
  throw isKind(error, 'AmbiguousName')
    ? explained(error, { message: `${count} runs of the job are active` })
    : error;
};
