import type * as wire from '@wxdi/bindings';
import type { JobRun } from '../domain/job-run.js';
import * as E from 'fp-ts/lib/Either.js';
import { newestFirst } from '../analysis/run-times.js';
import { isJsonObject } from '../domain/json.js';
import { parseJson, printJson } from '../domain/json-text.js';
import { jobRunFromWire } from '../wire/job-run.js';
import { replaces } from './knows-more.js';

/** The log of a run in an archive. */
export interface ArchivedLog {
  /** Lines that the service counted but did not return. */
  readonly missing?: number | undefined;
  /** The service returned one text, such as a JSON array of events, and not lines. */
  readonly oneText?: true | undefined;
}

/** A run in an archive. */
export interface ArchivedRun {
  /** As the service sent it, but for masked values. */
  readonly row: wire.JobRun;
  readonly run: JobRun;
  /** Absent if the archive has no log of it. */
  readonly log?: ArchivedLog | undefined;
}

/** The runs of a job that were created in one month, newest first. */
export interface ArchivedMonth {
  readonly runs: readonly ArchivedRun[];
  /** Lines that cannot be read. They are kept as they are. */
  readonly damaged: readonly string[];
}

/** Reads the text of a file, one run a line. */
export const monthFrom = (text: string): ArchivedMonth => {
  const lines = text.split('\n').filter((line) => line !== '');
  const read = lines.map((line) => ({ line, found: runFrom(line) }));
  return {
    runs: read.flatMap(({ found }) => (found === undefined ? [] : [found])),
    damaged: read.flatMap(({ line, found }) => (found === undefined ? [line] : [])),
  };
};

const runFrom = (line: string): ArchivedRun | undefined => {
  const found = E.tryCatch(() => {
    const { run: row, log } = parseJson(line) as { readonly run: wire.JobRun; readonly log?: unknown };
    return { ...archivedRun(row), log: isJsonObject(log) ? log : undefined };
  }, String);
  return E.isRight(found) && typeof found.right.run.id === 'string' ? found.right : undefined;
};

/** A run as the service sent it, without its log. */
export const archivedRun = (row: wire.JobRun): ArchivedRun => ({ row, run: jobRunFromWire(row) });

/** The text of a file. The same runs have the same text, in whatever order they were read. */
export const monthText = ({ runs, damaged }: ArchivedMonth): string => {
  const byId = new Map(runs.map((one) => [one.run.id, one]));
  const ordered = newestFirst([...byId.values()].map(({ run }) => run));
  const lines = ordered.map(({ id }) => {
    const { row, log } = byId.get(id) as ArchivedRun;
    return printJson(log === undefined ? { run: row } : { run: row, log });
  });
  return [...lines, ...damaged].map((line) => `${line}\n`).join('');
};

/** A run after a later read: what is known of it never gets less. A log stays until another one replaces it. */
export const mergeRun = (earlier: ArchivedRun | undefined, later: ArchivedRun): ArchivedRun => {
  if (earlier === undefined) return later;
  const { row, run } = replaces(later.run, earlier.run) ? later : earlier;
  return { row, run, log: later.log ?? earlier.log };
};
