import { defined } from '../domain/defined.js';
import { isJsonObject } from '../domain/json.js';
import { documentIssue, type DocumentIssue, type DocumentKeys } from './file-rule.js';

/** A value from outside a document: `${env.NAME}`, `${file:PATH}` or `${var.NAME}`, each with or without `:-default`. */
export interface Reference {
  readonly kind: 'env' | 'file' | 'var';
  /** The name of the variable, or the path of the file. */
  readonly name: string;
  /** The value if there is none outside. */
  readonly otherwise?: string | undefined;
}

/** Why a reference has no value. */
export interface NoValue {
  /** E.g. `no environment variable X`. */
  readonly received: string;
  /** Whether there is no value at all, so that the default applies. */
  readonly isAbsent: boolean;
}

/** The value of a reference, or why there is none. */
export type Lookup = (reference: Reference) => { readonly value: unknown } | NoValue;

/** A part of a text. */
type Part =
  | { readonly _tag: 'text'; readonly text: string }
  | { readonly _tag: 'reference'; readonly reference: Reference }
  | { readonly _tag: 'malformed'; readonly text: string };

/** The beginning of a reference after its `$`. Any other `${x}` is text, e.g. an expression of StreamSets. */
const start = /\{(?:env\.|file:|var\.)/g;

const body = /^\{(?:(env|var)\.([A-Za-z_][\w.-]*)|file:([^{}]+?))(?::-([^{}]*))?\}/;

/** The longest reference. */
const longest = 4_096;

/** How many `$` a text ends in. */
const dollarsBefore = (text: string, end: number): number => {
  let first = end;
  while (first > 0 && text[first - 1] === '$') first -= 1;
  return end - first;
};

/** The parts of a text. Of several `$` before what looks like a reference, one is removed, and the rest is text. */
const partsOf = (text: string): readonly Part[] => {
  const parts: Part[] = [];
  let plain = '';
  let from = 0;
  for (const { index } of text.matchAll(start)) {
    const dollars = dollarsBefore(text, index);
    if (dollars === 0) continue;
    plain += text.slice(from, index - 1);
    from = index;
    if (dollars > 1) continue;
    if (plain !== '') parts.push({ _tag: 'text', text: plain });
    plain = '';
    const written = text.slice(index, index + longest);
    const match = body.exec(written) ?? /^\{[^{}$]{0,80}\}?/.exec(written);
    parts.push(partOf(match?.[0] ?? ''));
    from = index + (match?.[0].length ?? 0);
  }
  plain += text.slice(from);
  return plain === '' && parts.length > 0 ? parts : [...parts, { _tag: 'text', text: plain }];
};

const partOf = (written: string): Part => {
  const [, kind, variable, path, otherwise] = body.exec(written) ?? [];
  const name = variable ?? path;
  if (name === undefined) return { _tag: 'malformed', text: `$${written}` };
  return {
    _tag: 'reference',
    reference: { kind: kind === 'env' || kind === 'var' ? kind : 'file', name, ...defined({ otherwise }) },
  };
};

/**
 * A reference as a document has it.
 *
 * @example
 * ```ts
 * assert.equal(referenceText({ kind: 'env', name: 'PASSWORD' }), '${env.PASSWORD}');
 * ```
 */
export const referenceText = ({ kind, name, otherwise }: Reference): string => {
  const withDefault = otherwise === undefined ? '' : `:-${otherwise}`;
  return `\${${kind}${kind === 'file' ? ':' : '.'}${name}${withDefault}}`;
};

/** Text in which nothing is a reference: one more `$` before what looks like one. */
export const escapeReferences = (text: string): string =>
  text.replace(/\$(?=\{(?:env\.|file:|var\.))/g, '$$$$');

/** A value with each of its texts replaced. Keys of objects stay. */
export const mapTexts = (
  value: unknown,
  replace: (text: string, keys: DocumentKeys) => unknown,
  keys: DocumentKeys = [],
): unknown => {
  if (typeof value === 'string') return replace(value, keys);
  if (Array.isArray(value)) return value.map((item: unknown, i) => mapTexts(item, replace, [...keys, i]));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, mapTexts(member, replace, [...keys, name])]),
  );
};

