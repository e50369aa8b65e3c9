import { isJsonObject, jobDocumentIssues, mergeDocuments, resolveReferences } from '@wxdi/sdk';
import type { DocumentKeys, Issue, JsonObject, Lookup } from '@wxdi/sdk';
import type { FileProblem } from './problem.js';
import { writtenName, type FileDocument, type Layer } from './read.js';

/** A job as its files describe it together, with its references as they were written. */
export interface WrittenJob {
  readonly written: JsonObject;
  /** What is wrong, at the place in the topmost file that has the value. */
  readonly problem: (issue: Issue, keys: DocumentKeys) => FileProblem;
}

interface Stack {
  /** The name of the job; for a document without a valid one, something that no other document has. */
  readonly name: unknown;
  /** From the lowest to the topmost. */
  readonly parts: readonly [FileDocument, ...FileDocument[]];
  readonly written: JsonObject;
}

/** The jobs of layers, each laid over those before it by the names of the jobs, and what is wrong with their documents. */
export const stackLayers = (
  layers: readonly Layer[],
  lookup: Lookup,
): { readonly jobs: readonly WrittenJob[]; readonly problems: readonly FileProblem[] } => {
  const problems: FileProblem[] = [];
  let stacks: readonly Stack[] = [];
  for (const { documents } of layers) {
    const added: Stack[] = [];
    for (const document of documents) {
      problems.push(...headProblems(document));
      const stack = stackOf(document, lookup);
      const same = added.find((other) => isSameJob(other, stack));
      if (same !== undefined) problems.push(repeated(document, same));
      added.push(same === undefined ? stack : { ...stack, name: Symbol('repeated') });
    }
    stacks = laidOver(stacks, added, problems);
  }
  return { jobs: stacks.map(jobOf), problems };
};

/** What is wrong with a document apart from the settings of the job, which an overlay may complete. */
const headProblems = ({ value, problem }: FileDocument): readonly FileProblem[] =>
  jobDocumentIssues(value)
    .filter(({ keys }) => keys.length < 2 || (keys[0] === 'metadata' && keys[1] !== 'id'))
    .map((issue) => problem(issue, issue.keys));

const stackOf = (document: FileDocument, lookup: Lookup): Stack => {
  const { value: name, issues } = resolveReferences(writtenName(document), lookup);
  const isName = issues.length === 0 && typeof name === 'string';
  return {
    name: isName ? name.normalize() : Symbol('no name'),
    parts: [document],
    written: document.value as JsonObject,
  };
};

const idOf = ({ written }: Stack): unknown => {
  const metadata = isJsonObject(written) ? written['metadata'] : undefined;
  return isJsonObject(metadata) ? (metadata['id'] ?? undefined) : undefined;
};

/** Jobs of one name are different if their ids are. */
const isSameJob = (a: Stack, b: Stack): boolean => {
  const [first, second] = [idOf(a), idOf(b)];
  return a.name === b.name && (first === undefined || second === undefined || first === second);
};

const nameKeys = ['metadata', 'name'];

/** Where the name in a document is. */
const lineOf = ({ problem }: FileDocument): string => {
  const { file, line } = problem({ path: '', expected: '', received: '' }, nameKeys);
  return `${file}:${line}`;
};

const repeated = ({ problem }: FileDocument, { parts: [other] }: Stack): FileProblem =>
  problem(
    {
      path: 'metadata.name',
      expected: 'each job once',
      received: `the name of the job at ${lineOf(other)}`,
    },
    nameKeys,
  );

const laidOver = (
  below: readonly Stack[],
  above: readonly Stack[],
  problems: FileProblem[],
): readonly Stack[] => {
  const after = new Map(below.map((stack) => [stack, stack]));
  const news: Stack[] = [];
  for (const over of above) {
    const same = below.filter(({ name }) => name === over.name);
    const base = same.length > 1 ? same.find((stack) => idOf(stack) === idOf(over)) : same[0];
    if (base !== undefined) after.set(base, laid(after.get(base) ?? base, over));
    else if (same.length > 1) problems.push(ambiguous(over, same));
    else news.push(over);
  }
  return [...after.values(), ...news];
};

const laid = (base: Stack, over: Stack): Stack => ({
  name: base.name,
  parts: [...base.parts, ...over.parts],
  written: mergeDocuments(base.written, over.written),
});

const ambiguous = ({ parts: [{ problem }] }: Stack, same: readonly Stack[]): FileProblem =>
  problem(
    {
      path: 'metadata.id',
      expected: `one of ${same.map((stack) => String(idOf(stack))).join(', ')}, since ${same.length} jobs have this name`,
      received: 'none of them',
    },
    ['metadata', 'id'],
  );

const jobOf = ({ parts, written }: Stack): WrittenJob => ({
  written,
  problem: (issue, keys) => {
    for (let length = keys.length; length > 0; length -= 1) {
      const around = keys.slice(0, length);
      for (const document of parts.toReversed()) {
        const own = keysIn(document.value, written, around);
        if (own !== undefined) return document.problem(issue, own);
      }
    }
    return (parts.at(-1) ?? parts[0]).problem(issue, []);
  },
});

const nameOf = (item: unknown): unknown => (isJsonObject(item) ? item['name'] : undefined);

/** The keys of a value of a merged document in one of its parts, where lists are merged by name. */
const keysIn = (own: unknown, merged: unknown, keys: DocumentKeys): DocumentKeys | undefined => {
  const [key, ...rest] = keys;
  if (key === undefined) return [];
  const at = typeof key === 'number' ? indexIn(own, merged, key) : key;
  const inside = at === undefined ? undefined : memberOf(own, at);
  if (at === undefined || inside === undefined) return undefined;
  const below = keysIn(inside, memberOf(merged, key), rest);
  return below && [at, ...below];
};

const memberOf = (value: unknown, key: string | number): unknown => {
  if (Array.isArray(value)) return typeof key === 'number' ? (value as readonly unknown[])[key] : undefined;
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
};

const indexIn = (own: unknown, merged: unknown, index: number): number | undefined => {
  if (!Array.isArray(own) || !Array.isArray(merged)) return undefined;
  const items: readonly unknown[] = own;
  const item: unknown = merged[index];
  if (items[index] === item) return index;
  const name = nameOf(item);
  const at = items.findIndex((one) => one === item || (name !== undefined && nameOf(one) === name));
  return at < 0 ? undefined : at;
};
