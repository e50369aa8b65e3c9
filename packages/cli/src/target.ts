import type { Command, OptionValues } from '@commander-js/extra-typings';
import type { Session } from './session.js';
import { isUuid, segmentRefusal, type Client, type JobRun, type Refusal } from '@wxdi/sdk';
import { explained, hinting, isKind, UsageError, wxdiErrorIn } from './errors.js';
import { didYouMean, nearest } from './input/nearest.js';
import { quoted } from './render/shell.js';
import { visible } from './render/visible.js';

/** The flag of every command that takes JOB. */
export const byName = <Flags extends OptionValues>(command: Command<[], Flags>) =>
  command.option('--by-name', 'treat JOB as a name, even if it looks like an id');

export interface ByName {
  readonly byName?: boolean | undefined;
}

/** The job that JOB means. */
export interface JobTarget {
  readonly client: Client;
  readonly job: string;
  /** The job in a command to copy. */
  readonly word: string;
}

/** The run that JOB RUN means. */
export interface RunTarget extends JobTarget {
  readonly run: string;
  /** `JOB RUN` in a command to copy. */
  readonly words: string;
}

/** Finds the job. Its word is checked before anything is sent. */
export const jobTarget = async (session: Session, flags: ByName, text: string): Promise<JobTarget> => {
  checkJob(text, flags);
  const client = await session.client();
  const job = await jobIdOf(session, client, text, flags);
  return { client, job, word: quoted(jobWord(text, job)) };
};

/** Finds the run. Both words are checked before anything is sent. */
export const runTarget = async (
  session: Session,
  flags: ByName,
  [job = '', run = '']: readonly string[],
): Promise<RunTarget> => {
  checkJob(job, flags);
  checkRef('RUN', run);
  const target = await jobTarget(session, flags, job);
  return withRun(target, await runIdOf(session, target, run));
};

export const withRun = (target: JobTarget, run: string): RunTarget => ({
  ...target,
  run,
  words: `${target.word} ${quoted(visible(run))}`,
});

const refusals: Readonly<Partial<Record<Refusal, string>>> = {
  'dot segment': 'is a path, not an id or a name',
  slash: 'contains a slash',
  'encoded dot or slash': 'contains an encoded dot or slash',
  'control character': 'contains a control character',
  'too long': 'is longer than 256 characters',
};

/** Refuses a word that could change the meaning of a URL, before anything is sent. */
export const checkRef = (what: 'JOB' | 'RUN', text: string): void => {
  if (text.trim() === '') throw new UsageError(`${what} is empty`);
  const refusal = segmentRefusal(text);
  if (refusal === undefined) return;
  const shown = refusal === 'too long' ? what : `${what} "${visible(text)}"`;
  const hint = what === 'JOB' ? 'for a job with this name, add --by-name' : undefined;
  throw new UsageError(`${shown} ${refusals[refusal] ?? `is ${refusal}`}`, hint);
};

export const checkJob = (text: string, flags: ByName): void => {
  if (flags.byName !== true) checkRef('JOB', text);
  else if (text === '') throw new UsageError('JOB is empty');
};

/** The id of a job: the word itself, or found by its exact name. */
export const jobIdOf = async (
  session: Session,
  client: Client,
  text: string,
  flags: ByName,
): Promise<string> => {
  if (flags.byName !== true && isUuid(text)) return text;
  try {
    const { id } = await client.jobs.find(text, { signal: session.signal });
    return id;
  } catch (error) {
    if (isKind(error, 'AmbiguousName'))
      throw explained(error, { hint: 'use one of these ids instead of the name' });
    if (!isKind(error, 'NotFound')) throw error;
    const near = await nearestJob(session, client, text);
    throw explained(error, { hint: near === undefined ? 'wxdi job list' : `did you mean ${quoted(near)}?` });
  }
};

/** Names that are searched for the one that was meant. */
const mostNames = 2_000;

/** The name of a job that is most like the one that was not found. */
const nearestJob = async ({ signal }: Session, client: Client, name: string): Promise<string | undefined> => {
  const names: string[] = [];
  try {
    for await (const page of client.jobs.list({ signal }).byPage()) {
      names.push(...page.map((job) => job.name));
      if (names.length >= mostNames) break;
    }
  } catch {
    return undefined;
  }
  const startsAlike = (candidate: string): boolean =>
    name.length >= 3 && candidate.toLowerCase().startsWith(name.toLowerCase());
  const near = nearest(name, names) ?? names.find(startsAlike);
  return near === undefined ? undefined : visible(near);
};

/** The job in a command to copy: as it was typed, if that word means it again; otherwise its id. */
const jobWord = (typed: string, id: string): string => {
  const isName = segmentRefusal(typed) === undefined && !isUuid(typed) && typed.trim() !== '';
  return isName && !typed.startsWith('-') && visible(typed) === typed ? typed : visible(id);
};

const aliases = ['@latest', '@active'];

/** The id of a run: the word itself, `@latest`, `@active`, or found by its exact name. */
export const runIdOf = async (
  { signal }: Session,
  { client, job, word }: JobTarget,
  text: string,
): Promise<string> => {
  if (isUuid(text)) return text;
  const find = async (): Promise<JobRun> => {
    if (text === '@latest') return await client.runs.latest(job, { signal }).catch(neverRan(word));
    if (text === '@active') return await client.runs.active(job, { signal }).catch(severalActive);
    if (text.startsWith('@')) {
      throw new UsageError(
        `unknown run alias "${visible(text)}"; use @latest or @active${didYouMean(text, aliases)}`,
      );
    }
    return await client.runs.find(job, text, { signal });
  };
  const run = await hinting(find(), {
    NotFound: `wxdi run list ${word}`,
    AmbiguousName: `use one of these ids; wxdi run list ${word} shows their states`,
  });
  return run.id;
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
