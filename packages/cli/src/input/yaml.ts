import type * as Yaml from 'yaml';
import type { Document, Node, Scalar } from 'yaml';
import { printJson } from '@wxdi/sdk';

/** The tags of values that JSON has too. */
const plainTags = ['str', 'int', 'float', 'bool', 'null', 'map', 'seq'].map(
  (tag) => `tag:yaml.org,2002:${tag}`,
);

/** What is wrong in a text, and where it begins. */
interface Fault {
  readonly at: number;
  readonly why: string;
}

/** The names of members, and positions in lists, that lead to a value. */
type Keys = readonly (string | number)[];

interface YamlDocument {
  readonly value: unknown;
  readonly faults: readonly Fault[];
  /** Where the key of a member, or the item of a list, begins; of the nearest one around it if there is none. */
  readonly startOf: (keys: Keys) => number;
}

/** A place in a text, from 1. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

interface YamlTexts {
  readonly documents: readonly YamlDocument[];
  readonly placeAt: (offset: number) => TextPlace;
}

/**
 * The documents of a YAML text. A scalar is a number or boolean only if it prints back as it was written: `007`, `1.20`
 * and `True` are text. Faults name what is wrong but not the text, which may contain secrets.
 */
export const yamlDocuments = async (text: string): Promise<YamlTexts> => {
  const yaml = await import('yaml');
  const lines = new yaml.LineCounter();
  const parsed = yaml.parseAllDocuments(text, {
    lineCounter: lines,
    merge: true,
    intAsBigInt: true,
    logLevel: 'error',
  });
  return {
    documents: parsed.map((document) => documentOf(yaml, document)),
    placeAt: (offset) => {
      const { line, col } = lines.linePos(offset);
      return { line, column: col };
    },
  };
};

const documentOf = (
  { isAlias, isMap, isScalar, isSeq, visit }: typeof Yaml,
  document: Document,
): YamlDocument => {
  const faults: Fault[] = document.errors.map(({ pos, code }) => ({
    at: pos[0],
    why: code.toLowerCase().replaceAll('_', ' '),
  }));
  const checkTag = ({ tag, range }: Node): void => {
    if (tag !== undefined && !plainTags.includes(tag))
      faults.push({ at: range?.[0] ?? 0, why: `the tag ${tag} is not supported` });
  };
  visit(document, {
    Collection: (_key, node) => checkTag(node),
    Scalar: (_key, node) => {
      checkTag(node);
      node.value = asWritten(node);
      if (typeof node.value === 'number' && !Number.isFinite(node.value))
        faults.push({ at: node.range?.[0] ?? 0, why: 'a number must be finite' });
    },
  });
  const startOf = (keys: Keys): number => {
    let node: unknown = document.contents;
    let start = document.contents?.range?.[0] ?? document.range?.[0] ?? 0;
    for (const key of keys) {
      if (isAlias(node)) node = node.resolve(document);
      if (isSeq(node) && typeof key === 'number') {
        node = node.items[key];
        start = (node as Node | undefined)?.range?.[0] ?? start;
        continue;
      }
      const pair = isMap(node)
        ? node.items.find((item) => isScalar(item.key) && String(item.key.value) === key)
        : undefined;
      if (!isScalar(pair?.key)) return start;
      start = pair.key.range?.[0] ?? start;
      node = pair.value;
    }
    return start;
  };
  if (faults.length > 0) return { value: undefined, faults, startOf };
  try {
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    // Fails if an alias contains itself.
    printJson(value);
    return { value, faults, startOf };
  } catch {
    return { value: undefined, faults: [{ at: -1, why: 'unresolved or recursive alias' }], startOf };
  }
};

interface YamlText {
  readonly value: unknown;
  readonly lineOf: (keys: readonly string[]) => number;
}

/** The value of a YAML text with one document. Throws an `Error` that names the line. */
export const parseYaml = async (text: string): Promise<unknown> => (await readYaml(text)).value;

/** The same, with the line of a member, by the keys that lead to it. */
export const readYaml = async (text: string): Promise<YamlText> => {
  const { documents, placeAt } = await yamlDocuments(text);
  const [document, second] = documents;
  const fault =
    document?.faults[0] ??
    (second === undefined ? undefined : { at: second.startOf([]), why: 'multiple docs' });
  if (fault !== undefined) throw new Error(faultText(fault, placeAt));
  return {
    value: document?.value ?? null,
    lineOf: (keys) => placeAt(document?.startOf(keys) ?? 0).line,
  };
};

const faultText = ({ at, why }: Fault, placeAt: YamlTexts['placeAt']): string => {
  if (at < 0) return why;
  const { line, column } = placeAt(at);
  return `line ${line}, column ${column}: ${why}`;
};

const asWritten = ({ value, source, tag }: Scalar): unknown => {
  if (typeof value !== 'number' && typeof value !== 'bigint' && typeof value !== 'boolean') return value;
  const isForced = tag !== undefined || !Number.isFinite(Number(value));
  // `-o yaml` prints 1e-7 as 1.0e-7, for readers of YAML 1.1.
  if (!isForced && String(value) !== source?.replace('.0e', 'e')) return source;
  return typeof value === 'bigint' && Number.isSafeInteger(Number(value)) ? Number(value) : value;
};

/** The line of a member of a YAML or JSON text; `undefined` if it cannot be told, e.g. for a member of a merged alias. */
export const lineOf = async (text: string, key: string): Promise<number | undefined> => {
  const { isMap, isScalar, LineCounter, parseDocument } = await import('yaml');
  const lineCounter = new LineCounter();
  const { contents } = parseDocument(text, { lineCounter, logLevel: 'silent' });
  const pairs = isMap(contents) ? contents.items : [];
  const node = pairs.map((pair) => pair.key).find((name) => isScalar(name) && String(name.value) === key);
  return isScalar(node) && node.range ? lineCounter.linePos(node.range[0]).line : undefined;
};
