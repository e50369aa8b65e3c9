import type { Markup } from './html.js';
import { counted } from './format.js';
import { html, nothing } from './html.js';

/** The first items, and the rest behind a disclosure that needs no script. */
export const withMore = <A>(
  items: readonly A[],
  shown: number,
  noun: string,
  render: (items: readonly A[]) => Markup,
): Markup => html`${render(items.slice(0, shown))}${rest(items.slice(shown), noun, render)}`;

const rest = <A>(items: readonly A[], noun: string, render: (items: readonly A[]) => Markup): Markup =>
  items.length === 0 ? nothing : disclosure(counted(items.length, `more ${noun}`), render(items));

export const disclosure = (summary: string, content: Markup): Markup =>
  html`<details>
    <summary>${summary}</summary>
    ${content}
  </details>`;
