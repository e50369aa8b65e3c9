import { parseJson } from '@wxdi/sdk';
import { UsageError } from '../../errors.js';
import { didYouMean } from '../../input/nearest.js';
import { visible } from '../../render/visible.js';

/** The members of an order: those of its own, and those of the start. */
export const own = ['id', 'job'];
export const drafted = [
  'name',
  'description',
  'parameters',
  'parameterSets',
  'environmentVariables',
  'configuration',
];

/** A line of a file of orders. */
export interface Line {
  readonly place: string;
  readonly number: number;
  readonly value: unknown;
  readonly problem?: string;
}

/** Columns of a CSV file that contain JSON. */
const jsonColumns = ['parameters', 'parameterSets', 'environmentVariables', 'configuration'];

/** The first line names the columns; `param.NAME` is a parameter. Empty cells are absent. */
export const csvLines = async (file: string, text: string): Promise<readonly Line[]> => {
  const { parse } = await import('csv-parse/sync');
  let records: readonly { readonly record: readonly string[]; readonly info: { readonly lines: number } }[];
  try {
    records = parse(text, {
      bom: true,
      info: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as typeof records;
  } catch (error) {
    throw new UsageError(`${file} is not valid CSV: ${(error as Error).message}`);
  }
  const [header, ...rows] = records;
  const names = header?.record ?? [];
  const again = names.find((name, at) => names.indexOf(name) < at);
  if (again !== undefined) throw new UsageError(`${file}:1: the column "${visible(again)}" appears twice`);
  const problem = names.length === 0 ? undefined : headerProblem(names);
  if (problem !== undefined) throw new UsageError(`${file}:1: ${problem}`);
  return rows.map(({ record, info }) => lineOf(file, info.lines, names, record));
};

const headerProblem = (names: readonly string[]): string | undefined => {
  const [first = ''] = names;
  if (names.length === 1 && first.includes(';')) return 'the columns must be separated by commas, not by ";"';
  const known = [...own, ...drafted];
  const wrong = names.find((name) => !known.includes(name) && !/^param\../.test(name));
  if (wrong !== undefined)
    return `unknown column "${visible(wrong)}"${didYouMean(wrong, known) || `; the columns are ${known.join(', ')} and param.NAME`}`;
  return names.includes('job') ? undefined : 'the column job is missing';
};

const lineOf = (file: string, number: number, names: readonly string[], cells: readonly string[]): Line => {
  const value: Record<string, unknown> = {};
  const parameters: { readonly name: string; readonly value: string }[] = [];
  let problem: string | undefined;
  names.forEach((name, at) => {
    const cell = cells[at] ?? '';
    if (cell === '') return;
    if (name.startsWith('param.')) parameters.push({ name: name.slice('param.'.length), value: cell });
    else if (!jsonColumns.includes(name)) value[name] = cell;
    else
      try {
        value[name] = parseJson(cell);
      } catch {
        problem ??= `column ${name} must be JSON`;
      }
  });
  if (parameters.length > 0 && value['parameters'] !== undefined)
    problem ??= 'use either the column parameters or columns param.NAME';
  return {
    place: `${file}:${number}`,
    number,
    value: parameters.length > 0 ? { ...value, parameters } : value,
    ...(problem === undefined ? {} : { problem }),
  };
};
