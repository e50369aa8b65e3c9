import type { Details, View } from '../render/views.js';
import { parseJson } from '@wxdi/sdk';
import { UsageError } from '../errors.js';
import { harmless } from '../render/json.js';
import { shortIds } from '../render/short-ids.js';
import { layOut, tableHeader, tableRow, tsvRow, type Column, type Layout } from '../render/table.js';
import { tsvField, visible } from '../render/visible.js';
import { jsonLinesOf, printDocument, wantsDocument, type Printing } from './document.js';
import { pushAll } from './lines.js';

export const printOne = async <Row>(session: Printing, view: View<Row>, row: Row): Promise<void> => {
  const { lines, output, style } = session;
  if (wantsDocument(session)) {
    const raw = session.raw?.at(-1);
    if (raw !== undefined && session.query === undefined) await lines.push(harmless(raw.trim()));
    else await printDocument(session, raw === undefined ? view.json(row) : parseJson(raw));
  } else if (output === 'name' || output === 'tsv')
    await rowPrinter(session, columnsFor(session, view), view.name)([row]);
  else await printDetails(session, view.details(row, style));
  await lines.send();
};

/** Prints labels and values that are safe for a terminal, without those that are empty. */
export const printDetails = async (
  { lines, style }: Pick<Printing, 'lines' | 'style'>,
  details: Details,
): Promise<void> => {
  const shown = details.filter(([, value]) => value !== '');
  const width = Math.max(...shown.map(([label]) => label.length)) + 2;
  await pushAll(lines, shown, ([label, value]) => style.dim(label.padEnd(width)) + value);
  await lines.send();
};

/** Prints the ids of what was deleted. */
export const printIds = async (session: Printing, ids: readonly string[]): Promise<void> => {
  const { lines, output } = session;
  if (ids.length > 0) session.remember({ what: `deleted: ${ids.join(', ')}` });
  if (output === 'jsonl')
    await printDocument(
      session,
      ids.map((id) => ({ id })),
    );
  else if (wantsDocument(session)) await printDocument(session, ids);
  else await pushAll(lines, ids, output === 'tsv' ? tsvField : visible);
  await lines.send();
};

/** Prints rows that are complete: a table for people, tsv or names for scripts. */
export const printRows = async <Row>(
  session: Printing,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  name: (row: Row) => string,
): Promise<void> => {
  await rowPrinter(session, columns, name)(rows);
  await session.lines.send();
};

/** The columns of a table; a configuration may choose them. Scripts rely on those of tsv, which are fixed. */
const columnsFor = <Row>(
  { output, settings }: Printing,
  { kind, columns }: View<Row>,
): readonly Column<Row>[] => {
  if (output === 'wide') return columns;
  const named = output === 'table' && kind !== undefined ? settings.columns?.[kind] : undefined;
  if (named === undefined) return columns.filter(({ extra }) => extra !== true);
  // What was chosen is not omitted.
  return named.flatMap((name) =>
    columns
      .filter(({ header }) => header.toLowerCase() === name)
      .map(({ optional: _optional, extra: _extra, ...column }) => column),
  );
};

/** Refuses --raw for several jobs or runs: each of them is a body of its own. */
export const checkOne = ({ raw }: Pick<Printing, 'raw'>, count: number): void => {
  if (raw === undefined || count < 2) return;
  throw new UsageError('flag --raw prints one job or run', 'omit --raw');
};

/** Refuses flags that select rows of a list together with --raw, which prints whole pages. */
export const checkWholePages = (
  { raw }: Pick<Printing, 'raw'>,
  selection: Readonly<Record<string, unknown>>,
): void => {
  const flag = Object.keys(selection).find((name) => selection[name] !== undefined);
  if (raw === undefined || flag === undefined) return;
  throw new UsageError(
    `flags --raw and --${flag} are mutually exclusive: --raw prints the pages of the service unchanged`,
    'omit --raw',
  );
};

/**
 * Prints a list page by page: the first row is printed before the last page is read. Only forms that are one document,
 * or a query over all rows, wait for the end. Returns the number of rows.
 */
export const printList = async <Row>(
  session: Printing,
  view: View<Row>,
  pages: AsyncIterable<readonly Row[]>,
  limit = Infinity,
): Promise<number> => {
  const { lines, query, raw } = session;
  const print = pagePrinter(session, view);
  const all: unknown[] = [];
  let count = 0;
  for await (const page of pages) {
    const rows = page.slice(0, limit - count);
    count += rows.length;
    if (print !== undefined) await print(rows);
    else for (const row of rows) all.push(view.json(row));
    await lines.send();
    if (count >= limit) break;
  }
  if (print !== undefined) return count;
  if (raw === undefined) await printDocument(session, all);
  else if (query !== undefined) await printDocument(session, raw.map(parseJson));
  else await lines.push(`[${raw.map((body) => harmless(body.trim())).join(',\n')}]`);
  await lines.send();
  return count;
};

