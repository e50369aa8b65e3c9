import { plain, type Style } from './style.js';
import { tsvField, visible } from './visible.js';
import { fit, padTo, widthOf } from './width.js';

/** One column of a list. */
export interface Column<Row> {
  readonly header: string;
  /** The value as the service sent it; the table makes it safe. Absent values are empty. */
  readonly value: (row: Row) => string | number | undefined;
  /** How a table shows the value, which is already safe, if not as it is. */
  readonly show?: (row: Row, safe: string, style: Style) => string;
  /** May be cut to fit the terminal. Ids are never cut. */
  readonly shrinks?: boolean;
  readonly alignRight?: boolean;
  /** Omitted from a table that does not fit the terminal. tsv always has it. */
  readonly optional?: boolean;
  /** Only in a wide table, or if the configuration names it. */
  readonly extra?: boolean;
}

/** The columns that a table shows, and their widths. */
export interface Layout<Row> {
  readonly columns: readonly Column<Row>[];
  readonly widths: readonly number[];
}

const gap = 2;
const narrowest = 8;

const cell = <Row>(column: Column<Row>, row: Row): string => visible(String(column.value(row) ?? ''));

const shown = <Row>(column: Column<Row>, row: Row, safe: string, style: Style): string =>
  column.show === undefined ? safe : column.show(row, safe, style);

/**
 * The layout of a table that fits the terminal, for the given rows: optional columns are omitted, the last first; then
 * columns that may shrink are cut, the widest first.
 */
export const layOut = <Row>(
  all: readonly Column<Row>[],
  rows: readonly Row[],
  terminal: number,
): Layout<Row> => {
  const natural = new Map(all.map((column) => [column, naturalWidth(column, rows)]));
  const widthOfAll = (columns: readonly Column<Row>[]): number =>
    columns.reduce((sum, column) => sum + (natural.get(column) ?? 0), gap * (columns.length - 1));
  let columns = all;
  for (const column of all.toReversed()) {
    if (widthOfAll(columns) <= terminal) break;
    if (column.optional === true) columns = columns.filter((kept) => kept !== column);
  }
  const widths = columns.map((column) => natural.get(column) ?? 0);
  for (let over = widthOfAll(columns) - terminal; over > 0; over -= 1) {
    const at = widestToShrink(columns, widths);
    if (at < 0) break;
    widths[at] = (widths[at] ?? 0) - 1;
  }
  return { columns, widths };
};

const naturalWidth = <Row>(column: Column<Row>, rows: readonly Row[]): number =>
  rows.reduce(
    (most, row) => Math.max(most, widthOf(shown(column, row, cell(column, row), plain))),
    column.header.length,
  );

const widestToShrink = <Row>(columns: readonly Column<Row>[], widths: readonly number[]): number => {
  let widest = -1;
  for (const [at, column] of columns.entries()) {
    const width = widths[at] ?? 0;
    if (column.shrinks === true && width > (widths[widest] ?? narrowest)) widest = at;
  }
  return widest;
};

export const tableHeader = <Row>({ columns, widths }: Layout<Row>, style: Style): string =>
  style.bold(
    columns
      .map((column, at) => place(column, column.header, widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );

export const tableRow = <Row>({ columns, widths }: Layout<Row>, row: Row, style: Style): string =>
  columns
    .map((column, at) => {
      const safe = cell(column, row);
      const width = widths[at] ?? 0;
      if (column.show === undefined)
        return place(column, column.shrinks === true ? fit(safe, width) : safe, width);
      const bare = column.show(row, safe, plain);
      return column.show(row, safe, style) + ' '.repeat(Math.max(0, width - widthOf(bare)));
    })
    .join('  ')
    .trimEnd();

const place = <Row>(column: Column<Row>, text: string, width: number): string =>
  column.alignRight === true ? ' '.repeat(Math.max(0, width - widthOf(text))) + text : padTo(text, width);

/** One line of tab-separated values: no header, nothing cut, no color. */
export const tsvRow = <Row>(columns: readonly Column<Row>[], row: Row): string =>
  columns.map((column) => tsvField(String(column.value(row) ?? ''))).join('\t');
