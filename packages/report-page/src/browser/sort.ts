import type { Row } from './rows.js';

type Key = (text: string) => string | number;

const asText: Key = (text) => text.toLowerCase();

/** `1,234`. */
const asNumber: Key = (text) => (text === '' ? -1 : Number(text.replaceAll(',', '')));

const unitSeconds: Readonly<Record<string, number>> = { h: 3_600, m: 60, s: 1 };

/** `2h 04m 10s`. */
const asDuration: Key = (text) =>
  text === ''
    ? -1
    : [...text.matchAll(/([\d.]+)([hms])/g)].reduce(
        (sum, [, amount, unit = '']) => sum + Number(amount) * (unitSeconds[unit] ?? 0),
        0,
      );

const keys: readonly Key[] = [asText, asText, asText, asDuration, asNumber, asNumber, asText];

/** Turns the headings of the table into buttons that sort it. */
export const sortRuns = (table: HTMLTableElement, rows: readonly Row[]): void => {
  const headings = Array.from(table.tHead?.rows[0]?.cells ?? []);
  headings.forEach((heading, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener('click', () => {
      const isAscending = heading.ariaSort !== 'ascending';
      for (const other of headings) other.removeAttribute('aria-sort');
      heading.setAttribute('aria-sort', isAscending ? 'ascending' : 'descending');
      table.tBodies[0]?.append(...sorted(rows, column, isAscending));
    });
  });
};

const sorted = (rows: readonly Row[], column: number, isAscending: boolean): readonly Element[] => {
  const keyOf = keys[column] ?? asText;
  const direction = isAscending ? 1 : -1;
  return rows
    .map(({ element, cells }) => ({ element, key: keyOf(cells[column] ?? '') }))
    .toSorted((a, b) => (a.key < b.key ? -direction : a.key > b.key ? direction : 0))
    .map(({ element }) => element);
};
