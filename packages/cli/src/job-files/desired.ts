import { isJsonObject, jobDocumentIssues, resolveReferences } from '@wxdi/sdk';
import type { DesiredJob, DocumentIssue, DocumentKeys, JobDocument, Lookup } from '@wxdi/sdk';
import type { Session } from '../session.js';
import { stackLayers, type WrittenJob } from './layers.js';
import { checkUsed, lookupFor, type VariableFlags } from './lookup.js';
import { InvalidFiles, type FileProblem } from './problem.js';
import { readLayer, type Layer } from './read.js';

/** The job files of a command. */
export interface JobFiles extends VariableFlags {
  /** Paths of files and folders, or `-` for stdin. Each is laid over those before it. */
  readonly files: readonly string[];
}

type World = Pick<Session, 'context' | 'secrets'>;

/** The jobs that files describe. Everything that is wrong in them is reported at once, before anything is sent. */
export const desiredJobs = async (
  session: World,
  { files, ...flags }: JobFiles,
): Promise<readonly DesiredJob[]> => {
  const layers: Layer[] = [];
  for (const path of files) layers.push(await readLayer(session.context, path));
  const values = layers.flatMap(({ documents }) => documents.map(({ value }) => value));
  if (layers.every((layer) => layer.problems.length === 0)) checkUsed(flags, values);
  const lookup = await lookupFor(session, flags, values);
  const { jobs, problems } = stackLayers(layers, lookup);
  const resolved = jobs.map((job) => resolvedJob(job, lookup));
  const all = [
    ...layers.flatMap((layer) => layer.problems),
    ...problems,
    ...resolved.flatMap((job) => job.problems),
    ...repeatedIds(resolved),
  ];
  if (all.length > 0) throw new InvalidFiles(inOrder(all));
  return resolved.map(({ desired }) => desired);
};

/**
 * Documents that were written to a plan, with the values that their references have now. Paths of files are relative to
 * the current folder. `label` is what messages call a document.
 */
export const resolvedAgain = async (
  session: World,
  written: readonly { readonly document: JobDocument; readonly label: string }[],
  flags: VariableFlags,
): Promise<readonly DesiredJob[]> => {
  const lookup = await lookupFor(
    session,
    flags,
    written.map(({ document }) => document),
  );
  const resolved = written.map(({ document, label }) =>
    resolvedJob(
      {
        written: { ...document },
        problem: (issue) => ({ file: label, line: 1, column: 1, ...issue }),
      },
      lookup,
    ),
  );
  const problems = resolved.flatMap((job) => job.problems);
  if (problems.length > 0) throw new InvalidFiles(problems);
  return resolved.map(({ desired }) => desired);
};

interface ResolvedJob extends Pick<WrittenJob, 'problem'> {
  readonly desired: DesiredJob;
  readonly problems: readonly FileProblem[];
}

const resolvedJob = ({ written, problem }: WrittenJob, lookup: Lookup): ResolvedJob => {
  const { value, issues: missing } = resolveReferences(written, lookup);
  const isMissing = (keys: DocumentKeys): boolean =>
    missing.some((issue) => issue.keys.every((key, i) => keys[i] === key));
  const wrong = jobDocumentIssues(value)
    .filter(({ keys }) => !isMissing(keys))
    .map((issue) => withoutValue(issue, written, value));
  return {
    // The rules have accepted it, or it is not used.
    desired: {
      document: value as JobDocument,
      written: written as unknown as JobDocument,
    },
    problem,
    problems: [...missing, ...wrong].map((issue) => problem(issue, issue.keys)),
  };
};

/** An issue that does not repeat a value from outside, which may be a secret. */
const withoutValue = (issue: DocumentIssue, written: unknown, value: unknown): DocumentIssue => {
  let [source, result] = [written, value];
  for (const key of issue.keys) {
    [source, result] = [memberOf(source, key), memberOf(result, key)];
    if (typeof source === 'string' && source !== result)
      return { ...issue, received: `the value of ${source}` };
  }
  return issue;
};

const memberOf = (value: unknown, key: string | number): unknown => {
  if (Array.isArray(value)) return (value as readonly unknown[])[Number(key)];
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
};

/** Each problem once, in the order of the files and of the lines in them. */
const inOrder = (problems: readonly FileProblem[]): readonly FileProblem[] =>
  [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()].sort((a, b) =>
    a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1,
  );

/** Documents for the same job. */
const repeatedIds = (jobs: readonly ResolvedJob[]): readonly FileProblem[] => {
  const byId = new Map<unknown, ResolvedJob>();
  return jobs.flatMap((job) => {
    const { metadata } = job.desired.document as { readonly metadata?: { readonly id?: unknown } };
    const id = isJsonObject(metadata) ? metadata['id'] : undefined;
    const other = byId.get(id);
    if (other === undefined) byId.set(id, job);
    if (id === undefined || other === undefined) return [];
    const keys = ['metadata', 'id'];
    const { file, line } = other.problem({ path: '', expected: '', received: '' }, keys);
    const received = `the id of the job at ${file}:${line}`;
    return [job.problem({ path: 'metadata.id', expected: 'each job once', received }, keys)];
  });
};
