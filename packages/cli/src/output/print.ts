import type { Session } from '../session.js';
import type { Column, Layout } from '../render/table.js';
import type { View } from '../render/views.js';
import { UsageError } from '../errors.js';
import { harmless, toJson } from '../render/json.js';
import { layOut, tableHeader, tableRow, tsvRow } from '../render/table.js';
import { tsvField, visible } from '../render/visible.js';
import { padTo } from '../render/width.js';
import { printDocument, wantsDocument } from './document.js';

/** Prints one object in the requested form. */
export const printOne = async <Row>(session: Session, view: View<Row>, row: Row): Promise<void> => {
  const { lines, output } = session;
  if (wantsDocument(session)) {
    const raw = session.raw?.at(-1);
    if (raw !== undefined && session.query === undefined) await lines.push(harmless(raw.trim()));
    else await printDocument(session, raw === undefined ? view.json(row) : (JSON.parse(raw) as unknown));
  } else if (output === 'name') await lines.push(visible(view.name(row)));
  else if (output === 'tsv') await lines.push(tsvRow(columnsFor(session, view), row));
  else await printDetails(session, view.details(row, session.style));
  await lines.send();
};

/** Labels and values, aligned. Values must have been made safe; absent ones are left out. */
const printDetails = async (
  { lines, style }: Session,
  details: readonly (readonly [label: string, value: string | undefined])[],
): Promise<void> => {
  const shown = details.filter(([, value]) => value !== undefined && value !== '');
  const width = Math.max(0, ...shown.map(([label]) => label.length)) + 2;
  for (const [label, value] of shown) await lines.push(style.dim(padTo(label, width)) + value);
};

/** Prints the ids of what was deleted. */
export const printIds = async (session: Session, ids: readonly string[]): Promise<void> => {
  const { lines, output } = session;
  if (ids.length > 0) session.remember({ what: `deleted: ${ids.join(', ')}` });
  if (output === 'jsonl' && session.query === undefined) {
    for (const id of ids) await lines.push(toJson({ id }));
  } else if (wantsDocument(session)) await printDocument(session, ids);
  else for (const id of ids) await lines.push(output === 'tsv' ? tsvField(id) : visible(id));
  await lines.send();
};

/** Prints rows that are complete: a table for people, tsv or names for scripts. */
export const printRows = async <Row>(
  session: Session,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  name: (row: Row) => string,
): Promise<void> => {
  const { lines, output } = session;
  if (output === 'name') for (const row of rows) await lines.push(visible(name(row)));
  else if (output === 'tsv') for (const row of rows) await lines.push(tsvRow(columns, row));
  else await tableOf(session, columns).rows(rows);
  await lines.send();
};

/** The columns of a table; a configuration may choose them. Scripts rely on those of tsv, which are fixed. */
const columnsFor = <Row>(
  { output, settings }: Pick<Session, 'output' | 'settings'>,
  { kind, columns }: View<Row>,
): readonly Column<Row>[] => {
  if (output === 'wide') return columns;
  const named = output === 'table' ? settings.columns?.[kind] : undefined;
  if (named === undefined) return columns.filter(({ extra }) => extra !== true);
  return named.flatMap((name) => columns.filter(({ header }) => header.toLowerCase() === name));
};

/** Refuses flags that select rows of a list together with --raw, which prints whole pages. */
export const checkWholePages = (
  { raw }: Pick<Session, 'raw'>,
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
  session: Session,
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
  await write.end();
  await session.lines.send();
  return printed;
};

interface Writer<Row> {
  rows(rows: readonly Row[]): Promise<void>;
  end(): Promise<void>;
}

const writerFor = <Row>(session: Session, view: View<Row>): Writer<Row> => {
  const { output, query, raw } = session;
  if (raw !== undefined) return rawPages(session, raw);
  if (output === 'jsonl') {
    return rowByRow(session, (row) =>
      toJson(query === undefined ? view.json(row) : (query(view.json(row)) ?? null)),
    );
  }
  if (query !== undefined || output === 'yaml') return atTheEnd(session, view);
  switch (output) {
    case 'json':
      return jsonArray(session, view);
    case 'tsv': {
      const columns = columnsFor(session, view);
      return rowByRow(session, (row) => tsvRow(columns, row));
    }
    case 'name':
      return rowByRow(session, (row) => visible(view.name(row)));
    case 'table':
    case 'wide':
      return tableOf(session, columnsFor(session, view));
  }
};

const nothing = (): Promise<void> => Promise.resolve();

const rowByRow = <Row>({ lines }: Session, line: (row: Row) => string): Writer<Row> => ({
  rows: async (rows) => {
    for (const row of rows) {
      const full = lines.push(line(row));
      if (full !== undefined) await full;
    }
  },
  end: nothing,
});

const atTheEnd = <Row>(session: Session, view: View<Row>): Writer<Row> => {
  const all: unknown[] = [];
  return {
    rows: async (rows) => {
      all.push(...rows.map((row) => view.json(row)));
    },
    end: () => printDocument(session, all),
  };
};

/** One array, written when it is complete: half a document is useless. */
const jsonArray = <Row>({ lines }: Session, view: View<Row>): Writer<Row> => {
  const texts: string[] = [];
  return {
    rows: async (rows) => {
      for (const row of rows) texts.push(toJson(view.json(row), 2).replaceAll('\n', '\n  '));
    },
    end: async () => {
      if (texts.length === 0) await lines.push('[]');
      for (const [at, text] of texts.entries())
        await lines.push(`${at === 0 ? '[\n' : ''}  ${text}${at === texts.length - 1 ? '\n]' : ','}`);
    },
  };
};

/** The service's own pages: one per line, or one array of them. */
const rawPages = <Row>(session: Session, bodies: string[]): Writer<Row> => {
  const { lines, output, query } = session;
  const all: unknown[] = [];
  const texts: string[] = [];
  return {
    rows: async () => {
      for (const body of bodies.splice(0)) {
        if (query !== undefined && output === 'jsonl')
          await printDocument(session, JSON.parse(body) as unknown);
        else if (output === 'jsonl') await lines.push(harmless(body.replaceAll(/[\r\n]+/g, ' ').trim()));
        else if (query === undefined) texts.push(harmless(body.trim()));
        else all.push(JSON.parse(body) as unknown);
      }
    },
    end: async () => {
      if (output === 'jsonl') return;
      if (query === undefined) await lines.push(`[${texts.join(',\n')}]`);
      else await printDocument(session, all);
    },
  };
};

/** A table whose widths are those of the first rows. */
const tableOf = <Row>(session: Session, columns: readonly Column<Row>[]): Writer<Row> => {
  const { lines, style, context, output } = session;
  let layout: Layout<Row> | undefined;
  return {
    rows: async (rows) => {
      if (rows.length === 0) return;
      if (layout === undefined) {
        layout = layOut(columns, rows, output === 'wide' ? Infinity : context.stdout.columns);
        await lines.push(tableHeader(layout, style));
      }
      for (const row of rows) await lines.push(tableRow(layout, row, style));
    },
    end: nothing,
  };
};
