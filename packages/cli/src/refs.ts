import type { Client, JobRun, Refusal } from '@wxdi/sdk';
import type { Session } from './session.js';
import { isUuid, segmentRefusal } from '@wxdi/sdk';
import { nearest } from './args/nearest.js';
import { isKind } from './failure.js';
import { hinting, quoted, withHint } from './hints.js';
import { severalActive } from './retold.js';
import { visible } from './render/visible.js';
import { UsageError } from './usage-error.js';

const words: Readonly<Partial<Record<Refusal, string>>> = {
  'dot segment': 'is a path, not an id or a name',
  slash: 'holds a slash',
  'encoded dot or slash': 'holds an encoded dot or slash',
  'control character': 'holds a control character',
  'too long': 'is longer than 256 characters',
};

/** Refuses what could change the meaning of a URL, before anything is sent: `delete ..` is no way to name a job. */
export const checkRef = (what: 'JOB' | 'RUN', text: string): void => {
  if (text.trim() === '') throw new UsageError(`${what} is empty`);
  const refusal = segmentRefusal(text);
  if (refusal === undefined) return;
  const shown = refusal === 'too long' ? what : `${what} "${visible(text)}"`;
  const hint = what === 'JOB' ? 'if a job is so named, give its name with --by-name' : undefined;
  throw new UsageError(`${shown} ${words[refusal] ?? `is ${refusal}`}`, hint);
};

export interface ByName {
  readonly 'by-name': boolean;
}

/** Checks every JOB of a command line; to be called before the client is made. */
export const checkJob = (text: string, { 'by-name': byName }: ByName): void => {
  if (!byName) checkRef('JOB', text);
  else if (text === '') throw new UsageError('JOB is empty');
};

/** The id of a job: given as such, or found by its exact name. */
export const jobIdOf = async (
  session: Session,
  client: Client,
  text: string,
  flags: ByName,
): Promise<string> => {
  checkJob(text, flags);
  if (!flags['by-name'] && isUuid(text)) return text;
  const { signal } = session;
  try {
    const found = await hinting(client.jobs.find(text, { signal }), {
      AmbiguousName: 'give one of these ids instead of the name',
    });
    return found.id;
  } catch (error) {
    if (!isKind(error, 'NotFound')) throw error;
    const { nearestJob } = await import('./nearest-job.js');
    const near = await nearestJob(session, client, text);
    const hint = near === undefined ? 'wxdi job list' : `did you mean ${quoted(near)}?`;
    throw withHint(error, hint);
  }
};

/** What to call a job in a command to copy: as it was typed, where that word means it again; else its id. */
export const jobWord = (typed: string, id: string): string => {
  const isName = segmentRefusal(typed) === undefined && !isUuid(typed) && typed.trim() !== '';
  return isName && !typed.startsWith('-') && visible(typed) === typed ? typed : visible(id);
};

/** The id of a run: given as such, `@latest`, `@active`, or found by its exact name. */
export const runIdOf = async (
  session: Session,
  client: Client,
  job: string,
  text: string,
  word = job,
): Promise<string> => {
  checkRef('RUN', text);
  if (isUuid(text)) return text;
  const { signal } = session;
  const lookUp = (): Promise<JobRun> => {
    if (text === '@latest') return client.runs.latest(job, { signal }).catch(neverRan(word));
    if (text === '@active') {
      return client.runs.active(job, { signal }).catch((error: unknown) => {
        throw severalActive(error);
      });
    }
    if (text.startsWith('@')) {
      const near = nearest(text, ['@latest', '@active']);
      const meant = near === undefined ? '' : `; did you mean ${near}?`;
      throw new UsageError(`RUN "${visible(text)}" is none of @latest and @active${meant}`);
    }
    return client.runs.find(job, text, { signal });
  };
  const run = await hinting(lookUp(), {
    NotFound: `wxdi run list ${quoted(word)}`,
    AmbiguousName: `give one of these ids instead; wxdi run list ${quoted(word)} shows their states`,
  });
  return run.id;
};

/** A job that is there and has no runs: its list of runs would show nothing. */
const neverRan =
  (word: string) =>
  (error: unknown): never => {
    const isThere = isKind(error, 'NotFound') && error.status === undefined;
    throw isThere ? withHint(error, `wxdi job start ${quoted(word)}`) : error;
  };
