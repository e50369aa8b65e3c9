import type * as t from 'io-ts';

/** One error in a document. */
export interface FormattedError {
  /** The path, such as `results[3].metadata.asset_id`; empty for the document itself. */
  readonly path: string;
  readonly expected: string;
  /** The kind of the received value. Never the value, which may be a secret. */
  readonly received: 'missing' | 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object' | 'unknown';
}

// Unions report the errors of each alternative: one wrong property can cause hundreds of errors.
const MAX_ERRORS = 20;
const MAX_EXPECTED = 80;

/** Readable errors: each path once, with all types accepted there. At most twenty. */
export const formatErrors = (errors: t.Errors): readonly FormattedError[] => {
  const found = new Map<
    string,
    { readonly received: FormattedError['received']; readonly expected: Set<string> }
  >();
  for (const error of errors) {
    const path = pathOf(error.context);
    const entry = found.get(path) ?? { received: kindOf(error.value), expected: new Set<string>() };
    if (!found.has(path) && found.size === MAX_ERRORS) continue;
    entry.expected.add(error.message ?? nameOf(error.context.at(-1)?.type));
    found.set(path, entry);
  }
  return [...found].map(([path, { received, expected }]) => ({
    path,
    expected: shorten([...expected].join(' or ')),
    received,
  }));
};

/** The definition of a named codec: generated codecs and `t.recursion` wrap one. */
const unwrap = (type: t.Decoder<never, unknown> | undefined): Partial<Tagged> => {
  let tagged = (type ?? {}) as Partial<Tagged>;
  while (tagged._tag === 'RecursiveType' && tagged.type) tagged = tagged.type;
  return tagged;
};

interface Tagged {
  readonly _tag: string;
  readonly name: string;
  readonly type: Partial<Tagged>;
}

// The steps of a union or an intersection are indexes of its parts, not part of the path in the document.
const pathOf = (context: t.Context): string =>
  context
    .map(({ key }, i) => {
      const tag = unwrap(context[i - 1]?.type)._tag;
      if (i === 0 || tag === 'UnionType' || tag === 'IntersectionType') return '';
      if (tag === 'ArrayType' || tag === 'TupleType') return `[${key}]`;
      return /^[A-Za-z_$][\w$-]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
    })
    .join('')
    .replace(/^\./, '');

const nameOf = (type: t.Decoder<never, unknown> | undefined): string => {
  const { _tag, name } = unwrap(type);
  switch (_tag) {
    case 'InterfaceType':
    case 'PartialType':
    case 'DictionaryType':
    case 'AnyDictionaryType':
    case 'IntersectionType':
      return 'object';
    case 'ArrayType':
    case 'AnyArrayType':
    case 'TupleType':
      return 'array';
    case undefined:
    default:
      return name ?? 'unknown';
  }
};

const kindOf = (value: unknown): FormattedError['received'] => {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  const kind = typeof value === 'bigint' ? 'number' : typeof value;
  return kind === 'string' || kind === 'number' || kind === 'boolean' || kind === 'object' ? kind : 'unknown';
};

const shorten = (text: string): string =>
  text.length > MAX_EXPECTED ? `${text.slice(0, MAX_EXPECTED - 1)}…` : text;
