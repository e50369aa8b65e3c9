import type { Row } from './rows.js';

/** Shows the run under the pointer, and goes to its row on a click. The table has the same for the keyboard. */
export const showTips = (rows: readonly Row[], reveal: (row: Element) => void): void => {
  const runAt = finder(rows);
  const tip = document.createElement('div');
  tip.className = 'tip';
  tip.hidden = true;
  tip.setAttribute('aria-hidden', 'true');
  document.body.append(tip);
  const hide = (): void => {
    tip.hidden = true;
  };

  document.addEventListener('pointermove', (event) => {
    const row = runAt(event);
    if (row === undefined) return hide();
    const [job, state, start, duration, read, written] = row.cells;
    const rowCounts = [read && `${read} rows read`, written && `${written} rows written`];
    const lines = [job, [state, duration], start && `${start} UTC`, rowCounts];
    tip.textContent = lines
      .map((line) => (Array.isArray(line) ? line.filter(Boolean).join(', ') : line))
      .filter(Boolean)
      .join('\n');
    tip.hidden = false;
    place(tip, event);
  });
  document.addEventListener('scroll', hide, { passive: true });
  document.addEventListener('click', (event) => {
    const row = runAt(event);
    if (row === undefined) return;
    hide();
    reveal(row.element);
  });
};

/** Beside the pointer, inside the window. */
const place = (tip: HTMLElement, { clientX, clientY }: MouseEvent): void => {
  const { innerWidth, innerHeight } = window;
  tip.style.left = `${Math.max(4, Math.min(clientX + 12, innerWidth - tip.offsetWidth - 4))}px`;
  tip.style.top = `${clientY + 16 + tip.offsetHeight > innerHeight ? clientY - tip.offsetHeight - 8 : clientY + 16}px`;
};

/** How far from a dot the pointer may be. */
const reachPixels = 16;

/** The run of a bar, or the one nearest to the pointer in the chart of a job. */
const finder = (rows: readonly Row[]): ((event: MouseEvent) => Row | undefined) => {
  const byId = new Map(rows.map((row) => [row.element.id, row]));
  const runsOf = new Map<string, Row[]>();
  for (const row of rows) {
    const runs = runsOf.get(row.job);
    if (runs === undefined) runsOf.set(row.job, [row]);
    else runs.push(row);
  }
  return ({ target, clientX }) => {
    if (!(target instanceof Element)) return undefined;
    if (target.matches('.lane rect')) return byId.get(target.id.replace('b', 'r'));
    const chart = target.closest('.card svg');
    const name = chart?.closest('.card')?.querySelector('h3')?.textContent ?? '';
    if (chart === null) return undefined;
    const { left, width } = chart.getBoundingClientRect();
    const distance = (row: Row): number => Math.abs(left + placeOf(row) * width - clientX);
    const [nearest] = (runsOf.get(name) ?? []).toSorted((a, b) => distance(a) - distance(b));
    return nearest !== undefined && distance(nearest) <= reachPixels ? nearest : undefined;
  };
};

/** Where a run starts in every chart, 0 to 1: as in the timeline. */
const placeOf = ({ element }: Row): number => {
  const bar = document.getElementById(element.id.replace('r', 'b'));
  return bar instanceof SVGRectElement ? bar.x.baseVal.valueInSpecifiedUnits / 100 : Infinity;
};
