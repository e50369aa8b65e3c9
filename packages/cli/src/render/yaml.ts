import { unsafeCharacters } from './json.js';

/** YAML that is safe for a terminal: text with control characters is quoted, and they are escaped. */
export const toYaml = async (value: unknown): Promise<string> => {
  const { Document, isScalar, visit } = await import('yaml');
  // A round trip through JSON removes undefined members, and shared objects, which would become anchors.
  const document = new Document(JSON.parse(JSON.stringify(value ?? null)) as unknown);
  visit(document, {
    Scalar: (_key, node) => {
      if (isScalar(node) && typeof node.value === 'string' && isUnsafe(node.value))
        node.type = 'QUOTE_DOUBLE';
    },
  });
  return document.toString({ lineWidth: 0 }).replace(all, escape).trimEnd();
};

const all = new RegExp(`${unsafeCharacters.source}|[\\u{e0000}-\\u{e0fff}]`, 'gu');

// The expression is about control characters.
const isUnsafe = (text: string): boolean => text.search(all) >= 0 || /[\u0000-\u001f]/.test(text);

const escape = (character: string): string => {
  const code = character.codePointAt(0) as number;
  return code < 0x10000
    ? `\\u${code.toString(16).padStart(4, '0')}`
    : `\\U${code.toString(16).padStart(8, '0')}`;
};
