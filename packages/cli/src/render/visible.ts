/**
 * Text from the service, made safe for a terminal: control bytes (C0, DEL, C1), escape sequences, bidi overrides,
 * zero-width characters and halves of surrogate pairs are shown instead of interpreted.
 */
export const visible = (text = ''): string => (isPlain(text) ? text : shown(text));

/** The same, but the text keeps its line breaks. */
export const visibleLines = (text: string): string => text.split(/\r?\n/).map(visible).join('\n');

/** One field of tab-separated values: nothing in it can end a field or a line, and it can be read back. */
export const tsvField = (text: string): string =>
  isPlain(text) && !text.includes('\\') ? text : shown(text.replaceAll('\\', '\\\\'));

/** Characters, other than C0 controls, that a terminal would interpret: the source of an expression with flag u. */
export const unsafeCharacters = String.raw`[\u007f-\u009f\u00ad\u061c\u070f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb]|[\u{e0000}-\u{e0fff}]`;

const unsafe = new RegExp(String.raw`[\u0000-\u001f]|${unsafeCharacters}|\p{Cs}`, 'gu');

const shown = (text: string): string => text.replace(unsafe, show);

const printable = /^[ -~]*$/;

/** Printable ASCII, as nearly all text is. */
export const isPlain = (text: string): boolean => printable.test(text);

const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const show = (character: string): string => {
  const known = short[character];
  if (known !== undefined) return known;
  const code = character.codePointAt(0) as number;
  if (code < 0x100) return `\\x${hex(code, 2)}`;
  return code < 0x10000 ? `\\u${hex(code, 4)}` : `\\u{${hex(code, 1)}}`;
};

export const hex = (code: number, digits: number): string => code.toString(16).padStart(digits, '0');
