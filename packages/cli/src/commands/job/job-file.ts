import type { JobDraft } from '@wxdi/sdk';
import type { Context } from '../../context.js';
import { UsageError } from '../../errors.js';
import { fileText, parseDocument } from '../../input/document.js';
import { didYouMean } from '../../input/nearest.js';
import { isObject } from '../../input/object.js';

/** A job as far as a file describes it. */
export type JobFile = Partial<Omit<JobDraft, 'type' | 'assetId'>> & {
  readonly type?: string;
  readonly assetId?: string;
};

type Shape = 'a string' | 'an object' | 'a list of objects with a name';

/** The members of a job file; names and values are those of `job get -o json`. */
const shapes: Readonly<Record<string, Shape>> = {
  name: 'a string',
  description: 'a string',
  type: 'a string',
  assetId: 'a string',
  configuration: 'an object',
  parameters: 'a list of objects with a name',
  parameterSets: 'a list of objects with a name',
  environment: 'a list of objects with a name',
  schedule: 'a string',
  scheduleWindow: 'an object',
  retention: 'an object',
  notifications: 'an object',
};

/** Members that the service assigns. They are in the output of `job get` and are ignored here. */
const assigned: ReadonlySet<string> = new Set(['id', 'ownerId', 'projectName', 'spaceName']);

/** The job in a JSON or YAML file, as `job get -o yaml` prints it. */
export const jobFile = async (
  context: Pick<Context, 'readFile' | 'stdin'>,
  source: string,
): Promise<JobFile> => {
  const path = source.startsWith('@') ? source.slice(1) : source;
  const value = await parseDocument('--file', path, await fileText(context, path));
  if (!isObject(value)) throw new UsageError(`--file ${path} must contain an object`);
  const members = Object.entries(value).filter(([key, member]) => !assigned.has(key) && member !== null);
  for (const [key, member] of members) {
    const shape = Object.hasOwn(shapes, key) ? shapes[key] : undefined;
    if (shape === undefined) {
      throw new UsageError(`--file ${path}: unknown key "${key}"${didYouMean(key, Object.keys(shapes))}`);
    }
    if (!hasShape(member, shape)) throw new UsageError(`--file ${path}: ${key} must be ${shape}`);
  }
  const { type, ...job } = Object.fromEntries(members) as JobFile;
  // A job that runs an asset has the type of the asset.
  return job.assetId === undefined && type !== undefined ? { ...job, type } : job;
};

const hasShape = (value: unknown, shape: Shape): boolean => {
  switch (shape) {
    case 'a string':
      return typeof value === 'string';
    case 'an object':
      return isObject(value);
    case 'a list of objects with a name':
      return (
        Array.isArray(value) && value.every((item) => isObject(item) && typeof item['name'] === 'string')
      );
  }
};
