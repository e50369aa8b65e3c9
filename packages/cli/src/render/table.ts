import { plain, type Style } from './style.js';
import { tsvField, visible } from './visible.js';
import { fit, widthOf } from './width.js';

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

interface Sized<Row> {
  readonly column: Column<Row>;
  width: number;
}

/** The columns that a table shows, and their widths. */
export type Layout<Row> = readonly Readonly<Sized<Row>>[];

const gap = '  ';
const narrowest = 8;

const cell = <Row>(column: Column<Row>, row: Row): string => visible(String(column.value(row) ?? ''));

const shown = <Row>(column: Column<Row>, row: Row, style: Style): string =>
  column.show === undefined ? cell(column, row) : column.show(row, cell(column, row), style);

/**
 * The layout of a table that fits the terminal, for the given rows: optional columns are omitted, the last first; then
 * columns that may shrink are cut, the widest first.
 */
export const layOut = <Row>(
  all: readonly Column<Row>[],
  rows: readonly Row[],
  terminal: number,
): Layout<Row> => {
  let layout = all.map((column): Sized<Row> => ({ column, width: naturalWidth(column, rows) }));
  const excess = (): number =>
    layout.reduce((sum, { width }) => sum + width + gap.length, -gap.length) - terminal;
  for (const last of layout.toReversed()) {
    if (excess() <= 0) break;
    if (last.column.optional === true) layout = layout.filter((kept) => kept !== last);
  }
  const shrinking = layout.filter(({ column }) => column.shrinks === true);
  for (let over = excess(); over > 0; over -= 1) {
    const [widest] = shrinking.toSorted((a, b) => b.width - a.width);
    if (widest === undefined || widest.width <= narrowest) break;
    widest.width -= 1;
  }
  return layout;
};

const naturalWidth = <Row>(column: Column<Row>, rows: readonly Row[]): number =>
  rows.reduce((most, row) => Math.max(most, widthOf(shown(column, row, plain))), column.header.length);

export const tableHeader = <Row>(layout: Layout<Row>, style: Style): string =>
  style.bold(joined(layout.map((sized) => place(sized, sized.column.header))));

export const tableRow = <Row>(layout: Layout<Row>, row: Row, style: Style): string =>
  joined(
    layout.map((sized) => {
      const { column, width } = sized;
      if (column.show !== undefined)
        return place(sized, shown(column, row, plain), shown(column, row, style));
      const safe = cell(column, row);
      return place(sized, column.shrinks === true ? fit(safe, width) : safe);
    }),
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
