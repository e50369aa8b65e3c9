/** Text that is HTML already. All other text is escaped, so data cannot create an element. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Value = string | number | Markup | readonly Markup[] | undefined;

/**
 * A template of HTML. Values are escaped, unless they are `Markup`; `undefined` is nothing. A text must be the content
 * of an element or a quoted attribute. Indentation is removed.
 */
export const html = (parts: TemplateStringsArray, ...values: readonly Value[]): Markup =>
  new Markup(parts.reduce((text, part, at) => text + rendered(values[at - 1]) + notIndented(part), ''));

const notIndented = (part: string): string => part.replace(/\n\s+/g, '\n');

export const nothing = new Markup('');

const rendered = (value: Value): string => {
  if (value === undefined) return '';
  if (value instanceof Markup) return value.text;
  if (typeof value === 'object') return value.map(({ text }) => text).join('');
  return escaped(visible(String(value)));
};

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? '');

/** A text of several lines, with its line breaks. */
export const lines = (text: string): Markup =>
  new Markup(text.split(/\r?\n/).map(visible).map(escaped).join('\n'));

/** Controls, format characters such as bidi overrides, halves of surrogate pairs, invisible letters. */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029\u115f\u1160\u3164\uffa0]/gu;

/** The text with every invisible character written as its code: `\u202e`. */
const visible = (text: string): string => text.replace(invisible, codeOf);

const codeOf = (character: string): string => {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`;
};

/** The text, or its beginning and `…` if it is longer than the limit. */
export const cut = (text: string, length: number): string => {
  const characters = text.length > length ? [...text] : [];
  return characters.length > length ? `${characters.slice(0, length).join('')}…` : text;
};
