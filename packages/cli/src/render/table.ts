import { plain, type Style } from './style.js';
import { tsvField, visible } from './visible.js';
import { widthOf } from './width.js';

export interface Column<Row> {
  readonly header: string;
  /** The value as the service sent it; the table makes it safe. Absent values are empty. */
  readonly value: (row: Row) => string | number | undefined;
  /** How a table shows the value, which is already safe, if not as it is. */
  readonly show?: (row: Row, safe: string, style: Style) => string;
  /** An id: a table on a terminal shows its short form. */
  readonly isId?: boolean;
  /** Of any length. A value that is too long for the terminal makes its own row longer, not the column. */
  readonly isLong?: boolean;
  readonly alignRight?: boolean;
  /** Omitted from a table that does not fit the terminal, the lowest number first. tsv always has it. */
  readonly optional?: number;
  /** Only in a wide table, or if the configuration names it. Omitted before optional columns, the last first. */
  readonly extra?: boolean;
}

interface Sized<Row> {
  readonly column: Column<Row>;
  readonly width: number;
}

/** The columns that a table shows, and their widths. */
export type Layout<Row> = readonly Sized<Row>[];

const gap = '  ';

const cell = <Row>(column: Column<Row>, row: Row): string => visible(String(column.value(row) ?? ''));

const shown = <Row>(column: Column<Row>, row: Row, style: Style): string =>
  column.show === undefined ? cell(column, row) : column.show(row, cell(column, row), style);

/** The layout of a table that fits the terminal, for the given rows. Columns may be omitted; values are never cut. */
export const layOut = <Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  terminal: number,
): Layout<Row> => {
  const widths = new Map(columns.map((column) => [column, widthsOf(column, rows)]));
  const widest = (column: Column<Row>, most = Infinity): number =>
    (widths.get(column) ?? []).reduce(
      (width, next) => (next > most ? width : Math.max(width, next)),
      column.header.length,
    );
  const needed = columns.filter(({ isLong, extra, optional }) => !isLong && !extra && optional === undefined);
  const room = needed.reduce((left, column) => left - widest(column) - gap.length, terminal);
  const sized = columns.map((column) => ({
    column,
    width: widest(column, column.isLong === true ? room : Infinity),
  }));
  const droppable = [
    ...sized.filter(({ column }) => column.extra === true).reverse(),
    ...sized
      .filter(({ column }) => column.extra !== true && column.optional !== undefined)
      .sort((a, b) => (a.column.optional ?? 0) - (b.column.optional ?? 0)),
  ];
  const kept = new Set(sized);
  for (const next of droppable) {
    const used = [...kept].reduce((sum, { width }) => sum + width + gap.length, -gap.length);
    if (used > terminal) kept.delete(next);
  }
  return [...kept];
};

const widthsOf = <Row>(column: Column<Row>, rows: readonly Row[]): readonly number[] =>
  rows.map((row) => widthOf(shown(column, row, plain)));

export const tableHeader = <Row>(layout: Layout<Row>, style: Style): string =>
  style.bold(joined(layout.map((sized) => place(sized, sized.column.header))));

export const tableRow = <Row>(layout: Layout<Row>, row: Row, style: Style): string =>
  joined(
    layout.map((sized) => place(sized, shown(sized.column, row, plain), shown(sized.column, row, style))),
  );

const joined = (cells: readonly string[]): string => cells.join(gap).trimEnd();

/** The text in its column; `bare` is the same without color. */
const place = <Row>({ column, width }: Sized<Row>, bare: string, text = bare): string => {
  const space = ' '.repeat(Math.max(0, width - widthOf(bare)));
  return column.alignRight === true ? space + text : text + space;
};

/** One line of tab-separated values: no header, nothing cut, no color. */
export const tsvRow = <Row>(columns: readonly Column<Row>[], row: Row): string =>
  columns.map((column) => tsvField(String(column.value(row) ?? ''))).join('\t');
