import type { DocumentIssue, Issue } from '@wxdi/sdk';
import type { TextPlace } from '../input/yaml.js';
import { UsageError } from '../errors.js';
import { nearest } from '../input/nearest.js';

/** Something wrong in a job file, and where. */
export interface FileProblem extends Issue, TextPlace {
  /** As the user named it; `stdin` for stdin. */
  readonly file: string;
  /** The known key that an unknown one is most likely a misspelling of. */
  readonly nearest?: string | undefined;
}

export const problemOf = (file: string, place: TextPlace, issue: Issue | DocumentIssue): FileProblem => {
  const { path, expected, received } = issue;
  const keys = 'keys' in issue ? issue.keys : [];
  const known = 'known' in issue ? issue.known : undefined;
  const near = known && nearest(String(keys.at(-1)), known);
  const { line, column } = place;
  return { file, line, column, path, expected, received, ...(near !== undefined && { nearest: near }) };
};

/** A problem on one line: `FILE:LINE:COLUMN: path: what`. */
export const problemText = ({ file, line, column, path, ...problem }: FileProblem): string =>
  [`${file}:${line}:${column}`, path, whatOf(problem)].filter((part) => part !== '').join(': ');

const whatOf = ({
  expected,
  received,
  nearest: near,
}: Pick<FileProblem, 'expected' | 'received' | 'nearest'>) => {
  if (near !== undefined) return `unknown key; did you mean ${near}?`;
  if (received === 'an unknown key') return `unknown key; expected ${expected}`;
  return expected.startsWith('valid ')
    ? `not ${expected}: ${received}`
    : `expected ${expected}, got ${received}`;
};

/** Job files that are not valid: exit 2, with every problem; nothing was sent. */
export class InvalidFiles extends UsageError {
  readonly problems: readonly FileProblem[];

  constructor(problems: readonly FileProblem[]) {
    const [first] = problems;
    super(
      first !== undefined && problems.length === 1
        ? problemText(first)
        : `the job files have ${problems.length} errors`,
    );
    this.problems = problems;
  }
}
