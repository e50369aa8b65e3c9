import type { Call, Ending, FaultCase, FaultRow } from './fault-case.js';
import { calls } from './fault-case.js';
import { faults } from './faults.js';
import { notByCli } from './scene.js';

const escaped = (text: string): string => text.replaceAll('|', '\\|');
const line = (cells: readonly string[]): string => `| ${cells.map(escaped).join(' | ')} |`;

const counted = ({ requests, tokens, rows, waits }: Ending): string =>
  [
    String(requests),
    ...(tokens === undefined ? [] : [`${tokens} for tokens`]),
    ...(rows === undefined ? [] : [`${rows} rows`]),
    ...(waits === undefined ? [] : [`after ${waits.map((ms) => `${ms / 1_000} s`).join(', ')}`]),
  ].join('; ');

const reasons: Readonly<Record<string, string>> = notByCli;
const isByCli = ({ scene }: FaultCase): boolean => scene === undefined || reasons[scene] === undefined;

const told = (ending: Ending, byCli: boolean): readonly string[] => [
  ending.end,
  byCli ? String(ending.exit) : '–',
  counted(ending),
  String(ending.done ?? ''),
];

/** The calls of a form, those together that end alike. */
const callsOf = (faultCase: FaultCase): readonly (readonly string[])[] => {
  const groups = new Map<string, { readonly ending: Ending; readonly of: Call[] }>();
  for (const call of calls) {
    const ending = faultCase[call];
    if (ending === undefined) continue;
    const text = JSON.stringify(ending);
    const group = groups.get(text) ?? { ending, of: [] };
    group.of.push(call);
    groups.set(text, group);
  }
  return [...groups.values()].map(({ ending, of }) => [of.join(', '), ...told(ending, isByCli(faultCase))]);
};

const rowsOf = ({ number, name, cases }: FaultRow): readonly string[] =>
  cases
    .flatMap((faultCase) => callsOf(faultCase).map((cells, i) => [i === 0 ? faultCase.form : '', ...cells]))
    .map((cells, i) => line(i === 0 ? [String(number), name, ...cells] : ['', '', ...cells]));

const heads = ['', 'Fault', 'Form', 'Call', 'Ends', 'Exit', 'Requests', 'Done'];

const missing = (): string => {
  const forms = Object.values(faults)
    .flat()
    .flatMap(({ number, cases }) =>
      cases.flatMap((faultCase) =>
        isByCli(faultCase)
          ? []
          : [
              `- ${number}${faultCase.form === '' ? '' : `, ${faultCase.form}`}: ${reasons[faultCase.scene ?? '']}.`,
            ],
      ),
    );
  return ['### Not by `wxdi`', '', ...forms, ''].join('\n');
};

/** The table of faults in Markdown. */
export const faultReport = (): string =>
  [
    ...Object.entries(faults).map(([kind, rows]) =>
      [`### ${kind}`, '', line(heads), line(heads.map(() => '---')), ...rows.flatMap(rowsOf), ''].join('\n'),
    ),
    missing(),
  ].join('\n');