/**
 * The references of a document, e.g. to read the files that they name.
 *
 * @example
 * ```ts
 * const found = referencesIn({ description: 'for ${var.stage:-dev}, $${env.HOME}, ${other}' });
 * assert.deepEqual(found, [{ kind: 'var', name: 'stage', otherwise: 'dev' }]);
 * ```
 */
export const referencesIn = (document: unknown): readonly Reference[] => {
  const found: Reference[] = [];
  mapTexts(document, (text) => {
    found.push(...partsOf(text).flatMap((part) => (part._tag === 'reference' ? [part.reference] : [])));
    return text;
  });
  return found;
};

/**
 * A document with other references, e.g. with paths of files that are relative to another folder.
 *
 * @example
 * ```ts
 * const moved = mapReferences({ sql: '${file:a.sql}' }, (one) => ({ ...one, name: `jobs/${one.name}` }));
 * assert.deepEqual(moved, { sql: '${file:jobs/a.sql}' });
 * ```
 */
export const mapReferences = (document: unknown, change: (reference: Reference) => Reference): unknown =>
  mapTexts(document, (text) => {
    const parts = partsOf(text);
    if (!parts.some(({ _tag }) => _tag === 'reference')) return text;
    return parts
      .map((part) => {
        if (part._tag === 'reference') return referenceText(change(part.reference));
        return part._tag === 'text' ? escapeReferences(part.text) : part.text;
      })
      .join('');
  });

/** A document with the values of its references, and what is wrong with those that have none. */
export interface Resolved {
  readonly value: unknown;
  readonly issues: readonly DocumentIssue[];
}

/**
 * Replaces the references in the texts of a document by their values. A text that is nothing but a reference becomes
 * the value itself; in a part of a text the value must be text, a number or a boolean. `$${env.X}` becomes the text
 * `${env.X}`; any other `${x}` is text. References in values are text.
 *
 * @example
 * ```ts
 * const lookup = ({ name }) =>
 *   name === 'YEAR' ? { value: 2027 } : { received: `no variable ${name}`, isAbsent: true };
 * const { value } = resolveReferences({ year: '${env.YEAR}', text: 'in ${env.YEAR} for ${var.who:-all}' }, lookup);
 * assert.deepEqual(value, { year: 2027, text: 'in 2027 for all' });
 * const { issues } = resolveReferences({ year: '${env.MONTH}' }, lookup);
 * assert.equal(issues[0]?.received, 'no variable MONTH');
 * ```
 */
export const resolveReferences = (document: unknown, lookup: Lookup): Resolved => {
  const issues: DocumentIssue[] = [];
  const value = mapTexts(document, (text, keys) => {
    const parts = partsOf(text);
    const isWhole = parts.length === 1;
    const values = parts.map((part) => {
      const found = valueOf(part, isWhole, lookup);
      if ('value' in found) return found.value;
      issues.push(documentIssue(keys, found.expected, found.received));
      return '';
    });
    return isWhole ? values[0] : values.map(String).join('');
  });
  return { value, issues };
};

type Wrong = Pick<DocumentIssue, 'expected' | 'received'>;

const valueOf = (part: Part, isWhole: boolean, lookup: Lookup): { readonly value: unknown } | Wrong => {
  if (part._tag === 'text') return { value: part.text };
  if (part._tag === 'malformed') {
    const expected = '${env.NAME}, ${var.NAME} or ${file:PATH}, with or without :-default';
    return { expected, received: `${part.text}; for this text itself, write $${part.text}` };
  }
  const { reference } = part;
  const written = referenceText(reference);
  const found = lookup(reference);
  if (!('value' in found)) {
    const { received, isAbsent } = found;
    return isAbsent && reference.otherwise !== undefined
      ? { value: reference.otherwise }
      : { expected: `a value for ${written}`, received };
  }
  if (isWhole || ['string', 'number', 'bigint', 'boolean'].includes(typeof found.value)) return found;
  const expected = `text, a number or a boolean for ${written} in a text`;
  return { expected, received: Array.isArray(found.value) ? 'a list' : 'another value' };
};
