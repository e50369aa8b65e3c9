import type { JobDraft } from '@wxdi/sdk';
import type { Context } from '../../context.js';
import { fileText, isObject, parseDocument } from '../../args/document.js';
import { nearest } from '../../args/nearest.js';
import { UsageError } from '../../usage-error.js';

/** What a file may say of a job. Names and values are those of `job get -o json`. */
const members = [
  'name',
  'description',
  'type',
  'assetId',
  'configuration',
  'parameters',
  'parameterSets',
  'environment',
  'schedule',
  'scheduleWindow',
  'retention',
  'notifications',
] as const;

/** What the service says of a job that is there, and nobody can say of one that is not. */
const told: ReadonlySet<string> = new Set(['id', 'ownerId', 'projectName', 'spaceName']);

/** A job as far as a file describes it. */
export type FileDraft = Partial<Omit<JobDraft, 'type' | 'assetId'>> & {
  readonly type?: string;
  readonly assetId?: string;
};

/** The job of a JSON or YAML file, such as `job get -o yaml` prints. */
export const draftFile = async (
  context: Pick<Context, 'readFile' | 'stdin'>,
  source: string,
): Promise<FileDraft> => {
  const path = source.startsWith('@') ? source.slice(1) : source;
  const value = await parseDocument('--file', path, await fileText(context, path));
  if (!isObject(value)) throw new UsageError(`--file ${path} holds no object`);
  const draft: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(value)) {
    if (told.has(key) || member === null) continue;
    checkMember(path, key, member);
    draft[key] = member;
  }
  // The type of a job that has an asset is the asset's.
  if (draft['assetId'] !== undefined) delete draft['type'];
  return draft;
};

const lists: ReadonlySet<string> = new Set(['parameters', 'parameterSets', 'environment']);
const objects: ReadonlySet<string> = new Set([
  'configuration',
  'scheduleWindow',
  'retention',
  'notifications',
]);

const checkMember = (path: string, key: string, member: unknown): void => {
  const wrong = (what: string): UsageError => new UsageError(`--file ${path}: ${key} takes ${what}`);
  if (!(members as readonly string[]).includes(key)) {
    const near = nearest(key, members);
    throw new UsageError(
      `--file ${path}: a job has no "${key}"${near === undefined ? '' : `; did you mean ${near}?`}`,
    );
  }
  if (lists.has(key)) {
    const isNamed = (item: unknown): boolean => isObject(item) && typeof item['name'] === 'string';
    if (!Array.isArray(member) || !member.every(isNamed)) throw wrong('a list of objects with a name');
  } else if (objects.has(key)) {
    if (!isObject(member)) throw wrong('an object');
  } else if (typeof member !== 'string') throw wrong('a text');
};
