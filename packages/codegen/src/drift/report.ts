import type { Change } from './change.js';

/** What `drift --json` prints. */
export interface Report {
  readonly ours: string;
  readonly theirs: string;
  readonly breaking: number;
  readonly changes: readonly Change[];
}

export const reportOf = (ours: string, theirs: string, changes: readonly Change[]): Report => ({
  ours,
  theirs,
  breaking: changes.filter(({ breaking }) => breaking).length,
  changes,
});

/** The report as text: breaking changes first, each with the affected files of core. */
export const printReport = ({ ours, theirs, breaking, changes }: Report): string => {
  if (changes.length === 0) return `No differences between ${ours} and ${theirs}.\n`;
  const count = `${changes.length} ${changes.length === 1 ? 'difference' : 'differences'}`;
  const parts = [
    section(
      'Breaking',
      changes.filter((change) => change.breaking),
    ),
    section(
      'Not breaking',
      changes.filter((change) => !change.breaking),
    ),
  ];
  return `From ${ours} to ${theirs}: ${count}, ${breaking} breaking.\n${parts.join('')}`;
};

const section = (title: string, changes: readonly Change[]): string =>
  changes.length === 0 ? '' : `\n${title}\n${changes.map((change) => `${entry(change)}\n`).join('')}`;

const entry = ({ subject, kind, where, from, to, direction = [], core = [] }: Change): string => {
  const values = [from, to].filter((value) => value !== undefined).join(' -> ');
  const what = kind === 'retyped' ? kind : `${subject} ${kind}`;
  const first = `  ${where}: ${what}${values === '' ? '' : `: ${values}`}`;
  const travels = direction.length === 0 ? '' : ` (${direction.join(' and ')})`;
  return [first + travels, ...core.map((file) => `      ${file}`)].join('\n');
};
