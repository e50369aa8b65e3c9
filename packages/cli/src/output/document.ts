import type { Context } from '../context.js';
import type { Style } from '../render/style.js';
import type { Columns } from '../render/views.js';
import type { Messages } from './messages.js';
import type { OutputMode } from './modes.js';
import type { Query } from './query.js';
import { isObject } from '../input/object.js';
import { toJson, toYaml } from '../render/json.js';
import { layOut, tableHeader, tableRow, type Column } from '../render/table.js';
import { tsvField, visible } from '../render/visible.js';
import { pushAll, type Lines } from './lines.js';

/** Where and how output is printed. */
export interface Printing {
  readonly context: Context;
  /** Data, to stdout. */
  readonly lines: Lines;
  readonly output: OutputMode;
  /** Selects from the JSON of the output. */
  readonly query: Query | undefined;
  /** Response bodies of the service, kept to be printed with --raw. */
  readonly raw: string[] | undefined;
  /** Colors of stdout. */
  readonly style: Style;
  readonly say: Messages;
  readonly settings: { readonly columns?: Columns | undefined };
  /** Records what was done; the last record counts. */
  readonly remember: (progress: Progress) => void;
}

/** What was done so far. It is reported even when stdout cannot be written. */
export interface Progress {
  /** A sentence without its period: `run 7f3a was started`. */
  readonly what: string;
  /** The command that shows it. */
  readonly look?: string;
  /** The exit code that the command ends with, unless it is 0. */
  readonly exitCode?: number;
}

/** Whether the output is a document for programs, or a selection from one. */
export const wantsDocument = ({ output, query }: Pick<Printing, 'output' | 'query'>): boolean =>
  output === 'json' || output === 'jsonl' || output === 'yaml' || query !== undefined;

/** A value in jsonl, or what --query selects from it. */
export const jsonLinesOf = (query: Query | undefined, value: unknown): readonly string[] =>
  query === undefined ? [toJson(value)] : query.each(value).map((one) => toJson(one));

/** Prints a document, or what --query selects from it. */
export const printDocument = async (
  { lines, output, query, style }: Pick<Printing, 'lines' | 'output' | 'query' | 'style'>,
  document: unknown,
): Promise<void> => {
  if (output === 'jsonl')
    for (const item of [document].flat()) await pushAll(lines, jsonLinesOf(query, item), (line) => line);
  else {
    const value = query === undefined ? document : query(document);
    if (output === 'json') await pushAll(lines, jsonLines(value ?? null), (line) => line);
    else if (output === 'yaml') await lines.push(await toYaml(value));
    else await pushAll(lines, selectionLines([value ?? []].flat(), output, style), (line) => line);
  }
  await lines.send();
};

/** JSON item by item: the whole text of a long list would be longer than a string can be. */
function* jsonLines(value: unknown): Generator<string> {
  if (!Array.isArray(value) || value.length === 0) {
    yield toJson(value, 2);
    return;
  }
  yield '[';
  for (const [at, item] of value.entries()) {
    const text = toJson(item ?? null, 2).replaceAll('\n', '\n  ');
    yield `  ${text}${at === value.length - 1 ? '' : ','}`;
  }
  yield ']';
}

/** A result of --query: the members of objects, or the items of lists, as columns; anything else as lines. */
const selectionLines = (items: readonly unknown[], output: OutputMode, style: Style): readonly string[] => {
  const names = items.every(isObject) ? [...new Set(items.flatMap((item) => Object.keys(item)))] : [];
  const rows =
    names.length === 0 ? items : items.map((item) => names.map((name) => isObject(item) && item[name]));
  const isTable = output !== 'tsv' && rows.length > 0;
  if (!isTable || !rows.every((row) => Array.isArray(row))) {
    const plain = plainText(output === 'tsv' ? tsvField : visible);
    return rows.map((row) => (Array.isArray(row) ? row.map(plain).join('\t') : plain(row)));
  }
  const columns = Array.from(
    { length: Math.max(...rows.map((row) => row.length)) },
    (_, at): Column<readonly unknown[]> => ({
      header: visible(names[at]),
      value: (row) => plainText((text) => text)(row[at]),
      alignRight: rows.every((row) => typeof (row[at] ?? 0) === 'number'),
    }),
  );
  const layout = layOut(columns, rows, Infinity);
  const header = names.length === 0 ? [] : [tableHeader(layout, style)];
  return [...header, ...rows.map((row) => tableRow(layout, row, style))];
};

/** A value for shell scripts: text without quotes. */
const plainText =
  (safe: (text: string) => string) =>
  (value: unknown): string => {
    if (value === null || value === undefined) return '';
    return typeof value === 'string' ? safe(value) : toJson(value);
  };
