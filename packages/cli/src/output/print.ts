import type { Session } from '../session.js';
import type { Layout } from '../render/table.js';
import type { View } from '../render/views.js';
import { toJson } from '../render/json.js';
import { layOut, tableHeader, tableRow, tsvRow } from '../render/table.js';
import { padTo } from '../render/width.js';

/** One thing, in the form that was asked for. */
export const printOne = async <Row>(session: Session, view: View<Row>, row: Row): Promise<void> => {
  const { lines } = session;
  switch (session.output) {
    case 'json':
      await lines.push(toJson(view.json(row), 2));
      break;
    case 'jsonl':
      await lines.push(toJson(view.json(row)));
      break;
    case 'tsv':
      await lines.push(tsvRow(view.columns, row));
      break;
    case 'table': {
      const details = view
        .details(row, session.style)
        .filter(([, value]) => value !== undefined && value !== '');
      const width = Math.max(0, ...details.map(([label]) => label.length)) + 2;
      for (const [label, value] of details) await lines.push(session.style.dim(padTo(label, width)) + value);
      break;
    }
  }
  await lines.send();
};

/**
 * A list, page by page as it comes: the first row is out before the last page is read. Only `json` waits for the
 * end, because half a document is none.
 */
export const printList = async <Row>(
  session: Session,
  view: View<Row>,
  pages: AsyncIterable<readonly Row[]>,
  limit = Infinity,
): Promise<number> => {
  const write = writers[session.output](session, view as View<unknown>);
  let printed = 0;
  for await (const page of pages) {
    const rows = page.slice(0, limit - printed);
    printed += rows.length;
    await write.rows(rows);
    if (session.output !== 'json') await session.lines.send();
    if (printed >= limit) break;
  }
  await write.end();
  await session.lines.send();
  return printed;
};

interface Writer {
  rows(rows: readonly unknown[]): Promise<void>;
  end(): Promise<void>;
}

const nothing = (): Promise<void> => Promise.resolve();

const rowByRow =
  (line: (session: Session, view: View<unknown>, row: unknown) => string) =>
  (session: Session, view: View<unknown>): Writer => ({
    rows: async (rows) => {
      for (const row of rows) {
        const full = session.lines.push(line(session, view, row));
        if (full !== undefined) await full;
      }
    },
    end: nothing,
  });

const writers: Readonly<Record<Session['output'], (session: Session, view: View<unknown>) => Writer>> = {
  tsv: rowByRow((_session, view, row) => tsvRow(view.columns, row)),
  jsonl: rowByRow((_session, view, row) => toJson(view.json(row))),
  json: (session, view) => {
    const texts: string[] = [];
    return {
      rows: (rows) => {
        for (const row of rows) texts.push(toJson(view.json(row), 2).replaceAll('\n', '\n  '));
        return Promise.resolve();
      },
      end: async () => {
        if (texts.length === 0) {
          await session.lines.push('[]');
          return;
        }
        for (const [at, text] of texts.entries()) {
          await session.lines.push(
            `${at === 0 ? '[\n' : ''}  ${text}${at === texts.length - 1 ? '\n]' : ','}`,
          );
        }
      },
    };
  },
  table: (session, view) => {
    let layout: Layout<unknown> | undefined;
    return {
      rows: async (rows) => {
        if (rows.length === 0) return;
        if (layout === undefined) {
          layout = layOut(view.columns, rows, session.context.stdout.columns);
          await session.lines.push(tableHeader(layout, session.style));
        }
        for (const row of rows) await session.lines.push(tableRow(layout, row, session.style));
      },
      end: nothing,
    };
  },
};
