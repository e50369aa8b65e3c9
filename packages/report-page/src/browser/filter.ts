import type { Row } from './rows.js';

interface Filter {
  /** Shows a row, even if it did not match, and goes there. */
  readonly reveal: (row: Element) => void;
}

/** Makes the form above the table work, and the links that set it. */
export const filterRuns = (rows: readonly Row[]): Filter => {
  const form = document.querySelector<HTMLFormElement>('#filter');
  const shown = document.querySelector('#shown');
  const none: Filter = { reveal: () => undefined };
  if (form === null || shown === null || rows.length === 0) return none;
  const [text, job, state] = ['text', 'job', 'state'].map(
    (name) => form.elements.namedItem(name) as HTMLInputElement | HTMLSelectElement,
  ) as [HTMLInputElement, HTMLSelectElement, HTMLSelectElement];
  addOptions(
    job,
    rows.map((row) => row.job),
  );
  addOptions(
    state,
    rows.map((row) => row.state),
  );

  const apply = (): void => {
    const words = text.value
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '');
    let matches = 0;
    for (const row of rows) {
      const isMatch =
        (job.value === '' || row.job === job.value) &&
        (state.value === '' || row.state === state.value) &&
        words.every((word) => row.text.includes(word));
      row.element.hidden = !isMatch;
      if (isMatch) matches += 1;
    }
    const all = `${rows.length} run${rows.length === 1 ? '' : 's'}`;
    shown.textContent = matches === rows.length ? all : `${matches} of ${all}`;
  };
  const set = (values: { readonly job?: string | undefined; readonly state?: string | undefined }): void => {
    text.value = '';
    job.value = values.job ?? '';
    state.value = values.state ?? '';
    apply();
  };

  form.hidden = false;
  form.addEventListener('input', apply);
  form.addEventListener('reset', () => setTimeout(apply));
  form.addEventListener('submit', (event) => event.preventDefault());
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (link === null) return;
    if (link.dataset['job'] !== undefined || link.dataset['state'] !== undefined) set(link.dataset);
    const target = document.getElementById(link.hash.slice(1));
    if (target instanceof HTMLTableRowElement && target.hidden) set({});
  });
  apply();
  return {
    reveal: (row) => {
      if (row instanceof HTMLTableRowElement && row.hidden) set({});
      location.hash = row.id;
      row.scrollIntoView({ block: 'center' });
    },
  };
};

const addOptions = (select: HTMLSelectElement, values: readonly string[]): void => {
  for (const value of [...new Set(values)].toSorted()) select.add(new Option(value));
};