/** Rows in an order, as one page: no more than the first `limit`. Twice as many are held. */
export async function* inOrder<Row>(
  pages: AsyncIterable<readonly Row[]>,
  sort: (rows: readonly Row[]) => readonly Row[],
  limit = Infinity,
): AsyncGenerator<readonly Row[]> {
  const kept: Row[] = [];
  for await (const page of pages) {
    kept.push(...page);
    if (kept.length > 2 * limit) kept.splice(0, Infinity, ...sort(kept).slice(0, limit));
  }
  yield sort(kept).slice(0, limit);
}

/** Prints several jobs or runs that are known: as a list, also if there is only one. */
export const printAll = async <Row>(
  session: Printing,
  view: View<Row>,
  rows: readonly Row[],
): Promise<void> => {
  async function* page() {
    yield rows;
  }
  await printList(session, view, page());
};

type Print<Row> = (rows: readonly Row[]) => Promise<void>;

/** Prints the rows of a page; `undefined` if the output is one document. */
const pagePrinter = <Row>(session: Printing, view: View<Row>): Print<Row> | undefined => {
  const { output, query, raw, lines } = session;
  if (output !== 'jsonl')
    return wantsDocument(session) ? undefined : rowPrinter(session, columnsFor(session, view), view.name);
  const printed = (texts: readonly string[]) => pushAll(lines, texts, (text) => text);
  if (raw === undefined) return (rows) => printed(rows.flatMap((row) => jsonLinesOf(query, view.json(row))));
  const rawLines = (body: string): readonly string[] =>
    query === undefined
      ? [harmless(body.replaceAll(/[\r\n]+/g, ' ').trim())]
      : jsonLinesOf(query, parseJson(body));
  return () => printed(raw.splice(0).flatMap(rawLines));
};

/** A line for each row: its name, tab-separated values, or a row of a table whose widths are those of the first rows. */
const rowPrinter = <Row>(
  session: Printing,
  columns: readonly Column<Row>[],
  name: (row: Row) => string,
): Print<Row> => {
  const { lines, style, output } = session;
  if (output === 'name') return (rows) => pushAll(lines, rows, (row) => visible(name(row)));
  if (output === 'tsv') return (rows) => pushAll(lines, rows, (row) => tsvRow(columns, row));
  const ids = shortIds();
  let layout: Layout<Row> | undefined;
  return async (rows) => {
    if (rows.length === 0) return;
    for (const { value } of columns.filter(({ isId }) => isId === true))
      ids.add(rows.map((row) => String(value(row) ?? '')));
    const isFirst = layout === undefined;
    const used = (layout ??= layoutFor(session, columns, rows, ids.short));
    if (isFirst) await lines.push(tableHeader(used, style));
    await pushAll(lines, rows, (row) => tableRow(used, row, style));
  };
};

/** Only a terminal limits the width: a table has short ids there, and a wide table if it does not fit otherwise. */
const layoutFor = <Row>(
  { context: { stdout }, output, say }: Printing,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  short: (id: string) => string,
): Layout<Row> => {
  if (!stdout.isTerminal) return layOut(columns, rows, Infinity);
  const isWide = output === 'wide';
  const whole = layOut(columns, rows, stdout.columns);
  if (isWide && whole.length === columns.length) return whole;
  const shortened = columns.map((column) =>
    column.isId === true ? { ...column, show: (_row: Row, id: string) => short(id) } : column,
  );
  const layout = layOut(shortened, rows, stdout.columns);
  const shown = new Set(layout.map(({ column }) => column.header));
  const omitted = columns.map(({ header }) => header).filter((header) => !shown.has(header));
  if (isWide && omitted.length > 0)
    say.note(`columns that do not fit the terminal: ${omitted.join(', ')}; all of them: -o wide | less -S`);
  return layout;
};
/** Refuses -o name for what is neither a list nor an object of the service. */
export const checkReport = ({ output }: Pick<Printing, 'output'>): void => {
  if (output === 'name') throw new UsageError('-o name prints names, and a report has none');
};

/** Prints a document for programs, or text, also without a terminal: rows of tsv would lose its parts. */
export const printReport = async (session: Printing, json: object, details: Details): Promise<void> =>
  wantsDocument(session) ? await printDocument(session, json) : await printDetails(session, details);
