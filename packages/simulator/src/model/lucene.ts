/**
 * A small reader of Lucene queries, as far as clients of the search send them: `*:*`, `field:term`, `field:"phrase"`,
 * `field:[from TO to]`, AND, OR and parentheses. Written apart from the client, so that a mistake in its quoting shows.
 */
export type Lucene =
  | { readonly is: 'all' }
  | { readonly is: 'and' | 'or'; readonly parts: readonly Lucene[] }
  | { readonly is: 'phrase' | 'term'; readonly field: string; readonly text: string }
  | { readonly is: 'range'; readonly field: string; readonly from: string; readonly to: string };

/** The query, or `undefined` if it breaks the syntax. */
export const readLucene = (text: string): Lucene | undefined => {
  const read = either(text, skip(text, 0));
  return read !== undefined && read.end === text.length ? read.query : undefined;
};

interface Read {
  readonly query: Lucene;
  /** The position after it and the white space that follows. */
  readonly end: number;
}

const skip = (text: string, at: number): number => {
  let end = at;
  while (text[end] === ' ') end += 1;
  return end;
};

const joined = (
  word: 'AND' | 'OR',
  part: (text: string, at: number) => Read | undefined,
): ((text: string, at: number) => Read | undefined) => {
  const is = word === 'AND' ? 'and' : 'or';
  return (text, at) => {
    const first = part(text, at);
    if (first === undefined) return undefined;
    const parts = [first.query];
    let { end } = first;
    while (text.startsWith(`${word} `, end)) {
      const next = part(text, skip(text, end + word.length));
      if (next === undefined) return undefined;
      parts.push(next.query);
      end = next.end;
    }
    return { query: parts.length === 1 ? first.query : { is, parts }, end };
  };
};

const clause = (text: string, at: number): Read | undefined => {
  if (text.startsWith('*:*', at)) return { query: { is: 'all' }, end: skip(text, at + 3) };
  if (text[at] === '(') {
    const inner = either(text, skip(text, at + 1));
    return inner !== undefined && text[inner.end] === ')'
      ? { query: inner.query, end: skip(text, inner.end + 1) }
      : undefined;
  }
  const [whole = '', field = ''] = /^([\w.]+): */.exec(text.slice(at)) ?? [];
  const start = at + whole.length;
  if (field === '') return undefined;
  if (text[start] === '"') return quoted(text, start, field);
  return text[start] === '[' ? range(text, start, field) : term(text, start, field);
};

const both = joined('AND', clause);
const either = joined('OR', both);

/** Ends at the first quotation mark without a backslash before it. A backslash makes any character after it plain. */
const quoted = (text: string, start: number, field: string): Read | undefined => {
  let content = '';
  for (let at = start + 1; at < text.length; at += 1) {
    const c = text.charAt(at);
    if (c === '"') return { query: { is: 'phrase', field, text: content }, end: skip(text, at + 1) };
    if (c === '\\') at += 1;
    if (at < text.length) content += text.charAt(at);
  }
  return undefined;
};

const range = (text: string, start: number, field: string): Read | undefined => {
  const [whole, from, to] = /^\[ *([^\s\]]+) TO ([^\s\]]+) *\]/.exec(text.slice(start)) ?? [];
  return whole === undefined || from === undefined || to === undefined
    ? undefined
    : { query: { is: 'range', field, from, to }, end: skip(text, start + whole.length) };
};

/** Characters with a meaning of their own must follow a backslash. */
const special = /[\s"()[\]{}:^~?!+&|/\\]/;

const term = (text: string, start: number, field: string): Read | undefined => {
  let content = '';
  let at = start;
  for (; at < text.length; at += 1) {
    const c = text.charAt(at);
    if (c === '\\') at += 1;
    else if (special.test(c)) break;
    if (at < text.length) content += text.charAt(at);
  }
  return content === '' ? undefined : { query: { is: 'term', field, text: content }, end: skip(text, at) };
};

/** The fields of an asset: words are found one by one, a keyword only as a whole, a time by ranges. */
export interface Indexed {
  readonly words: Readonly<Record<string, string>>;
  readonly keywords: Readonly<Record<string, string>>;
  readonly times: Readonly<Record<string, number>>;
}

/** Whether an asset matches. `exact`: a phrase matches only the whole text, instead of any text with its words in order. */
export const matches = (query: Lucene, asset: Indexed, exact = false): boolean => {
  switch (query.is) {
    case 'all':
      return true;
    case 'and':
      return query.parts.every((part) => matches(part, asset, exact));
    case 'or':
      return query.parts.some((part) => matches(part, asset, exact));
    case 'range': {
      const at = own(asset.times, query.field);
      return at !== undefined && at >= bound(query.from, -Infinity) && at <= bound(query.to, Infinity);
    }
    case 'phrase':
    case 'term': {
      if (own(asset.keywords, query.field) === query.text) return true;
      const text = own(asset.words, query.field);
      if (text === undefined) return false;
      if (text === query.text) return true;
      if (query.is === 'term' && query.text.endsWith('*'))
        return wordsOf(text).some((word) => word.startsWith(query.text.slice(0, -1).toLowerCase()));
      return !exact && containsInOrder(wordsOf(text), wordsOf(query.text));
    }
  }
};

const own = <A>(fields: Readonly<Record<string, A>>, name: string): A | undefined =>
  Object.hasOwn(fields, name) ? fields[name] : undefined;

const bound = (text: string, open: number): number => (text === '*' ? open : Date.parse(text));

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];

const containsInOrder = (words: readonly string[], wanted: readonly string[]): boolean =>
  wanted.length > 0 && words.some((_, i) => wanted.every((word, j) => words[i + j] === word));
