import type { Ending, FaultCase, FaultRow } from './fault-case.js';
import { faults } from './faults.js';

/** Exit codes of the command line by the kind of an error. */
const exitCodes: Readonly<Record<string, number>> = {
  well: 0,
  InvalidInput: 2,
  NotFound: 3,
  NotPermitted: 4,
  Refused: 5,
  Unavailable: 6,
  Undecodable: 7,
  OutcomeUnknown: 9,
  DeadlineExceeded: 124,
};

/** Statuses that are no refusal of this request: the service can never do what was asked. */
const unsupported: ReadonlySet<string> = new Set(['501', '505']);

const exitCode = ({ form }: FaultCase, { end }: Ending): number =>
  unsupported.has(form) ? 6 : (exitCodes[end.split(',')[0] ?? ''] ?? 1);

const escaped = (text: string): string => text.replaceAll('|', '\\|');

const counted = ({ requests, tokens, rows, waits }: Ending): string =>
  [
    String(requests),
    ...(tokens === undefined ? [] : [`${tokens} for tokens`]),
    ...(rows === undefined ? [] : [`${rows} rows`]),
    ...(waits === undefined ? [] : [`after ${waits.map((ms) => `${ms / 1_000} s`).join(', ')}`]),
  ].join('; ');

const told = (faultCase: FaultCase, ending: Ending | undefined): readonly string[] =>
  ending === undefined ? ['', '', ''] : [ending.end, String(exitCode(faultCase, ending)), counted(ending)];

const line = (cells: readonly string[]): string => `| ${cells.map(escaped).join(' | ')} |`;

const rowsOf = ({ number, name, cases }: FaultRow): readonly string[] =>
  cases.map((faultCase, i) =>
    line([
      i === 0 ? String(number) : '',
      i === 0 ? name : '',
      faultCase.form,
      ...told(faultCase, faultCase.read),
      ...told(faultCase, faultCase.start),
      faultCase.start === undefined ? '' : String(faultCase.start.runs ?? ''),
    ]),
  );

const heads = [
  '',
  'Fault',
  'Form',
  'A safe call ends',
  'Exit',
  'Requests',
  'A start ends',
  'Exit',
  'Requests',
  'Runs',
];

/** The table of faults in Markdown. */
export const faultReport = (): string =>
  Object.entries(faults)
    .map(([kind, rows]) =>
      [`### ${kind}`, '', line(heads), line(heads.map(() => '---')), ...rows.flatMap(rowsOf), ''].join('\n'),
    )
    .join('\n');
