import type { Node, Scalar } from 'yaml';
import { printJson } from '@wxdi/sdk';

/** The tags of values that JSON has too. */
const plainTags = ['str', 'int', 'float', 'bool', 'null', 'map', 'seq'].map(
  (tag) => `tag:yaml.org,2002:${tag}`,
);

interface YamlText {
  readonly value: unknown;
  readonly lineOf: (keys: readonly string[]) => number;
}

/**
 * The value of a YAML text. A scalar is a number or boolean only if it prints back as it was written: `007`, `1.20` and
 * `True` are text. Throws an `Error` that names the line but not the text, which may contain secrets.
 */
export const parseYaml = async (text: string): Promise<unknown> => (await readYaml(text)).value;

/** The same, with the line of a member, by the keys that lead to it. */
export const readYaml = async (text: string): Promise<YamlText> => {
  const { isMap, isScalar, LineCounter, parseDocument, visit } = await import('yaml');
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, merge: true, intAsBigInt: true, logLevel: 'error' });
  const fail = (at = 0, why: string): never => {
    const { line, col } = lineCounter.linePos(at);
    throw new Error(`line ${line}, column ${col}: ${why}`);
  };
  const [error] = document.errors;
  if (error !== undefined) fail(error.pos[0], error.code.toLowerCase().replaceAll('_', ' '));
  const checkTag = ({ tag, range }: Node): void => {
    if (tag !== undefined && !plainTags.includes(tag)) fail(range?.[0], `the tag ${tag} is not supported`);
  };
  visit(document, {
    Collection: (_key, node) => checkTag(node),
    Scalar: (_key, node) => {
      checkTag(node);
      node.value = asWritten(node);
      if (typeof node.value === 'number' && !Number.isFinite(node.value))
        fail(node.range?.[0], 'a number must be finite');
    },
  });
  /** Where the last key is that the document has. */
  const startOf = (keys: readonly string[]): number => {
    let node: unknown = document.contents;
    let start = 0;
    for (const key of keys) {
      const pair = isMap(node)
        ? node.items.find((item) => isScalar(item.key) && String(item.key.value) === key)
        : undefined;
      if (!isScalar(pair?.key)) return start;
      start = pair.key.range?.[0] ?? start;
      node = pair.value;
    }
    return start;
  };
  try {
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    // Fails if an alias contains itself.
    printJson(value);
    return { value, lineOf: (keys) => lineCounter.linePos(startOf(keys)).line };
  } catch {
    throw new Error('unresolved or recursive alias');
  }
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
