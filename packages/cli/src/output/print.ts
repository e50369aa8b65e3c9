import type { Session } from '../session.js';
import type { Column, Layout } from '../render/table.js';
import type { View } from '../render/views.js';
import { harmless, toJson } from '../render/json.js';
import { layOut, tableHeader, tableRow, tsvRow } from '../render/table.js';
import { tsvField, visible } from '../render/visible.js';
import { padTo } from '../render/width.js';
import { printDocument, wantsDocument } from './document.js';
import { columnsFor } from './columns.js';

/** One thing, in the form that was asked for. */
export const printOne = async <Row>(session: Session, view: View<Row>, row: Row): Promise<void> => {
  const { lines, output } = session;
  if (wantsDocument(session)) {
    const raw = session.raw?.at(-1);
    if (raw !== undefined && session.query === undefined) await lines.push(harmless(raw.trim()));
    else await printDocument(session, raw === undefined ? view.json(row) : (JSON.parse(raw) as unknown));
  } else if (output === 'name') await lines.push(visible(view.name(row)));
  else if (output === 'tsv') await lines.push(tsvRow(columnsFor(session, view), row));
  else await printDetails(session, view, row);
  await lines.send();
};

const printDetails = async <Row>({ lines, style }: Session, view: View<Row>, row: Row): Promise<void> => {
  const details = view.details(row, style).filter(([, value]) => value !== undefined && value !== '');
  const width = Math.max(0, ...details.map(([label]) => label.length)) + 2;
  for (const [label, value] of details) await lines.push(style.dim(padTo(label, width)) + value);
};

/** What was deleted, by id. */
export const printIds = async (session: Session, ids: readonly string[]): Promise<void> => {
  const { lines, output } = session;
  if (ids.length > 0) session.remember({ what: `these were deleted: ${ids.join(', ')}` });
  if (output === 'jsonl' && session.query === undefined) {
    for (const id of ids) await lines.push(toJson({ id }));
  } else if (wantsDocument(session)) await printDocument(session, ids);
  else for (const id of ids) await lines.push(output === 'tsv' ? tsvField(id) : visible(id));
  await lines.send();
};

/**
 * A list, page by page as it comes: the first row is out before the last page is read. Only what is one document, or
 * asks a question of all rows, waits for the end.
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
      return tableOf(session, view);
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
      for (const row of rows) all.push(view.json(row));
    },
    end: () => printDocument(session, all),
  };
};

/** One array, whose rows are written once all are there: half a document is none. */
const jsonArray = <Row>({ lines }: Session, view: View<Row>): Writer<Row> => {
  const texts: string[] = [];
  return {
    rows: async (rows) => {
      for (const row of rows) texts.push(toJson(view.json(row), 2).replaceAll('\n', '\n  '));
    },
    end: async () => {
      if (texts.length === 0) await lines.push('[]');
      for (const [at, text] of texts.entries()) {
        await lines.push(`${at === 0 ? '[\n' : ''}  ${text}${at === texts.length - 1 ? '\n]' : ','}`);
      }
    },
  };
};

/** The service's own pages: one a line, or one array of them. */
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

/** Rows that are there at once: a table for people, tsv or names for scripts. */
export const printRows = async <Row>(
  session: Session,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  name: (row: Row) => string,
): Promise<void> => {
  const { lines, output, context, style } = session;
  if (output === 'name') for (const row of rows) await lines.push(visible(name(row)));
  else if (output === 'tsv') for (const row of rows) await lines.push(tsvRow(columns, row));
  else if (rows.length > 0) {
    const layout = layOut(columns, rows, output === 'wide' ? Infinity : context.stdout.columns);
    await lines.push(tableHeader(layout, style));
    for (const row of rows) await lines.push(tableRow(layout, row, style));
  }
  await lines.send();
};

const tableOf = <Row>(session: Session, view: View<Row>): Writer<Row> => {
  const { lines, style, context, output } = session;
  let layout: Layout<Row> | undefined;
  return {
    rows: async (rows) => {
      if (rows.length === 0) return;
      if (layout === undefined) {
        const width = output === 'wide' ? Infinity : context.stdout.columns;
        layout = layOut(columnsFor(session, view), rows, width);
        await lines.push(tableHeader(layout, style));
      }
      for (const row of rows) await lines.push(tableRow(layout, row, style));
    },
    end: nothing,
  };
};
