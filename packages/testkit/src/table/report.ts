import type { Ending } from './ending.js';
import type { Call, FaultCase, FaultRow } from './fault-case.js';
import type { Scene } from './scene.js';
import { calls } from './fault-case.js';
import { faults } from './faults.js';
import { isByCli, notByCli } from './scene.js';

const escaped = (text: string): string => text.replaceAll('|', '\\|');
const line = (cells: readonly string[]): string => `| ${cells.map(escaped).join(' | ')} |`;

const requestsOf = ({ requests, tokens, rows, waits }: Ending): string =>
  [
    String(requests),
    ...(tokens === undefined ? [] : [`${tokens} for tokens`]),
    ...(rows === undefined ? [] : [`${rows} ${rows === 1 ? 'row' : 'rows'}`]),
    ...(waits === undefined ? [] : [`after ${waits.map((ms) => `${ms / 1_000} s`).join(', ')}`]),
  ].join('; ');

const cellsOf = (ending: Ending, byCli: boolean): readonly string[] => [
  ending.end,
  byCli ? String(ending.exit) : '–',
  requestsOf(ending),
  String(ending.runs ?? ending.jobs ?? ending.deleted ?? ''),
];

/** The lines of a form: calls that end alike share one line. */
const linesOf = (faultCase: FaultCase): readonly (readonly string[])[] => {
  const byCells = new Map<string, { readonly cells: readonly string[]; readonly of: Call[] }>();
  for (const call of calls) {
    const ending = faultCase[call];
    if (ending === undefined) continue;
    const cells = cellsOf(ending, isByCli(faultCase.scene));
    const key = cells.join('|');
    const group = byCells.get(key) ?? { cells, of: [] };
    group.of.push(call);
    byCells.set(key, group);
  }
  return [...byCells.values()].map(({ cells, of }) => [of.join(', '), ...cells]);
};

const rowsOf = ({ number, name, cases }: FaultRow): readonly string[] =>
  cases
    .flatMap((faultCase) => linesOf(faultCase).map((cells, i) => [i === 0 ? faultCase.form : '', ...cells]))
    .map((cells, i) => line(i === 0 ? [String(number), name, ...cells] : ['', '', ...cells]));

const heads = ['', 'Fault', 'Form', 'Call', 'Ends', 'Exit', 'Requests', 'Effects'];

const reasons: Readonly<Partial<Record<Scene, string>>> = notByCli;

const notPlayedByCli = (): string => {
  const forms = Object.values(faults)
    .flat()
    .flatMap(({ number, cases }) =>
      cases.flatMap(({ form, scene }) => {
        const reason = scene === undefined ? undefined : reasons[scene];
        return reason === undefined ? [] : [`- ${number}${form === '' ? '' : `, ${form}`}: ${reason}.`];
      }),
    );
  return ['### Not played by `wxdi`', '', ...forms, ''].join('\n');
};

/** The table of faults in Markdown. */
export const faultReport = (): string =>
  [
    ...Object.entries(faults).map(([kind, rows]) =>
      [`### ${kind}`, '', line(heads), line(heads.map(() => '---')), ...rows.flatMap(rowsOf), ''].join('\n'),
    ),
    notPlayedByCli(),
  ].join('\n');
