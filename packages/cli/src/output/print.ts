import { parseJson } from '@wxdi/sdk';
import type { View } from '../render/views.js';
import { UsageError } from '../errors.js';
import { harmless, toJson } from '../render/json.js';
import { layOut, tableHeader, tableRow, tsvRow, type Column, type Layout } from '../render/table.js';
import { tsvField, visible } from '../render/visible.js';
import { padTo } from '../render/width.js';
import { printDocument, wantsDocument, type Printing } from './document.js';
import { pushAll } from './lines.js';

/** Prints one object in the requested form. */
export const printOne = async <Row>(session: Printing, view: View<Row>, row: Row): Promise<void> => {
  const { lines, output } = session;
  if (wantsDocument(session)) {
    const raw = session.raw?.at(-1);
    if (raw !== undefined && session.query === undefined) await lines.push(harmless(raw.trim()));
    else await printDocument(session, raw === undefined ? view.json(row) : parseJson(raw));
  } else if (output === 'name') await lines.push(visible(view.name(row)));
  else if (output === 'tsv') await lines.push(tsvRow(columnsFor(session, view), row));
  else await printDetails(session, view.details(row, session.style));
  await lines.send();
};

/** Labels and values, aligned. Values must have been made safe; empty ones are left out. */
const printDetails = async (
  { lines, style }: Printing,
  details: readonly (readonly [label: string, value: string])[],
): Promise<void> => {
  const shown = details.filter(([, value]) => value !== '');
  const width = Math.max(0, ...shown.map(([label]) => label.length)) + 2;
  await pushAll(lines, shown, ([label, value]) => style.dim(padTo(label, width)) + value);
};

/** Prints the ids of what was deleted. */
export const printIds = async (session: Printing, ids: readonly string[]): Promise<void> => {
  const { lines, output } = session;
  if (ids.length > 0) session.remember({ what: `deleted: ${ids.join(', ')}` });
  if (output === 'jsonl' && session.query === undefined) await pushAll(lines, ids, (id) => toJson({ id }));
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
  await rowWriter(session, columns, name).rows(rows);
  await session.lines.send();
};

/** The columns of a table; a configuration may choose them. Scripts rely on those of tsv, which are fixed. */
const columnsFor = <Row>(
  { output, settings }: Printing,
  { kind, columns }: View<Row>,
): readonly Column<Row>[] => {
  if (output === 'wide') return columns;
  const named = output === 'table' ? settings.columns?.[kind] : undefined;
  if (named === undefined) return columns.filter(({ extra }) => extra !== true);
  return named.flatMap((name) => columns.filter(({ header }) => header.toLowerCase() === name));
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
  const write = writerFor(session, view);
  let printed = 0;
  for await (const page of pages) {
    const rows = page.slice(0, limit - printed);
    printed += rows.length;
    await write.rows(rows);
    await session.lines.send();
    if (printed >= limit) break;
  }
  await write.end?.();
  await session.lines.send();
  return printed;
};

interface Writer<Row> {
  rows(rows: readonly Row[]): Promise<void>;
  end?(): Promise<void>;
}

const writerFor = <Row>(session: Printing, view: View<Row>): Writer<Row> => {
  const { output, query, raw, lines } = session;
  if (raw !== undefined) return rawPages(session, raw);
  if (output === 'jsonl') {
    const select = query ?? ((document: unknown) => document);
    return { rows: (rows) => pushAll(lines, rows, (row) => toJson(select(view.json(row)) ?? null)) };
  }
  if (!wantsDocument(session)) return rowWriter(session, columnsFor(session, view), view.name);
  const all: unknown[] = [];
  return {
    rows: async (rows) => {
      for (const row of rows) all.push(view.json(row));
    },
    end: () => printDocument(session, all),
  };
};

/** A line for each row: its name, tab-separated values, or a row of a table whose widths are those of the first rows. */
const rowWriter = <Row>(
  { lines, style, context, output }: Printing,
  columns: readonly Column<Row>[],
  name: (row: Row) => string,
): Writer<Row> => {
  if (output === 'name') return { rows: (rows) => pushAll(lines, rows, (row) => visible(name(row))) };
  if (output === 'tsv') return { rows: (rows) => pushAll(lines, rows, (row) => tsvRow(columns, row)) };
  let layout: Layout<Row> | undefined;
  return {
    rows: async (rows) => {
      if (rows.length === 0) return;
      const isFirst = layout === undefined;
      const used = (layout ??= layOut(columns, rows, output === 'wide' ? Infinity : context.stdout.columns));
      if (isFirst) await lines.push(tableHeader(used, style));
      await pushAll(lines, rows, (row) => tableRow(used, row, style));
    },
  };
};

/** The service's own pages: one per line, or one array of them. */
const rawPages = <Row>(session: Printing, bodies: string[]): Writer<Row> => {
  const { lines, output, query } = session;
  const printPage = async (body: string): Promise<void> => {
    if (query === undefined) await lines.push(harmless(body.replaceAll(/[\r\n]+/g, ' ').trim()));
    else await printDocument(session, parseJson(body));
  };
  return {
    rows: async () => {
      if (output === 'jsonl') for (const body of bodies.splice(0)) await printPage(body);
    },
    end: async () => {
      if (output === 'jsonl') return;
      if (query === undefined)
        await lines.push(`[${bodies.map((body) => harmless(body.trim())).join(',\n')}]`);
      else await printDocument(session, bodies.map(parseJson));
    },
  };
};
