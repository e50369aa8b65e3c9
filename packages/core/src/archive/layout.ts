import { isJsonObject } from '../domain/json.js';
import { instant } from '../wire/time.js';

/** The file that makes a folder an archive. */
export const markerPath = 'wxdi-archive.json';

/** The version of the layout and of the files. */
const version = 1;

/** What an archive says about itself. */
export interface ArchiveMarker {
  /** The project or space of all runs; absent if it is not known. */
  readonly scope?: { readonly project_id: string } | { readonly space_id: string } | undefined;
  /** Whether values of environment variables and secrets are kept. */
  readonly withValues: boolean;
}

export const markerText = ({ scope, withValues }: ArchiveMarker): string => {
  const about = 'Runs of jobs of watsonx.data integration, written by wxdi archive. Do not edit.';
  return `${JSON.stringify({ format: 'wxdi-archive', version, about, scope, withValues }, undefined, 2)}\n`;
};

/** The marker in a text, or why it is not one. */
export const markerFrom = (document: unknown): ArchiveMarker | string => {
  if (!isJsonObject(document) || document['format'] !== 'wxdi-archive')
    return `${markerPath} is not the file of an archive`;
  if (document['version'] !== version)
    return `it has version ${String(document['version'])}, and this version of wxdi reads version ${version}`;
  const { scope, withValues } = document;
  return {
    scope: isJsonObject(scope) ? (scope as ArchiveMarker['scope']) : undefined,
    withValues: withValues === true,
  };
};

/** Whether an id can be the name of a file on any system. */
export const isFileName = (id: string): boolean => /^[a-z0-9][a-z0-9_-]{0,127}$/i.test(id);

export const jobsPath = 'jobs';
export const jobPath = (job: string): string => `${jobsPath}/${job}/job.json`;
export const runsPath = (job: string): string => `${jobsPath}/${job}/runs`;
export const logPath = (job: string, run: string): string => `${jobsPath}/${job}/logs/${run}.log`;
export const monthPath = (job: string, month: string): string => `${runsPath(job)}/${month}.jsonl`;

/** Runs without a time of creation. */
const undated = 'undated';

/** The month of a time, in UTC. */
export const monthOf = (createdAt: string | undefined): string => {
  const ms = instant(createdAt);
  const month = Number.isNaN(ms) ? '' : new Date(ms).toISOString().slice(0, 7);
  return /^\d{4}-\d{2}$/.test(month) ? month : undated;
};

/** The months of the files in a folder of runs, newest first. */
export const monthsIn = (names: readonly string[]): readonly string[] =>
  names
    .flatMap((name) => /^(\d{4}-\d{2}|undated)\.jsonl$/.exec(name)?.[1] ?? [])
    .toSorted((a, b) => Number(a === undated) - Number(b === undated) || (a < b ? 1 : -1));
