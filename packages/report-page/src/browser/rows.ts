/** One run, as its row shows it. */
export interface Row {
  readonly element: HTMLTableRowElement;
  readonly job: string;
  readonly state: string;
  /** Texts of the cells, in the order of the columns. */
  readonly cells: readonly string[];
  /** All of it in lower case, to search in. */
  readonly text: string;
}

/** In the order of the page, in which the rows and the bars are numbered. */
export const readRows = (table: HTMLTableElement): readonly Row[] =>
  Array.from(table.tBodies[0]?.rows ?? [], (element, n) => {
    element.id = `r${n}`;
    const cells = Array.from(element.cells, ({ textContent }) => textContent.trim());
    return {
      element,
      job: cells[0] ?? '',
      state: cells[1] ?? '',
      cells,
      text: cells.join(' ').toLowerCase(),
    };
  });
