import type { Session } from '../../session.js';
import { jobEditIssues, ownConfiguration, type JobEdit } from '@wxdi/sdk';
import { explained, UsageError, wxdiErrorIn } from '../../errors.js';
import { fileText, parseDocument } from '../../input/document.js';
import { didYouMean } from '../../input/nearest.js';
import { isObject } from '../../input/object.js';
import { lineOf } from '../../input/yaml.js';

/** A job, as far as a file describes it. */
export interface JobFile {
  readonly edit: JobEdit;
  /** Waits for a request made of the edit. An invalid value is reported with its place in the file. */
  readonly placed: <A>(sent: Promise<A>) => Promise<A>;
}

const lists = ['parameters', 'parameterSets', 'environment'];

/** The members of a job file; names and values are those of `job get -o json`. */
const members = [
  ...['name', 'description', 'type', 'assetId', 'configuration', 'environmentId', 'warnLimit', ...lists],
  ...['schedule', 'scheduleWindow', 'retention', 'notifications'],
];

/** Members that the service assigns. They are in the output of `job get` and are ignored here. */
const assigned = ['id', 'ownerId', 'projectName', 'spaceName', 'futureScheduledRuns'];

/** The job in a JSON or YAML file, as `job get -o yaml` prints it; without a file, one that says nothing. */
export const jobFile = async ({ context }: Session, source: string | undefined): Promise<JobFile> => {
  if (source === undefined) return { edit: {}, placed: (sent) => sent };
  const path = source.replace(/^@/, '');
  const text = await fileText(context, path);
  const value = await parseDocument('--file', path, text);
  if (!isObject(value)) throw new UsageError(`--file ${path} must contain an object`);
  const placeOf = async (key: string): Promise<string> => {
    const line = await lineOf(text, key);
    return `--file ${path}${line === undefined ? '' : `, line ${line}`}`;
  };
  const given = Object.entries(value).filter(([key]) => !assigned.includes(key));
  const unknown = given.map(([key]) => key).find((key) => !members.includes(key));
  if (unknown !== undefined)
    throw new UsageError(
      `${await placeOf(unknown)}: unknown key "${unknown}"${didYouMean(unknown, members)}`,
      'a job file has the members that `wxdi job get JOB -o yaml` prints',
    );
  // `job get` prints null for what a job does not have; these cannot be cleared.
  const edit = Object.fromEntries(given.filter(([key, member]) => member !== null || !fixed.includes(key)));
  const [issue] = [...jobEditIssues(edit), ...lists.flatMap((key) => repeated(key, edit[key]))];
  if (issue !== undefined)
    throw new UsageError(
      `${await placeOf(keyOf(issue.path))}: invalid ${issue.path}: expected ${issue.expected}, got ${issue.received}`,
    );
  const { configuration } = edit;
  return {
    edit: { ...edit, ...(isObject(configuration) && { configuration: ownConfiguration(configuration) }) },
    placed: (sent) =>
      sent.catch(async (error: unknown) => {
        const [first] = wxdiErrorIn(error)?.issues ?? [];
        if (!(error instanceof Error) || first === undefined || !Object.hasOwn(edit, keyOf(first.path)))
          throw error;
        throw explained(error, { message: `${await placeOf(keyOf(first.path))}: ${error.message}` });
      }),
  };
};

const fixed = ['name', 'type', 'assetId'];

/** `parameters[0].value` is in the member `parameters`. */
const keyOf = (path: string): string => path.split(/[.[]/, 1)[0] ?? '';

const repeated = (key: string, list: unknown) => {
  const names: readonly unknown[] = Array.isArray(list)
    ? list.map((item: { name?: unknown }) => item.name)
    : [];
  const again = names.find((name, at) => names.indexOf(name) < at);
  if (again === undefined) return [];
  return [{ path: key, expected: 'each name once', received: `"${String(again)}" twice` }];
};
